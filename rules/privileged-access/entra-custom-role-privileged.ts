import { customRoles } from '../../src/datasets/entra/role-security.ts'
import { escalatesTo } from '../../src/estate/entra/escalating-actions.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const MOST_ACTIONS = 50

export default defineRule({
  id: 'entra-custom-role-privileged',
  title: 'Custom roles hold no action that leads to more than they seem to give',
  failureTitle: 'Custom role that leads to privilege',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'A custom role is called after what it is for, and is given away as such. One that may add secrets to applications, change owners, reset passwords or fill groups gives away whatever those hold; nobody reviews it as a privileged role. Roles that are switched off are not asked about.',
  remediation: [
    { text: 'Take the named actions out of the role, or give them for single applications: assign the role with the application as its scope.' },
    { text: 'Where the action is needed, treat the role as privileged: eligible only, with approval, reviewed.' },
  ],
  verify: [
    {
      text: 'allowedResourceActions of custom roles have none of the actions.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleDefinitions?$filter=isBuiltIn eq false' -OutputType PSObject).value | Select-Object displayName,rolePermissions",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7'], 'nist-800-53@r5': ['AC-5', 'AC-6(1)'] },
  equivalents: {},
  references: [
    {
      title: 'Privileged roles and permissions',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions',
    },
    { title: 'Custom roles', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/custom-overview' },
  ],
  subjects: customRoles,
  needs: {},
  where: ({ isEnabled }) => isEnabled,
  check({ id, name, actions }) {
    const found = actions.flatMap(action => {
      const to = escalatesTo(action)
      return to === undefined ? [] : [{ action, to }]
    })
    if (found.length === 0) return pass()
    return fail(`Custom role ${name} leads to ${[...new Set(found.map(({ to }) => to))].join('; ')}.`, [
      evidence(
        'Actions',
        found.slice(0, MOST_ACTIONS).map(({ action }) => action),
        id,
      ),
    ])
  },
})

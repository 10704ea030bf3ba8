import { azureCustomRoles } from '../../src/datasets/azure/authorization.ts'
import { ownerActions, reachesSubscription } from '../../src/datasets/azure/custom-role-powers.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-custom-role-owner-equivalent',
  title: 'No custom role of Azure amounts to Owner',
  failureTitle: 'Custom role that amounts to Owner',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'A custom role with * or with the right to write role assignments or definitions makes its holders owners, and no list of owners shows them. What notActions take away is reckoned with. A role that can be assigned in resource groups only is not meant.',
  remediation: [
    {
      text: 'List the actions that are needed instead of *, and leave Microsoft.Authorization/*/write out.',
      command: 'az role definition update --role-definition role.json',
    },
    { text: 'Where access must be managed, assign Role Based Access Control Administrator with a condition.' },
  ],
  verify: [
    {
      text: 'No custom role with * or Microsoft.Authorization writes is listed.',
      command: "az role definition list --custom-role-only true --query '[].{name:roleName, actions:permissions[].actions}'",
    },
  ],
  frameworks: { 'cis-azure@5.0': ['5.23'], 'mcsb@2': ['PA-7'], 'nist-800-53@r5': ['AC-6'] },
  equivalents: { prowler: ['iam_subscription_roles_owner_custom_not_created'] },
  references: [
    { title: 'Azure custom roles', url: 'https://learn.microsoft.com/azure/role-based-access-control/custom-roles' },
    { title: 'Understand scope and wildcards of actions', url: 'https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format' },
  ],
  subjects: azureCustomRoles,
  needs: {},
  where: reachesSubscription,
  check(role) {
    const found = ownerActions(role)
    if (found.length === 0) return pass()
    return fail(`The custom role ${role.name} lets its holders make themselves owner.`, [
      evidence('Allows', found, role.id),
      evidence('Actions', [...new Set(role.permissions.flatMap(({ actions }) => actions))], role.id),
      evidence('Can be assigned at', role.assignableScopes, role.id),
    ])
  },
})

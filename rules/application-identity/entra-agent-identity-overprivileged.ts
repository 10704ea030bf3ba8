import { agentIdentities } from '../../src/datasets/entra/agents.ts'
import { declaredPrograms } from '../../src/estate/entra/declared-programs.ts'
import { tierZeroPermissions, tierZeroRoles } from '../../src/estate/entra/privileged-service-principals.ts'
import { permissionLines, powerWords } from '../../src/estate/entra/program-words.ts'
import { wayWords } from '../../src/estate/entra/role-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-agent-identity-overprivileged',
  title: 'No agent holds a permission or directory role that leads to the whole tenant',
  failureTitle: 'Agent with a permission or role that leads to the whole tenant',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'An agent does what it reads: whoever gets words in front of it, by mail, a ticket or a page, speaks to what it holds. No prompt stands between such words and a permission to assign roles. Judged are application permissions in Microsoft Graph, Azure AD Graph and Exchange Online, and directory roles, through groups too; what an agent holds in Azure, and whom it may become in AWS, are not weighed here. An agent that needs it is declared (kind: principal or application) by its object id.',
  remediation: [
    { text: 'Let the agent act on behalf of its user, with delegated permissions: then it never has more than the person who asked it.' },
    {
      text: 'Take the permission away. The id of the assignment is in the evidence.',
      command:
        "Connect-MgGraph -Scopes AppRoleAssignment.ReadWrite.All,Application.Read.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/appRoleAssignments/ASSIGNMENT_ID'",
    },
    {
      text: 'Remove a role.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ASSIGNMENT_ID'",
    },
  ],
  verify: [
    {
      text: 'The agent holds no such permission.',
      command:
        "Connect-MgGraph -Scopes Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/appRoleAssignments' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7', 'IM-3'], 'nist-800-53@r5': ['AC-6', 'AC-6(5)', 'IA-9'] },
  equivalents: {},
  references: [
    { title: 'Agent identities', url: 'https://learn.microsoft.com/graph/api/resources/agentidentity' },
    { title: 'Microsoft Graph permissions reference', url: 'https://learn.microsoft.com/graph/permissions-reference' },
  ],
  subjects: agentIdentities,
  needs: { tierZeroPermissions, tierZeroRoles, declaredPrograms },
  check(agent, { tierZeroPermissions, tierZeroRoles, declaredPrograms }) {
    if (declaredPrograms(agent.id) !== undefined) return pass()
    const permissions = tierZeroPermissions.get(agent.id) ?? []
    const roles = tierZeroRoles.byHolder.get(agent.id) ?? []
    if (permissions.length + roles.length === 0) {
      const unread = tierZeroRoles.unreadGroups[0]
      if (unread === undefined) return pass()
      return unknown(`The members of group ${unread.name}, which holds ${unread.role.name}, are not known: agent ${agent.name} may be one of them.`)
    }
    const faults = [
      ...(permissions.length === 0 ? [] : [powerWords(permissions)]),
      ...(roles.length === 0 ? [] : [`holds ${roles.map(({ role }) => role.name).join(' and ')}`]),
    ]
    return fail(
      `Agent ${agent.name} ${faults.join(', and ')}.`,
      [
        ...permissionLines(permissions).map(({ label, value, row }) => evidence(label, value, row)),
        ...roles.flatMap(({ role, ways }) => ways.map(way => evidence(role.name, wayWords(way), way.assignment))),
        evidence('Object id', agent.id, agent.id),
      ],
      agent.accountEnabled ? 'high' : 'medium',
    )
  },
})

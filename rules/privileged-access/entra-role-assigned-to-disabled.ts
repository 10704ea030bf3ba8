import { rolePrincipals } from '../../src/estate/entra/role-principals.ts'
import { wayWords } from '../../src/estate/entra/role-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-role-assigned-to-disabled',
  title: 'No disabled or deleted account holds a directory role',
  failureTitle: 'Directory role of a disabled or deleted account',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'A role that nobody can use is given back with the account: whoever enables it, or restores it from the deleted ones within thirty days, has the role as well, and no review shows them. Asked about are users and applications, through groups and PIM for Groups too; an assignment to somebody among the deleted counts for nobody in the other rules. One to an id that the directory does not know either is to something that was deleted for longer, or to somebody of another tenant.',
  remediation: [
    {
      text: 'Remove an active assignment; an eligible one in Privileged Identity Management, Microsoft Entra roles, Eligible assignments.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ASSIGNMENT_ID'",
    },
    { text: 'Let whoever disables accounts remove their roles in the same step, e.g. in a lifecycle workflow.' },
  ],
  verify: [
    {
      text: 'Every principal exists and is enabled.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$expand=principal' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-4'], 'nist-800-53@r5': ['AC-2(3)', 'AC-6(7)'] },
  equivalents: {},
  references: [
    { title: 'Best practices for Microsoft Entra roles', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices' },
    { title: 'Restore or remove a recently deleted user', url: 'https://learn.microsoft.com/entra/fundamentals/users-restore' },
  ],
  subjects: rolePrincipals,
  needs: {},
  check({ name, kind, isEnabled, isDeleted, roles }) {
    const held = roles.map(({ role }) => role.name).join(' and ')
    if (kind === 'group') return unknown(`Group ${name} holds or could activate ${held}, and who is in it is not known.`)
    if (isEnabled === true) return pass()
    const what = isDeleted
      ? `${name}, which was deleted and can be restored,`
      : kind === 'unknown'
        ? `${name}, which the directory does not know,`
        : `${kind === 'user' ? '' : 'Application '}${name} is disabled and`
    return fail(
      `${what} holds or could activate ${held}.`,
      roles.flatMap(({ role, ways }) => ways.map(way => evidence(role.name, wayWords(way), way.assignment))),
    )
  },
})

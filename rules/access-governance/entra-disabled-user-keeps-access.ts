import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { accessByUser } from '../../src/estate/entra/kept-access.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const MOST_LINES = 20

export default defineRule({
  id: 'entra-disabled-user-keeps-access',
  title: 'Disabled users keep no roles and no way into AWS',
  failureTitle: 'Disabled user keeps access',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'Disabling an account is a switch that a helpdesk turns back; what the account was given comes back with it, years later and without a decision. A live session, an IAM user or a copy of the account in AWS may outlast the switch besides. Asked about are directory roles, active and eligible, and AWS applications, assigned directly and through groups; other applications are not read.',
  remediation: [
    { text: 'Remove the user from the named roles, groups and applications, and delete the account when nobody needs it for thirty days.' },
    { text: 'Let a lifecycle workflow for leavers remove group memberships and access packages.' },
  ],
  verify: [
    {
      text: 'The disabled user is in no such group and has no such role.',
      command:
        "Connect-MgGraph -Scopes User.Read.All,GroupMember.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users/USER_ID/transitiveMemberOf' -OutputType PSObject).value | Select-Object id,displayName",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-4'], 'nist-800-53@r5': ['AC-2(3)', 'PS-4'] },
  equivalents: {},
  references: [
    {
      title: 'Revoke user access in Microsoft Entra ID',
      url: 'https://learn.microsoft.com/entra/identity/users/users-revoke-access',
    },
  ],
  supersedes: ['entra-role-assigned-to-disabled'],
  subjects: entraUsers,
  needs: { accessByUser },
  where: ({ accountEnabled }) => !accountEnabled,
  check({ id, name }, { accessByUser }) {
    const kept = accessByUser.byUser.get(id) ?? []
    if (kept.length === 0) {
      const [unread] = accessByUser.unread
      return unread === undefined ? pass() : unknown(`The members of group ${unread} are not known: ${name}, who is disabled, may be one of them.`)
    }
    const kinds = [
      ...(kept.some(({ kind }) => kind === 'role') ? ['directory roles'] : []),
      ...(kept.some(({ kind }) => kind === 'aws') ? ['access to AWS'] : []),
    ]
    return fail(
      `${name} is disabled and keeps ${kinds.join(' and ')}.`,
      kept.slice(0, MOST_LINES).map(({ words, row }) => evidence('Keeps', words, row)),
    )
  },
})

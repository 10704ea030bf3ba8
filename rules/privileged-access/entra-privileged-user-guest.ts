import { relationOf } from '../../src/analysis/conditional-access/people.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { wayWords } from '../../src/estate/entra/role-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const words = {
  'internal-guest': 'is a guest with an account of the tenant',
  'external-guest': 'is a guest who signs in from another organization',
  'external-member': 'signs in from another organization, though counted as a member',
  'external-unclear': 'signs in from another organization',
}

export default defineRule({
  id: 'entra-privileged-user-guest',
  title: 'No guest holds a privileged role',
  failureTitle: 'Guest with a privileged role',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Somebody else resets a guest’s password, decides about their MFA and forgets to disable them when they leave; strengths of Conditional Access do not bind guests who sign in with e-mail codes, SAML or Google. With a privileged role the tenant is as safe as that other organization. Members who were invited, and so sign in elsewhere too, are no different. Asked about is everyone who holds a privileged role or could activate one, through groups too.',
  remediation: [
    { text: 'Give outside administrators cloud-only accounts of the tenant, eligible for what they need, with an end.' },
    {
      text: 'Remove the guest’s assignment.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ASSIGNMENT_ID'",
    },
    { text: 'For partners, use granular delegated admin privileges (GDAP), which their tenant asks for and which end.' },
  ],
  verify: [
    {
      text: 'userType is Member and creationType is not Invitation.',
      command:
        "Connect-MgGraph -Scopes User.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users/USER_ID?$select=userPrincipalName,userType,creationType' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-3'], 'nist-800-53@r5': ['AC-6(5)', 'IA-8'] },
  equivalents: { maester: ['MT.1025'], zta: ['22128'] },
  references: [
    { title: 'Properties of a B2B collaboration user', url: 'https://learn.microsoft.com/entra/external-id/user-properties' },
    { title: 'Best practices for Microsoft Entra roles', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices' },
  ],
  supersedes: ['entra-guest-in-privileged-group'],
  subjects: privilegedHolders,
  needs: { entraUsers },
  where: ({ kind }) => kind !== 'servicePrincipal',
  check(holder, { entraUsers }) {
    const { roles } = holder
    const user = entraUsers.get(holder.id)
    const held = roles.map(({ role }) => role.name).join(' and ')
    if (user === undefined) return unknown(`${holder.name} holds or could activate ${held}, and who that is, is not known.`)
    const relation = relationOf(user)
    if (relation === 'member') return pass()
    return fail(`${user.name} ${words[relation]}, and holds or could activate ${held}.`, [
      evidence('User type', user.userType ?? 'not set', user.id),
      evidence('Came by', user.creationType ?? 'an account of the tenant'),
      evidence('Account enabled', user.accountEnabled),
      ...roles.flatMap(({ role, ways }) => ways.map(way => evidence(role.name, wayWords(way), way.assignment))),
    ])
  },
})

import { z } from 'zod'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { coverOne } from '../../src/estate/entra/administrator-coverage.ts'
import { hoursSince } from '../../src/estate/entra/ages.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { emergencyAccounts, nearMissEvidence } from '../../src/estate/entra/emergency-accounts.ts'
import { unreadRoleGroups } from '../../src/estate/entra/privileged-holders.ts'
import { GLOBAL_ADMINISTRATOR } from '../../src/estate/entra/privileged-roles.ts'
import { globalAdministrators } from '../../src/estate/entra/role-holders.ts'
import { accountFaults, emergencyEvidence, mfaWords, standingWords, wayWords } from '../../src/estate/entra/role-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-standing-global-administrator',
  title: 'Nobody is Global Administrator all the time, but for emergency access',
  failureTitle: 'Standing Global Administrator',
  cloud: 'entra',
  severity: 'high',
  upTo: 'critical',
  recommendation: 'privileged-access',
  rationale:
    'Whoever steals the session or password of a standing Global Administrator owns the tenant at once, and with it every cloud that trusts it. An eligible one has to activate the role: with MFA, a reason, an approval, for hours. It is worse where the account is synchronized from on-premises (whoever owns the domain owns it) or a guest (another tenant resets its password); an account like that is no emergency access either, whatever is declared. That Conditional Access lets the account in without MFA is said and makes nothing critical: MFA per user, and at a federated identity provider, may still be asked for and are not read. Groups are followed to their members; roles activated right now are not standing. An active assignment that was given for a time needs no activation either: while it lasts, it is used without MFA, reason or approval, but it ends by itself, so that it weighs less where it ends within a month, and is as good as permanent where it does not; one that ends within a day is left out, as an activation may last as long.',
  remediation: [
    { text: 'In Privileged Identity Management make the assignment eligible, with MFA, justification and approval on activation, then remove the active one.' },
    {
      text: 'Give daily work a lesser role, from a cloud-only account of its own. Keep two cloud-only emergency access accounts, and declare them in the configuration (declared, as: emergency-access).',
    },
    {
      text: 'Remove an assignment.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ASSIGNMENT_ID'",
    },
  ],
  verify: [
    {
      text: 'Only emergency access accounts are listed with assignmentType Assigned.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignmentScheduleInstances?$filter=roleDefinitionId eq ''62e90394-69f5-4237-9190-012177145e10''&$expand=principal' -OutputType PSObject).value",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.3.1'],
    'scuba-aad@1.8': ['MS.AAD.7.4'],
    'mcsb@2': ['PA-2'],
    'nist-800-53@r5': ['AC-6(2)', 'AC-6(5)'],
  },
  equivalents: {},
  references: [
    {
      title: 'Active and eligible, permanent and time-bound assignments',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-configure#terminology',
    },
    {
      title: 'Assign Microsoft Entra roles in PIM',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user',
    },
    { title: 'Best practices for Microsoft Entra roles', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/best-practices' },
    { title: 'Emergency access accounts', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access' },
  ],
  supersedes: ['entra-standing-privileged-role', 'entra-privileged-role-assigned-outside-pim'],
  parameters: z.object({
    /** An active assignment that ends within so many hours is no standing one: the longest that PIM lets an activation last. */
    hours: z.number().nonnegative().default(24),
    /** One that ends within so many days weighs less than one without end. */
    days: z.number().nonnegative().default(31),
  }),
  subjects: globalAdministrators,
  needs: { conditionalAccess, emergencyAccess, emergencyAccounts, entraUsers, unreadRoleGroups },
  // A group is asked about only in place of members that are not known and that would stand.
  where: ({ kind, ways }) => kind !== 'group' || ways.some(({ state }) => state === 'assigned'),
  check(holder, { conditionalAccess, emergencyAccess, emergencyAccounts, entraUsers, unreadRoleGroups }, { now, parameters: { hours, days } }) {
    const { ways } = holder
    const standing = ways.filter(({ state, endAt }) => state === 'assigned' && (endAt === null || hoursSince(endAt, now) < -hours))
    const isForATime = standing.every(({ endAt }) => endAt !== null)
    const endsSoon = standing.every(({ endAt }) => endAt !== null && hoursSince(endAt, now) >= -24 * days)
    const emergency = emergencyAccess.get(holder.id)
    if (emergency !== undefined && accountFaults(emergency).length === 0) return pass()
    const [unread] = unreadRoleGroups.get(GLOBAL_ADMINISTRATOR) ?? []
    if (standing.length === 0 && unread !== undefined)
      return unknown(`The members of group ${unread.name}, which is Global Administrator, are not known: ${holder.name} may be one of them.`)
    if (standing.length === 0) return pass()
    if (holder.kind === 'group') return unknown(`Group ${holder.name} is Global Administrator, and its members are not known.`)
    if (holder.kind === 'unknown') return unknown(`${holder.name} is Global Administrator, and the directory does not tell what that is.`)
    const facts = [...ways.map(way => evidence('Global Administrator', wayWords(way), way.assignment)), ...emergencyEvidence(emergencyAccess)]
    const held = `is Global Administrator ${standingWords(standing)}${isForATime ? ', assigned for a time, without activating it' : ''}`
    const user = entraUsers.get(holder.id)
    if (user === undefined) return fail(`Service principal ${holder.name} ${held}.`, facts, endsSoon ? 'medium' : undefined)
    const mfa = coverOne(conditionalAccess, holder.id, 'mfa')
    const faults = accountFaults(user)
    const open = mfa.status === 'hole' && user.accountEnabled ? ['is let in without MFA by Conditional Access'] : []
    const more = [
      evidence('Synchronized from on-premises', user.onPremisesSyncEnabled === true, user.id),
      evidence('Account enabled', user.accountEnabled, user.id),
      evidence('MFA asked by Conditional Access', mfaWords[mfa.status]),
      evidence('Not read', 'Per-user MFA, and MFA that a federated identity provider does'),
      ...mfa.witnesses.slice(0, 3).map(({ text }) => evidence('Hole', text)),
      ...nearMissEvidence(emergencyAccounts, holder.id),
    ]
    const worse = faults.length + open.length === 0 ? '' : `, and ${[...faults, ...open].join(', ')}`
    const excuse = emergency === undefined ? '' : '; emergency access must be a cloud-only member'
    return fail(
      `${holder.name} ${held}${worse}${excuse}.`,
      [...facts, ...more],
      faults.length > 0 ? (endsSoon ? 'high' : 'critical') : endsSoon ? 'medium' : undefined,
    )
  },
})

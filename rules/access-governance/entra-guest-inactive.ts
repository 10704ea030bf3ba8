import { z } from 'zod'
import { relationOf, signsInElsewhere } from '../../src/analysis/conditional-access/people.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { daysInWords, daysSince } from '../../src/estate/entra/ages.ts'
import { lastSignIns } from '../../src/estate/entra/last-sign-ins.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-guest-inactive',
  title: 'Guests who no longer come are removed, and so are invitations that nobody answered',
  failureTitle: 'Guest has not come for long',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'A guest who left the partner keeps the account here as long as the one there works, and nobody here is told. An invitation that was never answered waits for whoever reads that mailbox now. Asked are enabled accounts of people who sign in elsewhere; one that never signed in counts from the day of the invitation.',
  remediation: [
    { text: 'Ask who invited the guest. Remove the account, or disable it for a month first.' },
    { text: 'Review guests every quarter, and let access packages end by themselves.' },
    { text: 'Other thresholds: parameters, entra-guest-inactive, days and pendingDays.' },
  ],
  verify: [
    {
      text: 'lastSuccessfulSignInDateTime is recent; no externalUserState is PendingAcceptance for long.',
      command:
        "Connect-MgGraph -Scopes User.Read.All,AuditLog.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users?$filter=userType eq ''Guest''&$select=userPrincipalName,externalUserState,createdDateTime,signInActivity' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-azure@5.0': ['5.3.2'], 'mcsb@2': ['PA-3', 'PA-4'], 'nist-800-53@r5': ['AC-2(3)', 'IA-8'] },
  equivalents: { zta: ['21858'] },
  references: [
    {
      title: 'Clean up stale guest accounts',
      url: 'https://learn.microsoft.com/entra/identity/users/clean-up-stale-guest-accounts',
    },
    { title: 'signInActivity', url: 'https://learn.microsoft.com/graph/api/resources/signinactivity' },
  ],
  parameters: z.object({
    /** Days without a sign-in that are too many. */
    days: z.number().int().positive().default(90),
    /** Days that an invitation may stay unanswered. */
    pendingDays: z.number().int().positive().default(30),
  }),
  withoutLicence: { plans: premiumPlans, verdict: 'not-applicable', message: 'When guests last signed in is told only in tenants with Microsoft Entra ID P1.' },
  subjects: entraUsers,
  needs: { lastSignIns },
  where: user => user.accountEnabled && signsInElsewhere(relationOf(user)),
  check(user, { lastSignIns }, { now, parameters: { days, pendingDays } }) {
    const last = lastSignIns.get(user.id)
    if (last === undefined) return unknown(`When ${user.name} last signed in was not told.`)
    const since = last ?? user.createdAt
    if (since === null) return unknown(`${user.name} never signed in, and since when the account exists was not told.`)
    const idle = daysSince(since, now)
    const isPending = last === null && user.externalUserState === 'PendingAcceptance'
    if (idle <= (isPending ? pendingDays : days)) return pass()
    const facts = [
      evidence('Last signed in', last ?? 'never', user.id),
      evidence('Created', user.createdAt ?? 'not told'),
      evidence('Invitation', user.externalUserState ?? 'none'),
    ]
    if (isPending) return fail(`The invitation of ${user.name} has not been answered for ${daysInWords(idle)}.`, facts)
    return fail(last === null ? `${user.name} never signed in, in ${daysInWords(idle)}.` : `${user.name} has not signed in for ${daysInWords(idle)}.`, facts)
  },
})

import { z } from 'zod'
import { relationOf, signsInElsewhere } from '../../src/analysis/conditional-access/people.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { daysInWords, daysSince } from '../../src/estate/entra/ages.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { lastSignIns } from '../../src/estate/entra/last-sign-ins.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-user-inactive',
  title: 'Accounts that nobody uses are disabled',
  failureTitle: 'User has not signed in for long',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'Nobody notices that an account which nobody uses is used by somebody else: no one wonders about a request for MFA, and its password is from before the last leak. Asked are enabled accounts of the tenant’s own; declared emergency access accounts are meant to lie idle. An account that never signed in counts from the day it was made.',
  remediation: [
    { text: 'Ask whose it is. Disable it, and delete it after a month in which nobody missed it.' },
    { text: 'Let a lifecycle workflow or the personnel system disable accounts, so that it does not depend on being noticed.' },
    { text: 'Another threshold: parameters, entra-user-inactive, days.' },
  ],
  verify: [
    {
      text: 'lastSuccessfulSignInDateTime is recent, or accountEnabled is false.',
      command:
        "Connect-MgGraph -Scopes User.Read.All,AuditLog.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users?$select=userPrincipalName,accountEnabled,signInActivity' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-4'], 'nist-800-53@r5': ['AC-2(3)'] },
  equivalents: { prowler: ['entra_user_with_recent_sign_in'] },
  references: [
    {
      title: 'Manage inactive user accounts',
      url: 'https://learn.microsoft.com/entra/identity/monitoring-health/howto-manage-inactive-user-accounts',
    },
    { title: 'signInActivity', url: 'https://learn.microsoft.com/graph/api/resources/signinactivity' },
  ],
  parameters: z.object({
    /** Days without a sign-in that are too many. */
    days: z.number().int().positive().default(90),
  }),
  withoutLicence: { plans: premiumPlans, verdict: 'not-applicable', message: 'When users last signed in is told only in tenants with Microsoft Entra ID P1.' },
  subjects: entraUsers,
  needs: { lastSignIns, emergencyAccess },
  where: user => user.accountEnabled && !signsInElsewhere(relationOf(user)),
  check(user, { lastSignIns, emergencyAccess }, { now, parameters: { days } }) {
    if (emergencyAccess.has(user.id)) return pass()
    const last = lastSignIns.get(user.id)
    if (last === undefined) return unknown(`When ${user.name} last signed in was not told.`)
    const since = last ?? user.createdAt
    if (since === null) return unknown(`${user.name} never signed in, and since when the account exists was not told.`)
    const idle = daysSince(since, now)
    if (idle <= days) return pass()
    const facts = [evidence('Last signed in', last ?? 'never', user.id), evidence('Created', user.createdAt ?? 'not told')]
    return fail(last === null ? `${user.name} never signed in, in ${daysInWords(idle)}.` : `${user.name} has not signed in for ${daysInWords(idle)}.`, facts)
  },
})

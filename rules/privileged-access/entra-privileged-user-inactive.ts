import { z } from 'zod'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { daysInWords, daysSince } from '../../src/estate/entra/ages.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { lastSignIns } from '../../src/estate/entra/last-sign-ins.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { wayWords } from '../../src/estate/entra/role-words.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-privileged-user-inactive',
  title: 'Accounts with privileged roles are in use',
  failureTitle: 'Privileged account that nobody uses',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'Nobody misses the session of an administrator who does not work as one. Who did not sign in for a month does not need the role, or can be made eligible again in minutes. Asked about are enabled users who hold a privileged role or could activate one, guests too; declared emergency access is meant to lie idle. An account that never signed in counts from the day it was made.',
  remediation: [
    { text: 'Remove the role, active and eligible; disable the account where it is for administration alone.' },
    { text: 'Another threshold: parameters, entra-privileged-user-inactive, days.' },
  ],
  verify: [
    {
      text: 'lastSuccessfulSignInDateTime is recent, or the account holds no privileged role.',
      command:
        "Connect-MgGraph -Scopes User.Read.All,AuditLog.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users/USER_ID?$select=userPrincipalName,signInActivity' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-4'], 'nist-800-53@r5': ['AC-2(3)', 'AC-6(7)'] },
  equivalents: { maester: ['MT.1030'] },
  references: [
    {
      title: 'Alert: administrators aren’t using their privileged roles',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-configure-security-alerts#administrators-arent-using-their-privileged-roles',
    },
    { title: 'signInActivity', url: 'https://learn.microsoft.com/graph/api/resources/signinactivity' },
  ],
  supersedes: ['entra-user-inactive', 'entra-guest-inactive'],
  parameters: z.object({
    /** Days without a sign-in that are too many. */
    days: z.number().int().positive().default(30),
  }),
  withoutLicence: { plans: premiumPlans, verdict: 'not-applicable', message: 'When users last signed in is told only in tenants with Microsoft Entra ID P1.' },
  subjects: privilegedHolders,
  needs: { entraUsers, lastSignIns, emergencyAccess },
  where: ({ id, kind }, { entraUsers }) => kind === 'group' || kind === 'unknown' || entraUsers.get(id)?.accountEnabled === true,
  check({ id, kind, name, roles }, { entraUsers, lastSignIns, emergencyAccess }, { now, parameters: { days } }) {
    if (emergencyAccess.has(id)) return pass()
    if (kind === 'group' || kind === 'unknown') return unknown(`${name} holds or could activate a privileged role, and who that is, is not known.`)
    const last = lastSignIns.get(id)
    if (last === undefined) return unknown(`When ${name} last signed in was not told.`)
    const since = last ?? entraUsers.get(id)?.createdAt ?? null
    if (since === null) return unknown(`${name} never signed in, and since when the account exists was not told.`)
    const idle = daysSince(since, now)
    if (idle <= days) return pass()
    return fail(
      last === null
        ? `${name} is an administrator and never signed in, in ${daysInWords(idle)}.`
        : `${name} is an administrator and has not signed in for ${daysInWords(idle)}.`,
      [
        evidence('Last signed in', last ?? 'never', id),
        ...roles.flatMap(({ role, ways }) => ways.map(way => evidence(role.name, wayWords(way), way.assignment))),
      ],
    )
  },
})

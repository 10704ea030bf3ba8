import { z } from 'zod'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { riskyUsers } from '../../src/datasets/entra/identity-risk.ts'
import { identityProtectionPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000
const OPEN = new Set(['atRisk', 'confirmedCompromised'])

export default defineRule({
  id: 'entra-risky-user-open',
  title: 'No user at high risk is left undealt with',
  failureTitle: 'User at high risk, left open',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'audit-and-protection',
  rationale:
    'High risk means that Microsoft has good reason to believe the account is in somebody else’s hands: its password was found in a leak, or signs in as attackers do. Until the password is changed, or somebody looks and dismisses it, the account stays open to them, and a policy that blocks by risk blocks the owner as well. Counted from when the risk last changed; an account that is disabled signs in nowhere and passes.',
  remediation: [
    { text: 'Look at the user’s risky sign-ins: Entra admin center, ID Protection, Risky users.' },
    {
      text: 'If it is real, end the sessions and have the password changed.',
      command: "Connect-MgGraph -Scopes User.RevokeSessions.All; Revoke-MgUserSignInSession -UserId 'USER_ID'",
    },
    {
      text: 'If it is not, dismiss it.',
      command: "Connect-MgGraph -Scopes IdentityRiskyUser.ReadWrite.All; Invoke-MgDismissRiskyUser -UserIds 'USER_ID'",
    },
    { text: 'Let a Conditional Access policy for high user risk demand the change, so that the next one does not wait for you.' },
  ],
  verify: [
    {
      text: 'No user is listed.',
      command: "Connect-MgGraph -Scopes IdentityRiskyUser.Read.All; Get-MgRiskyUser -Filter 'riskLevel eq ''high'' and riskState eq ''atRisk'''",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-7', 'LT-1'], 'nist-800-53@r5': ['AC-2(12)', 'IR-4'] },
  equivalents: { zta: ['21861'] },
  references: [
    { title: 'Remediate risks and unblock users', url: 'https://learn.microsoft.com/entra/id-protection/howto-identity-protection-remediate-unblock' },
    { title: 'riskyUser', url: 'https://learn.microsoft.com/graph/api/resources/riskyuser' },
  ],
  parameters: z.object({
    /** Days a high risk may stay open; on the last of them it still passes. */
    days: z.number().int().min(0).default(7),
  }),
  withoutLicence: {
    plans: identityProtectionPlans,
    verdict: 'not-applicable',
    message: 'Microsoft Entra ID Protection, which tells who is at risk, needs Microsoft Entra ID P2.',
  },
  subjects: riskyUsers,
  needs: { entraUsers },
  where: ({ isDeleted, riskLevel }) => !isDeleted && riskLevel === 'high',
  check({ id, name, riskState, since }, { entraUsers }, { now, parameters: { days } }) {
    if (!OPEN.has(riskState) || entraUsers.get(id)?.accountEnabled === false) return pass()
    if (since === null) return unknown(`Since when ${name} has been at high risk was not told.`)
    const age = Math.floor((now.getTime() - Date.parse(since)) / DAY)
    if (age <= days) return pass()
    const what = riskState === 'confirmedCompromised' ? 'confirmed to be compromised' : 'at high risk'
    return fail(`${name} has been ${what} for ${age} days, where ${days} are allowed.`, [evidence('Risk state', riskState, id), evidence('Since', since, id)])
  },
})

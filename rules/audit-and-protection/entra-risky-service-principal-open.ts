import { z } from 'zod'
import { riskyServicePrincipals } from '../../src/datasets/entra/identity-risk.ts'
import { workloadPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000
const OPEN = new Set(['atRisk', 'confirmedCompromised'])

export default defineRule({
  id: 'entra-risky-service-principal-open',
  title: 'No application at high risk is left undealt with',
  failureTitle: 'Application at high risk, left open',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'audit-and-protection',
  rationale:
    'A secret of the application was found in public, or it signs in as it never did. A program does not notice that somebody else uses its secret, and no MFA stands in the way. Counted from when the risk last changed; an application that is disabled can sign in nowhere and passes.',
  remediation: [
    { text: 'Look at its risk and sign-ins: Entra admin center, ID Protection, Risky workload identities.' },
    { text: 'Replace its secrets and certificates by a federated credential or a managed identity, or at least by new ones, and remove the old.' },
    {
      text: 'If it is a false alarm, dismiss it.',
      command: "Connect-MgGraph -Scopes IdentityRiskyServicePrincipal.ReadWrite.All; Invoke-MgDismissRiskyServicePrincipal -ServicePrincipalIds 'ID'",
    },
  ],
  verify: [
    {
      text: 'No application is listed.',
      command:
        "Connect-MgGraph -Scopes IdentityRiskyServicePrincipal.Read.All; Get-MgRiskyServicePrincipal -Filter 'riskLevel eq ''high'' and riskState eq ''atRisk'''",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'LT-1'], 'nist-800-53@r5': ['AC-2(12)', 'IR-4'] },
  equivalents: { zta: ['21862'] },
  references: [
    { title: 'Securing workload identities', url: 'https://learn.microsoft.com/entra/id-protection/concept-workload-identity-risk' },
    { title: 'riskyServicePrincipal', url: 'https://learn.microsoft.com/graph/api/resources/riskyserviceprincipal' },
  ],
  parameters: z.object({
    /** Days a high risk may stay open; on the last of them it still passes. */
    days: z.number().int().min(0).default(7),
  }),
  withoutLicence: {
    plans: workloadPlans,
    verdict: 'not-applicable',
    message: 'Which applications are at risk is told only with Microsoft Entra Workload ID Premium.',
  },
  subjects: riskyServicePrincipals,
  needs: {},
  where: ({ riskLevel }) => riskLevel === 'high',
  check({ id, name, riskState, since, isEnabled }, _facts, { now, parameters: { days } }) {
    if (!OPEN.has(riskState) || isEnabled === false) return pass()
    if (since === null) return unknown(`Since when application ${name} has been at high risk was not told.`)
    const age = Math.floor((now.getTime() - Date.parse(since)) / DAY)
    if (age <= days) return pass()
    const what = riskState === 'confirmedCompromised' ? 'confirmed to be compromised' : 'at high risk'
    return fail(`Application ${name} has been ${what} for ${age} days, where ${days} are allowed.`, [
      evidence('Risk state', riskState, id),
      evidence('Since', since, id),
    ])
  },
})

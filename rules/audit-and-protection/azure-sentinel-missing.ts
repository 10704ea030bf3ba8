import { sentinelPresence } from '../../src/estate/azure/sentinel.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-sentinel-missing',
  title: 'Microsoft Sentinel, or another system that is declared, watches what identities do',
  failureTitle: 'No workspace carries Microsoft Sentinel',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    'Both clouds and Microsoft Entra write down what identities do; only a system that sees all of it connects a sign-in here with a role taken there. Where that is another one than Sentinel, declare it as `siem`: then it is enough that Entra sends its audit and sign-in logs to an event hub, a partner or a storage account.',
  remediation: [{ text: 'Add Microsoft Sentinel to a Log Analytics workspace, in a subscription of the security team.' }],
  verify: [
    {
      text: 'One onboarding state is listed.',
      command: 'az rest --url https://management.azure.com/WORKSPACE_ID/providers/Microsoft.SecurityInsights/onboardingStates?api-version=2024-09-01',
    },
  ],
  frameworks: { 'mcsb@2': ['LT-1', 'LT-5'], 'nist-800-53@r5': ['AU-6', 'SI-4'] },
  equivalents: {},
  references: [{ title: 'Onboard to Microsoft Sentinel', url: 'https://learn.microsoft.com/azure/sentinel/quickstart-onboard' }],
  subjects: sentinelPresence,
  needs: {},
  check({ name, workspaces, mayBeMore, isFedElsewhere, otherSystem }) {
    if (workspaces.length > 0 || (otherSystem !== undefined && isFedElsewhere === true)) return pass()
    if (mayBeMore) return unknown(`No workspace of ${name} that could be looked at carries Microsoft Sentinel; others were not.`)
    if (otherSystem !== undefined && isFedElsewhere === null)
      return unknown(`Whether ${otherSystem} gets the audit and sign-in logs of Entra could not be read.`)
    return fail(
      otherSystem === undefined
        ? `No workspace of ${name} carries Microsoft Sentinel.`
        : `No workspace of ${name} carries Microsoft Sentinel, and nothing leads the audit and sign-in logs of Entra to ${otherSystem}.`,
      [evidence('Another system that is declared', otherSystem ?? 'none')],
    )
  },
})

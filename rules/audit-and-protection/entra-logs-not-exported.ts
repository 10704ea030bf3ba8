import { z } from 'zod'
import { entraLogSource, exportsInWords, missingCategories } from '../../src/estate/azure/log-destinations.ts'
import { premiumTenants } from '../../src/estate/entra/premium-tenants.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** Without these nobody can tell afterwards who signed in and who changed what. */
const needed = ['AuditLogs', 'SignInLogs']

export default defineRule({
  id: 'entra-logs-not-exported',
  title: 'Audit and sign-in logs of Microsoft Entra are kept outside of it',
  failureTitle: 'Logs of Microsoft Entra are not exported',
  cloud: 'entra',
  severity: 'medium',
  upTo: 'high',
  recommendation: 'audit-and-protection',
  rationale:
    'Microsoft Entra keeps sign-ins and changes for 30 days at most. What an intruder did before he was noticed is gone then, unless a diagnostic setting sends it to a workspace, a storage account or an event hub. Sign-ins without a person at them (refreshed tokens, service principals, managed identities) have categories of their own. Which are asked for is a parameter. Diagnostic settings need Microsoft Entra ID P1 or P2: a tenant that is known to have neither keeps its logs for seven days, and this is of low severity there; what to do first is another question.',
  remediation: [
    {
      text: 'In Microsoft Entra admin center, Monitoring and health, Diagnostic settings: add a setting with the categories that are missing, to a Log Analytics workspace.',
    },
  ],
  verify: [
    {
      text: 'The categories are on.',
      command: "Connect-AzAccount; Invoke-AzRestMethod -Path '/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01'",
    },
  ],
  frameworks: { 'mcsb@2': ['LT-3', 'LT-5'], 'nist-800-53@r5': ['AU-2', 'AU-9(2)', 'AU-12'] },
  equivalents: {},
  references: [
    {
      title: 'Configure diagnostic settings for activity logs',
      url: 'https://learn.microsoft.com/entra/identity/monitoring-health/howto-configure-diagnostic-settings',
    },
    { title: 'Data retention', url: 'https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention' },
  ],
  subjects: entraLogSource,
  needs: { premiumTenants },
  parameters: z.object({
    categories: z
      .array(z.string())
      .min(1)
      .default([...needed, 'NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs', 'ManagedIdentitySignInLogs']),
  }),
  check({ id, name, exports }, { premiumTenants }, { parameters: { categories } }) {
    const missing = missingCategories(exports, categories)
    if (missing.length === 0) return pass()
    const facts = [evidence('Categories that are not sent', missing), evidence('Diagnostic settings', exportsInWords(exports))]
    if (exports.length === 0 && premiumTenants.get(id.toLowerCase()) === false)
      return fail(`The logs of ${name} are sent nowhere, which needs Microsoft Entra ID P1 or P2; the tenant has neither.`, facts, 'low')
    return fail(
      exports.length === 0 ? `The logs of ${name} are sent nowhere.` : `Of the logs of ${name}, these categories are sent nowhere: ${missing.join(', ')}.`,
      facts,
      missing.some(category => needed.includes(category)) ? 'high' : undefined,
    )
  },
})

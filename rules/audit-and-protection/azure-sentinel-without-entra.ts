import { fedWorkspaces } from '../../src/estate/azure/sentinel.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const needed = ['AuditLogs', 'SignInLogs']

export default defineRule({
  id: 'azure-sentinel-without-entra',
  title: 'Microsoft Sentinel gets the sign-in and audit logs of Microsoft Entra',
  failureTitle: 'Microsoft Sentinel does not get the logs of Microsoft Entra',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    'The connector of Microsoft Entra ID is a diagnostic setting of the tenant that sends to the workspace of Sentinel. Without it Sentinel knows nothing of sign-ins, of consent, of roles. Where a tenant has several workspaces with Sentinel, one that gets the logs is enough for it; the others are told of as information.',
  remediation: [
    { text: 'In Microsoft Sentinel, Data connectors, Microsoft Entra ID: connect sign-in logs and audit logs, and the others that the licence allows.' },
  ],
  verify: [
    {
      text: 'The workspace is named.',
      command: "az rest --url 'https://management.azure.com/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01'",
    },
  ],
  frameworks: { 'mcsb@2': ['LT-2', 'LT-5'], 'nist-800-53@r5': ['AU-6', 'SI-4'] },
  equivalents: {},
  references: [
    { title: 'Connect Microsoft Entra data to Microsoft Sentinel', url: 'https://learn.microsoft.com/azure/sentinel/connect-azure-active-directory' },
  ],
  subjects: fedWorkspaces,
  needs: { fedWorkspaces },
  check({ id, name, entraCategories }, { fedWorkspaces }) {
    const lacks = (categories: readonly string[]): string[] => (categories.includes('*') ? [] : needed.filter(category => !categories.includes(category)))
    const missing = lacks(entraCategories)
    if (missing.length === 0) return pass()
    const isElsewhere = [...fedWorkspaces].some(one => lacks(one.entraCategories).length === 0)
    return fail(
      `Sentinel in workspace ${name} does not get ${missing.join(' and ')} of Microsoft Entra${isElsewhere ? '; another workspace with Sentinel does' : ''}.`,
      [evidence('Logs that it does not get', missing), evidence('Logs that it gets', [...entraCategories], id)],
      isElsewhere ? 'info' : undefined,
    )
  },
})

import { watchedWorkspaces } from '../../src/estate/azure/sentinel.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** Rules of Microsoft's own making that need no query: https://learn.microsoft.com/azure/sentinel/threat-detection */
const builtIn = new Set(['Fusion', 'MLBehaviorAnalytics'])

export default defineRule({
  id: 'azure-sentinel-without-detections',
  title: 'Microsoft Sentinel looks for misused identities',
  failureTitle: 'Microsoft Sentinel looks for no misused identities',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    'Logs that nothing looks at show afterwards what happened. A scheduled or near-real-time rule whose query reads sign-ins, audit logs, behaviour or CloudTrail looks while it happens. Whether its query is a good one is not judged; Fusion and machine learning alone do not count, for they join what other rules and products find.',
  remediation: [{ text: 'Install the solutions Microsoft Entra ID and Amazon Web Services from the content hub, and turn on their analytics rules.' }],
  verify: [
    {
      text: 'Enabled rules about sign-ins are listed.',
      command: 'az rest --url https://management.azure.com/WORKSPACE_ID/providers/Microsoft.SecurityInsights/alertRules?api-version=2024-09-01',
    },
  ],
  frameworks: { 'mcsb@2': ['LT-2'], 'nist-800-53@r5': ['SI-4', 'IR-4'] },
  equivalents: {},
  references: [{ title: 'Threat detection in Microsoft Sentinel', url: 'https://learn.microsoft.com/azure/sentinel/threat-detection' }],
  subjects: watchedWorkspaces,
  needs: {},
  check({ name, detections }) {
    const enabled = detections.filter(({ isEnabled }) => isEnabled)
    if (enabled.some(({ kind, identityTables }) => !builtIn.has(kind) && identityTables.length > 0)) return pass()
    return fail(`Sentinel in workspace ${name} has no enabled rule that looks at what identities do.`, [
      evidence(
        'Rules that are enabled',
        enabled.map(one => `${one.name} (${one.kind})`),
      ),
      evidence(
        'Rules about identities that are off',
        detections.filter(one => !one.isEnabled && one.identityTables.length > 0).map(one => one.name),
      ),
    ])
  },
})

import { z } from 'zod'
import { activityLogs, exportsInWords, missingCategories } from '../../src/estate/azure/log-destinations.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-activity-log-not-exported',
  title: 'The activity log of every subscription is kept outside of it',
  failureTitle: 'Activity log is not exported',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'audit-and-protection',
  rationale:
    'Who gave whom which role, and who turned off what, is in the activity log, which Azure keeps for 90 days and shows to nobody who does not ask. Exported, it can be searched, watched and kept. Which categories are asked for is a parameter.',
  remediation: [
    {
      text: 'Send the activity log to a workspace, best by Azure Policy for all subscriptions.',
      command:
        'az monitor diagnostic-settings subscription create --name activity-log --location global --workspace WORKSPACE_ID --logs \'[{"category":"Administrative","enabled":true},{"category":"Security","enabled":true},{"category":"Policy","enabled":true},{"category":"Alert","enabled":true}]\' --subscription SUBSCRIPTION_ID',
    },
  ],
  verify: [{ text: 'The setting is listed.', command: 'az monitor diagnostic-settings subscription list --subscription SUBSCRIPTION_ID' }],
  frameworks: { 'mcsb@2': ['LT-3', 'LT-5'], 'nist-800-53@r5': ['AU-2', 'AU-9(2)', 'AU-12'] },
  equivalents: { prowler: ['monitor_diagnostic_setting_with_appropriate_categories', 'monitor_diagnostic_settings_exists'] },
  references: [{ title: 'Activity log in Azure Monitor', url: 'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log' }],
  subjects: activityLogs,
  needs: {},
  // One that is disabled cannot be changed, and nothing runs in it.
  where: ({ isUsable }) => isUsable,
  parameters: z.object({ categories: z.array(z.string()).min(1).default(['Administrative', 'Security', 'Policy', 'Alert']) }),
  check({ name, exports }, _, { parameters: { categories } }) {
    const missing = missingCategories(exports, categories)
    if (missing.length === 0) return pass()
    return fail(
      exports.length === 0
        ? `The activity log of ${name} is sent nowhere.`
        : `Of the activity log of ${name}, these categories are sent nowhere: ${missing.join(', ')}.`,
      [evidence('Categories that are not sent', missing), evidence('Diagnostic settings', exportsInWords(exports))],
    )
  },
})

import { z } from 'zod'
import { entraLogTables, type LogExport } from '../../src/datasets/azure/logs.ts'
import { entraLogSource, exportsInWords } from '../../src/estate/azure/log-destinations.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Category of Entra, and the table that it fills. */
const kept = [
  ['AuditLogs', 'AuditLogs'],
  ['SignInLogs', 'SigninLogs'],
] as const

const sends = ({ categories }: LogExport, category: string): boolean => categories.includes('*') || categories.includes(category)

export default defineRule({
  id: 'entra-log-retention-short',
  title: 'Exported audit and sign-in logs of Microsoft Entra are kept for a year',
  failureTitle: 'Logs of Microsoft Entra are kept too short',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'audit-and-protection',
  rationale:
    'Intruders are often noticed months after they came. A workspace keeps what it gets for 30 to 90 days unless told otherwise; the archive counts. How long a storage account or an event hub keeps it is decided there, and is not read. How many days are asked for is a parameter.',
  remediation: [
    {
      text: 'Set the total retention of the tables.',
      command: 'az monitor log-analytics workspace table update --workspace-name WORKSPACE --resource-group GROUP --name SigninLogs --total-retention-time 365',
    },
  ],
  verify: [
    {
      text: 'totalRetentionInDays is long enough.',
      command: 'az monitor log-analytics workspace table show --workspace-name WORKSPACE --resource-group GROUP --name SigninLogs',
    },
  ],
  frameworks: { 'mcsb@2': ['LT-6'], 'nist-800-53@r5': ['AU-11'] },
  equivalents: {},
  references: [
    { title: 'Manage data retention in a Log Analytics workspace', url: 'https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure' },
  ],
  subjects: entraLogSource,
  needs: { entraLogTables },
  parameters: z.object({ days: z.number().int().positive().default(365) }),
  where: ({ exports }) => kept.some(([category]) => exports.some(one => sends(one, category))),
  check({ name, exports }, { entraLogTables }, { parameters: { days } }) {
    const short: string[] = []
    let isElsewhere = false
    for (const [category, table] of kept) {
      const sending = exports.filter(one => sends(one, category))
      if (sending.length === 0) continue
      const longest = Math.max(
        0,
        ...sending.flatMap(({ workspace }) => (workspace === null ? [] : (entraLogTables.get(`${workspace}/${table}`)?.totalRetentionDays ?? 0))),
      )
      if (longest >= days) continue
      // Somebody may keep it for ever where nobody looks.
      if (sending.some(({ hasStorageAccount, hasEventHub, hasPartner }) => hasStorageAccount || hasEventHub || hasPartner)) isElsewhere = true
      else short.push(`${table}: ${longest} days`)
    }
    if (short.length > 0)
      return fail(`Of the logs of ${name}, ${short.join(' and ')} are kept; ${days} are asked for.`, [
        evidence('Kept', short),
        evidence('Diagnostic settings', exportsInWords(exports)),
      ])
    return isElsewhere ? unknown(`How long the storage account, event hub or partner keeps the logs of ${name} is decided there.`) : pass()
  },
})

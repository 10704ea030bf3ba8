import { z } from 'zod'
import { entraLogTables } from '../../datasets/azure/logs.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { gapOf } from './gaps.ts'
import { entraLogWorkspaces, entraSettings } from './log-exports.ts'
import type { AzureSession } from './session.ts'

/** Where Entra's audit log and interactive sign-ins arrive. https://learn.microsoft.com/azure/azure-monitor/reference/tables/signinlogs */
const tables = ['AuditLogs', 'SigninLogs']

const wire = z.object({ properties: z.object({ totalRetentionInDays: z.number().int() }) })

const scopePattern = /^\/subscriptions\/[0-9a-f-]{36}\/resourcegroups\/[^/]+\/providers\/microsoft\.operationalinsights\/workspaces\/[^/]+$/

async function* tableOf(session: AzureSession, scope: string, workspace: string, table: string): AsyncGenerator<Collected, void, undefined> {
  const part = `${workspace}/${table}`
  if (!scopePattern.test(workspace)) {
    yield gap(entraLogTables, 'invalid', 'the workspace is not named as documented', { part })
    return
  }
  try {
    const parsed = wire.safeParse(await session.get({ path: `${workspace}/tables/${table}` }))
    if (!parsed.success) yield gap(entraLogTables, 'invalid', 'the table is not as documented', { part })
    else
      yield row(entraLogTables, {
        id: part,
        scope,
        name: table,
        workspace,
        table,
        totalRetentionDays: parsed.data.properties.totalRetentionInDays,
      })
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    yield gapOf(entraLogTables, error, part)
  }
}

export const logTables = defineCollector<AzureSession>({
  name: 'entra-log-tables',
  gives: [entraLogTables],
  async *collect(session, at) {
    for (const workspace of entraLogWorkspaces(await entraSettings(session))) for (const table of tables) yield* tableOf(session, at.id, workspace, table)
  },
})

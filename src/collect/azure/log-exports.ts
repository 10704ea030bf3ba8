import { z } from 'zod'
import { nativeId } from '../../dataset.ts'
import { activityLogExports, entraLogExports, type LogExport } from '../../datasets/azure/logs.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from '../entra/read-rows.ts'
import { each } from './each.ts'
import type { AzureSession } from './session.ts'
import { unlessUnused } from './unless-unused.ts'

const text = z.string().min(1).nullish()

const setting = z.object({
  id: z.string().nullish(),
  name: z.string().min(1),
  properties: z.object({
    workspaceId: text,
    storageAccountId: text,
    eventHubAuthorizationRuleId: text,
    marketplacePartnerId: text,
    logs: z.array(z.object({ category: text, categoryGroup: text, enabled: z.boolean() })),
  }),
})

/** `allLogs` is every category there is; `audit` is a group that each service fills as it likes, so that nothing follows from it. */
const categoriesOf = (logs: z.infer<typeof setting>['properties']['logs']): string[] =>
  logs.flatMap(({ category, categoryGroup, enabled }) => (!enabled ? [] : categoryGroup === 'allLogs' ? ['*'] : typeof category === 'string' ? [category] : []))

const exportOf = ({ name, properties }: z.infer<typeof setting>, scope: string): LogExport => ({
  id: name,
  scope,
  name,
  workspace: properties.workspaceId?.toLowerCase() ?? null,
  hasStorageAccount: typeof properties.storageAccountId === 'string',
  hasEventHub: typeof properties.eventHubAuthorizationRuleId === 'string',
  hasPartner: typeof properties.marketplacePartnerId === 'string',
  categories: categoriesOf(properties.logs),
})

export const activityLog = defineCollector<AzureSession>({
  name: 'azure-activity-log-exports',
  gives: [activityLogExports],
  collect: (session, at) =>
    rowsFrom(
      activityLogExports,
      at,
      unlessUnused(session.list({ path: `/subscriptions/${nativeId(at.id)}/providers/Microsoft.Insights/diagnosticSettings` })),
      setting,
      exportOf,
    ),
})

/** Everything about the tenant's own settings, asked once whoever needs it. */
export const entraSettings = (session: AzureSession): Promise<readonly unknown[]> =>
  session.once('entra diagnostic settings', () => Array.fromAsync(session.list({ path: '/providers/microsoft.aadiam/diagnosticSettings' })))

/** The workspaces that the tenant's settings name, as far as they can be read. */
export const entraLogWorkspaces = (settings: readonly unknown[]): readonly string[] => [
  ...new Set(settings.flatMap(item => setting.safeParse(item).data?.properties.workspaceId?.toLowerCase() ?? [])),
]

export const entraLogs = defineCollector<AzureSession>({
  name: 'entra-log-exports',
  gives: [entraLogExports],
  collect: (session, at) => rowsFrom(entraLogExports, at, each(entraSettings(session)), setting, exportOf),
})

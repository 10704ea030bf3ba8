import { nativeId, type Row } from '../../dataset.ts'
import { activityLogExports, entraLogExports, type LogExport } from '../../datasets/azure/logs.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { isSubscriptionUsable } from './subscription-use.ts'

/** Where the logs of a subscription or tenant go. */
export interface LogSource extends Row {
  /** Settings with a destination. */
  readonly exports: readonly LogExport[]
}

const goesSomewhere = ({ workspace, hasStorageAccount, hasEventHub, hasPartner }: LogExport): boolean =>
  workspace !== null || hasStorageAccount || hasEventHub || hasPartner

export interface ActivityLog extends LogSource {
  readonly isUsable: boolean
}

export const activityLogs = defineView({
  name: 'azure-activity-logs',
  per: 'azure-subscription',
  needs: { activityLogExports, isSubscriptionUsable },
  build: ({ activityLogExports, isSubscriptionUsable: isUsable }, at): Table<ActivityLog> =>
    tableOf([{ id: nativeId(at.id), scope: at.id, name: at.name, isUsable, exports: [...activityLogExports].filter(goesSomewhere) }]),
})

export const entraLogSource = defineView({
  name: 'entra-log-source',
  per: 'azure-hierarchy',
  needs: { entraLogExports },
  build: ({ entraLogExports }, at): Table<LogSource> =>
    tableOf([{ id: nativeId(at.id), scope: at.id, name: at.name, exports: [...entraLogExports].filter(goesSomewhere) }]),
})

/** Which of these categories none of the settings sends anywhere. */
export const missingCategories = (exports: readonly LogExport[], wanted: readonly string[]): string[] => {
  const on = new Set(exports.flatMap(({ categories }) => categories))
  return on.has('*') ? [] : wanted.filter(category => !on.has(category))
}

/** Settings in words: name and where to. */
export const exportsInWords = (exports: readonly LogExport[]): string[] =>
  exports.map(({ name, workspace, hasStorageAccount, hasEventHub, hasPartner }) => {
    const to = [
      ...(workspace === null ? [] : [`workspace ${workspace.split('/').at(-1) ?? ''}`]),
      ...(hasStorageAccount ? ['storage account'] : []),
      ...(hasEventHub ? ['event hub'] : []),
      ...(hasPartner ? ['partner'] : []),
    ]
    return `${name}: ${to.join(', ')}`
  })

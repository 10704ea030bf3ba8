import { nativeId, type Row } from '../../dataset.ts'
import { azureSubscriptions } from '../../datasets/azure/hierarchy.ts'
import { entraLogExports, type SentinelDetection, type SentinelWorkspace, sentinelDetections, sentinelWorkspaces } from '../../datasets/azure/logs.ts'
import { declared } from '../../datasets/declared.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { missingCategories } from './log-destinations.ts'

/** Without both of these nobody sees what identities do. */
const whoDidWhat = ['AuditLogs', 'SignInLogs']

/** What is known of Sentinel in a tenant. `mayBeMore`: some subscriptions or workspaces were not looked at: they could not be, are not shown, or were not asked for. */
export interface SentinelPresence extends Row {
  readonly workspaces: readonly SentinelWorkspace[]
  readonly mayBeMore: boolean
  /** Another system that the operator declared to watch. */
  readonly otherSystem: string | undefined
  /** Whether the audit and sign-in logs of Entra are sent where another system can take them; null: not known. */
  readonly isFedElsewhere: boolean | null
}

export const sentinelPresence = defineView({
  name: 'azure-sentinel-presence',
  per: 'azure-hierarchy',
  needs: { sentinelWorkspaces, azureSubscriptions, entraLogExports, declared },
  handlesDark: true,
  build({ sentinelWorkspaces, azureSubscriptions, entraLogExports, declared }, at, missing): Table<SentinelPresence> {
    const elsewhere = [...entraLogExports].filter(({ hasEventHub, hasPartner, hasStorageAccount }) => hasEventHub || hasPartner || hasStorageAccount)
    const isFed = missingCategories(elsewhere, whoDidWhat).length === 0
    return tableOf([
      {
        id: nativeId(at.id),
        scope: at.id,
        name: at.name,
        workspaces: [...sentinelWorkspaces],
        mayBeMore:
          missing('sentinelWorkspaces').length > 0 || missing('azureSubscriptions').length > 0 || [...azureSubscriptions].some(({ isAsked }) => !isAsked),
        otherSystem: [...declared].find(({ as }) => as === 'siem')?.value,
        isFedElsewhere: isFed ? true : missing('entraLogExports').length > 0 ? null : false,
      },
    ])
  },
})

/** A workspace with Sentinel, and what Entra sends it. */
export interface FedWorkspace extends Row {
  /** Categories of Entra's logs that it gets; `*`: all. */
  readonly entraCategories: readonly string[]
}

export const fedWorkspaces = defineView({
  name: 'azure-fed-workspaces',
  per: 'azure-hierarchy',
  needs: { sentinelWorkspaces, entraLogExports },
  build({ sentinelWorkspaces, entraLogExports }): Table<FedWorkspace> {
    const sent = Map.groupBy(entraLogExports, ({ workspace }) => workspace ?? '')
    return tableOf(
      [...sentinelWorkspaces].map(({ id, scope, name }) => ({
        id,
        scope,
        name,
        entraCategories: (sent.get(id) ?? []).flatMap(({ categories }) => categories),
      })),
    )
  },
})

/** A workspace with Sentinel, and what looks for misused identities in it: who may not read what Entra sends can still tell. */
export interface WatchedWorkspace extends Row {
  readonly detections: readonly SentinelDetection[]
}

export const watchedWorkspaces = defineView({
  name: 'azure-watched-workspaces',
  per: 'azure-hierarchy',
  needs: { sentinelWorkspaces, sentinelDetections },
  build({ sentinelWorkspaces, sentinelDetections }): Table<WatchedWorkspace> {
    const detections = Map.groupBy(sentinelDetections, ({ workspace }) => workspace)
    return tableOf([...sentinelWorkspaces].map(({ id, scope, name }) => ({ id, scope, name, detections: detections.get(id) ?? [] })))
  },
})

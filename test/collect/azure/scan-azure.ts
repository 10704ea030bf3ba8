import { azureSource } from '../../../src/collect/azure/discover.ts'
import type { AzureEntry } from '../../../src/collect/azure/session.ts'
import { collect } from '../../../src/collect/collect.ts'
import type { SessionOptions } from '../../../src/collect/entra/session-settings.ts'
import type { AnyDataset, Dataset, Gap, Row } from '../../../src/dataset.ts'
import type { Manifest, TableEntry } from '../../../src/snapshot.ts'
import type { EmulatedAzure } from '../../clouds/azure/start-azure.ts'
import type { Entra } from '../../clouds/entra/start-entra.ts'
import { entryFor, quick } from '../entra/scan-tenant.ts'

/** Where the two emulators are. */
export interface Clouds {
  readonly entra: Entra
  readonly azure: EmulatedAzure
}

export const azureEntry = ({ entra, azure }: Clouds, tenant: string, subscriptions: AzureEntry['azure']['subscriptions'] = 'all'): AzureEntry => ({
  ...entryFor(entra.url, tenant),
  resourceManagerEndpoint: azure.url,
  azure: { subscriptions },
})

export interface ScannedAzure {
  readonly manifest: Manifest
  rows<R extends Row>(dataset: Dataset<R>): readonly R[]
  table(dataset: AnyDataset, scope?: string): TableEntry | undefined
  gaps(dataset: AnyDataset): readonly Gap[]
}

/** Collects the Azure of one tenant through the orchestrator, in memory. */
export const scanAzure = async (entry: AzureEntry, options: Partial<SessionOptions> = {}): Promise<ScannedAzure> => {
  const stored = new Map<string, unknown[]>()
  const { manifest } = await collect([azureSource(entry, quick(options))], {
    tool: { name: 'postern', version: '0.0.0' },
    now: new Date('2026-11-24T08:00:00Z'),
    concurrency: 4,
    store: {
      openTable(dataset) {
        const all = stored.get(dataset) ?? []
        stored.set(dataset, all)
        let count = 0
        return { append: row => Promise.resolve(++count > 0 && all.push(row) > 0), close: () => Promise.resolve(count) }
      },
    },
  })
  return {
    manifest,
    rows: <R extends Row>(dataset: Dataset<R>) => (stored.get(dataset.name) ?? []) as readonly R[],
    table: ({ name }, scope) => manifest.tables.find(entry => entry.dataset === name && (scope === undefined || entry.scope === scope)),
    gaps: ({ name }) => manifest.gaps.filter(gap => gap.dataset === name),
  }
}

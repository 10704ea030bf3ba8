import type { Clock } from '../../../src/collect/clock.ts'
import { type Collection, collect } from '../../../src/collect/collect.ts'
import type { EntraAuth, EntraEntry } from '../../../src/collect/entra/credential.ts'
import { entraSource } from '../../../src/collect/entra/discover.ts'
import type { SessionOptions } from '../../../src/collect/entra/session-settings.ts'
import type { AnyDataset, Dataset, Gap, Row } from '../../../src/dataset.ts'
import type { Manifest, TableEntry } from '../../../src/snapshot.ts'
import { scanner } from '../../clouds/entra/tenant.ts'

/** A clock that stands still but for its sleeps, which cost no time. */
export interface StoppedClock extends Clock {
  readonly sleeps: readonly number[]
}

export const stoppedClock = (start = Date.parse('2026-11-24T08:00:00Z')): StoppedClock => {
  let now = start
  const sleeps: number[] = []
  return {
    sleeps,
    now: () => now,
    sleep: milliseconds => {
      sleeps.push(milliseconds)
      now += milliseconds
      return Promise.resolve()
    },
  }
}

/** A config entry for the emulator at `url`; signs in with the secret under the name that `quick` knows unless told otherwise. */
export const entryFor = (
  url: string,
  tenant: string,
  auth: EntraAuth = { method: 'secret', clientId: scanner.clientId, secretEnv: 'POSTERN_SECRET' },
): EntraEntry => ({ tenant, auth, authorityHost: url, graphEndpoint: url })

/** Session options that wait for nothing: a stopped clock, few pages. */
export const quick = (more: Partial<SessionOptions> = {}): SessionOptions => ({
  environment: name => (name === 'POSTERN_SECRET' ? scanner.secret : undefined),
  clock: stoppedClock(),
  random: () => 0.5,
  attempts: 3,
  maxPages: 4,
  ...more,
})

export interface Scanned {
  readonly manifest: Manifest
  readonly unauthenticated: Collection['unauthenticated']
  rows<R extends Row>(dataset: Dataset<R>): readonly R[]
  table(dataset: AnyDataset): TableEntry | undefined
  gaps(dataset: AnyDataset): readonly Omit<Gap, 'dataset' | 'scope'>[]
}

/** Collects a whole tenant through the orchestrator, in memory. */
export const scanTenant = (url: string, tenant: string, options: SessionOptions = quick()): Promise<Scanned> => scanAll([entryFor(url, tenant)], options)

/** Collects tenants in one scan. */
export const scanAll = async (entries: readonly EntraEntry[], options: SessionOptions = quick()): Promise<Scanned> => {
  const stored = new Map<string, unknown[]>()
  const { manifest, unauthenticated } = await collect(
    entries.map(entry => entraSource(entry, options)),
    {
      tool: { name: 'postern', version: '0.0.0' },
      now: new Date('2026-11-24T08:00:00Z'),
      concurrency: 4,
      store: {
        openTable(dataset) {
          const all = stored.get(dataset) ?? []
          stored.set(dataset, all)
          let count = 0
          return {
            append: row => Promise.resolve(++count > 0 && all.push(row) > 0),
            close: () => Promise.resolve(count),
          }
        },
      },
    },
  )
  return {
    manifest,
    unauthenticated,
    rows: <R extends Row>(dataset: Dataset<R>) => (stored.get(dataset.name) ?? []) as readonly R[],
    table: ({ name }) => manifest.tables.find(entry => entry.dataset === name),
    gaps: ({ name }) => manifest.gaps.filter(gap => gap.dataset === name).map(({ dataset: _dataset, scope: _scope, ...rest }) => rest),
  }
}

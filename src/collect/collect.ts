import pLimit from 'p-limit'
import type { Scope, ScopeKind } from '../dataset.ts'
import type { Manifest } from '../snapshot.ts'
import type { Source } from './collector.ts'
import { discover, groupByScope, type ScopeFound, type Unauthenticated } from './discovery.ts'
import { gapList } from './gaps.ts'
import type { Journal, ReadTable, WholeReading } from './journal.ts'
import { manifestOf } from './manifest.ts'
import { type CollectionPlan, kindsOf, planCollection } from './order.ts'
import type { CollectEvent } from './progress.ts'
import { type Reading, readScope } from './read-scope.ts'
import { safeDetail } from './safe-detail.ts'
import type { RowStore } from './scope-table.ts'

export interface CollectOptions {
  readonly tool: Manifest['tool']
  /** The time every rule will judge at. */
  readonly now: Date
  /** How many scopes, and how many collectors in all of them together, run at once. */
  readonly concurrency: number
  /** Aborted when time is up: what is not read by then is a gap. */
  readonly deadline?: AbortSignal
  readonly store: RowStore
  /** Where readings without a gap are noted, and found when an interrupted collection is gone on with, whose `now` is then this one's. */
  readonly journal?: Journal | undefined
  /** When that is. */
  readonly resumed?: Date | undefined
  readonly progress?: (event: CollectEvent) => void
  /** Tells when the collection ended; the system's clock if absent. */
  readonly clock?: () => Date
}

export interface Collection {
  readonly manifest: Manifest
  /** The sources whose credentials let nothing in. When these are all: exit 4. */
  readonly unauthenticated: readonly Unauthenticated[]
}

/** A scope of a kind that a source finds but has no collectors for. */
const nothing: CollectionPlan = { collectors: [], kept: new Set() }

/** Every plan is made at the start: a mistake in `gives` or `after` is found before the first request. */
const planAll = (sources: readonly Source<unknown>[]): Map<Source<unknown>, ReadonlyMap<ScopeKind, CollectionPlan>> =>
  new Map(sources.map(source => [source, new Map([...kindsOf(source.collectors)].map(kind => [kind, planCollection(source.collectors, kind)]))]))

const closeAll = async (sources: readonly Source<unknown>[], progress: (event: CollectEvent) => void): Promise<void> => {
  for (const source of sources) {
    try {
      await source.close?.()
    } catch (error) {
      progress({ kind: 'not-closed', source: source.label, detail: safeDetail(error instanceof Error ? error.message : String(error)) })
    }
  }
}

/** Which other scopes lie below one, and which of them can be entered: an organization's tables tell of them. */
const belowEach = (scopes: readonly ScopeFound[]): ((scope: Scope) => string) => {
  const below = Map.groupBy(scopes, ({ scope }) => scope.parent)
  return ({ id }) => JSON.stringify((below.get(id) ?? []).map(({ scope, found }) => [scope.id, found[0].discovered.session !== undefined]).sort())
}

type Watch = <T>(work: () => Promise<T>) => Promise<T>

/** Tells when what is written to fails: an error of the disk is not one of the cloud, and must not become a gap. */
const watching =
  (failed: (error: unknown) => void): Watch =>
  async work => {
    try {
      return await work()
    } catch (error) {
      failed(error)
      throw error
    }
  }

const watchedStore = (store: RowStore, watch: Watch): RowStore => ({
  openTable: (dataset, scope) => {
    const table = store.openTable(dataset, scope)
    return { append: row => watch(() => table.append(row)), close: () => watch(() => table.close()) }
  },
})

/**
 * Discovers what the sources can read and reads it into the store; what could not be read is a gap in the manifest, and why. The manifest is the
 * same whatever the concurrency, `finished` apart; the caller writes it. Rejects with what the store rejects with, and with an `Error` when
 * collectors contradict each other; never for what a cloud does. Sources are closed in any case.
 */
export const collect = async (sources: readonly Source<unknown>[], options: CollectOptions): Promise<Collection> => {
  const progress = options.progress ?? (() => {})
  const plans = planAll(sources)
  const failure = new AbortController()
  const signal = AbortSignal.any(options.deadline === undefined ? [failure.signal] : [failure.signal, options.deadline])
  const watch = watching(error => failure.abort(error))
  const { journal } = options
  const kept: WholeReading[] = []
  let around = (_: Scope): string => ''
  const reading: Reading = {
    journal: journal && { ...journal, note: one => watch(() => journal.note(one)) },
    around: scope => around(scope),
    kept: one => void kept.push(one),
    store: watchedStore(options.store, watch),
    gaps: gapList(),
    signal,
    storeFailed: failure.signal,
    limit: pLimit(options.concurrency),
    progress,
  }
  try {
    const discoveries = await Promise.all(
      sources.map(async source => {
        const discovery = await discover(source, signal)
        progress({ kind: 'discovered', source: source.label, scopes: discovery.found.map(({ discovered }) => discovered.scope) })
        return discovery
      }),
    )
    const found = discoveries.flatMap(discovery => discovery.found)
    const scopes = groupByScope(found)
    around = belowEach(scopes)
    // Scopes have a limit of their own: with the collectors' one they would wait for themselves.
    const each = pLimit(options.concurrency)
    const tables: ReadTable[] = []
    let done = 0
    const readings = await Promise.allSettled(
      scopes.map(group =>
        each(async () => {
          try {
            tables.push(...(await readScope(group, (source, kind) => plans.get(source)?.get(kind) ?? nothing, reading)))
          } finally {
            for (const { discovered } of group.found) discovered.release?.()
          }
          done += 1
          progress({ kind: 'read', scope: group.scope, done, of: scopes.length })
        }),
      ),
    )
    for (const result of readings) if (result.status === 'rejected') throw failure.signal.aborted ? failure.signal.reason : result.reason
    const { tool, now, clock } = options
    const manifest = manifestOf({
      tool,
      now,
      finished: clock?.() ?? new Date(),
      asked: sources.map(({ cloud }) => cloud),
      scopes: scopes.map(({ scope }) => scope),
      tables,
      gaps: reading.gaps,
      found,
      kept,
      resumed: options.resumed,
    })
    return {
      manifest,
      unauthenticated: discoveries.flatMap(({ unauthenticated }) => unauthenticated ?? []),
    }
  } finally {
    await closeAll(sources, progress)
  }
}

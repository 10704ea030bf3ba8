import type { LimitFunction } from 'p-limit'
import type { AnyDataset, Dataset, Gap, Row, Scope, ScopeKind } from '../dataset.ts'
import type { Collector, SoFar, Source } from './collector.ts'
import { untilCutOff } from './cut-off.ts'
import type { ScopeFound } from './discovery.ts'
import type { GapList } from './gaps.ts'
import { fromNothing, type GoingOn, goingOn, type TableSoFar } from './go-on.ts'
import type { Journal, ReadTable, WholeReading } from './journal.ts'
import { type CollectionPlan, givenIn } from './order.ts'
import type { CollectEvent } from './progress.ts'
import { type Failure, failureOf, safeDetail } from './safe-detail.ts'
import { openScopeTable, type RowStore, type ScopeTable } from './scope-table.ts'

/** What all scopes of a collection share. */
export interface Reading {
  readonly store: RowStore
  readonly gaps: GapList
  /** Aborted at the deadline, or when the store failed. */
  readonly signal: AbortSignal
  /** Aborted, with its error, when the store failed: then there is nothing left to do. */
  readonly storeFailed: AbortSignal
  /** Bounds how many collectors run at once, in all scopes together. */
  readonly limit: LimitFunction
  readonly journal: Journal | undefined
  /** What of all scopes the tables of this one may tell. */
  around(scope: Scope): string
  /** Told of what was taken from an interrupted run instead of being asked. */
  kept(reading: WholeReading): void
  progress(event: CollectEvent): void
}

/** How the collectors of a source run in scopes of a kind. */
export type Plans = (source: Source<unknown>, kind: ScopeKind) => CollectionPlan

const unexplained: Failure = { reason: 'denied', detail: 'it cannot be entered, and its discovery did not say why' }

type Tables = ReadonlyMap<string, TableSoFar>

const addToAll = (gaps: GapList, datasets: readonly AnyDataset[], at: Scope, gap: Omit<Gap, 'dataset' | 'scope'>): void => {
  for (const { name } of datasets) gaps.add({ ...gap, detail: safeDetail(gap.detail), dataset: name, scope: at.id })
}

const soFar = (collector: Collector<unknown>, tables: Tables, gaps: GapList, at: Scope): SoFar => {
  const rowsOf = (name: string): readonly Row[] => {
    const rows = collector.after?.some(dataset => dataset.name === name) === true ? tables.get(name)?.rows : undefined
    if (rows === undefined) throw new Error(`collector ${collector.name} reads ${name}, which was not kept for it`)
    return rows
  }
  return {
    // Rows of a dataset are those that its own schema let through.
    rows: <R extends Row>({ name }: Dataset<R>) => rowsOf(name) as unknown as readonly R[],
    isComplete: ({ name }) => {
      rowsOf(name)
      return !gaps.has(name, at.id)
    },
  }
}

/** Runs a collector to its end, or to the first failure. Rejects only when the store failed. */
const bring = async (
  collector: Collector<unknown>,
  session: unknown,
  at: Scope,
  tables: Tables,
  own: ReadonlyMap<string, ScopeTable>,
  reading: Reading,
): Promise<Failure | undefined> => {
  const { gaps, signal } = reading
  try {
    signal.throwIfAborted()
    for await (const item of untilCutOff(collector.collect(session, at, soFar(collector, tables, gaps, at)), signal)) {
      const name = item.kind === 'row' ? item.dataset : item.gap.dataset
      const table = own.get(name)
      if (table === undefined) return { reason: 'failed', detail: `collector ${collector.name} brought ${name}, which it does not give` }
      if (item.kind === 'row') await table.accept(item.row)
      else gaps.add({ ...item.gap, detail: safeDetail(item.gap.detail), scope: at.id })
    }
    return undefined
  } catch (error) {
    reading.storeFailed.throwIfAborted()
    return failureOf(error, signal.aborted)
  }
}

/** Runs the collectors of one source in one scope, each when those it waits for have ended. */
const readWith = async (
  plan: CollectionPlan,
  session: unknown,
  at: Scope,
  tables: Map<string, TableSoFar>,
  reading: Reading,
  on: GoingOn,
): Promise<readonly ReadTable[]> => {
  const { gaps, store, limit, progress } = reading
  const entries: ReadTable[] = []
  const ends = new Map<string, Promise<void>>()

  const run = async (collector: Collector<unknown>): Promise<void> => {
    const given = givenIn(collector, at.kind)
    progress({ kind: 'collecting', scope: at, collector: collector.name })
    const ended = (read: readonly ReadTable[]): void => {
      entries.push(...read)
      progress({ kind: 'collected', scope: at, collector: collector.name, rows: read.reduce((sum, { rows }) => sum + rows, 0) })
    }
    const kept = await on.kept(collector, given, tables)
    if (kept !== undefined) {
      for (const [name, table] of kept.tables) tables.set(name, table)
      reading.kept(kept.reading)
      return ended(kept.reading.tables)
    }
    const own = new Map(given.map(dataset => [dataset.name, openScopeTable(dataset, at, store, gaps, plan.kept.has(dataset.name))]))
    for (const [name, table] of own) tables.set(name, table)
    const failure = await bring(collector, session, at, tables, own, reading)
    if (failure !== undefined) addToAll(gaps, given, at, failure)
    const closed: ReadTable[] = []
    for (const table of own.values()) closed.push(await table.close())
    await on.note(collector, tables, closed)
    ended(closed)
  }

  for (const collector of plan.collectors) {
    const before = (collector.after ?? []).map(({ name }) => ends.get(name))
    const end = Promise.all(before).then(() => limit(run, collector))
    for (const { name } of givenIn(collector, at.kind)) ends.set(name, end)
  }
  // All of them, so that nothing is still running when the sources are closed.
  for (const result of await Promise.allSettled(ends.values())) if (result.status === 'rejected') throw result.reason
  return entries
}

/**
 * Reads one scope with everyone who found it: collectors of a second source run only for what the first does not give. What nobody can enter
 * becomes the gaps that discovery told, `denied` if it told none. Rejects with what the store rejects with.
 */
export const readScope = async ({ scope, found }: ScopeFound, plans: Plans, reading: Reading): Promise<readonly ReadTable[]> => {
  const covered = new Set<string>()
  const tables = new Map<string, TableSoFar>()
  const entries: ReadTable[] = []
  for (const { source, discovered } of found) {
    const plan = plans(source, scope.kind)
    const isCovered = ({ name }: AnyDataset): boolean => covered.has(name)
    const collectors = plan.collectors.filter(collector => discovered.session === undefined || !givenIn(collector, scope.kind).some(isCovered))
    const datasets = collectors.flatMap(collector => givenIn(collector, scope.kind)).filter(dataset => !isCovered(dataset))
    if (discovered.session === undefined) {
      const told = discovered.gaps ?? []
      for (const gap of told.length === 0 ? [unexplained] : told) addToAll(reading.gaps, datasets, scope, gap)
      continue
    }
    for (const gap of discovered.gaps ?? []) addToAll(reading.gaps, datasets, scope, gap)
    for (const { name } of datasets) covered.add(name)
    const { journal, gaps } = reading
    const on = journal === undefined ? fromNothing : goingOn(journal, discovered, scope, reading.around(scope), gaps, plan.kept)
    entries.push(...(await readWith({ ...plan, collectors }, discovered.session, scope, tables, reading, on)))
  }
  return entries
}

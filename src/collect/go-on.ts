import { createHash } from 'node:crypto'
import type { AnyDataset, Row, Scope } from '../dataset.ts'
import { schemaDigest } from '../schema-digest.ts'
import type { Collector, Discovered } from './collector.ts'
import type { GapList } from './gaps.ts'
import { type Journal, type ReadTable, requestsSince, rowsIfWhole, type WholeReading } from './journal.ts'
import { digestOf } from './scope-table.ts'

/** What of a table the collectors after it go by. */
export interface TableSoFar {
  readonly rows: readonly Row[] | undefined
  content(): string
}

/** A reading of the interrupted run, and its tables. */
export interface KeptReading {
  readonly reading: WholeReading
  readonly tables: ReadonlyMap<string, TableSoFar>
}

/** What an interrupted run may have left for one session in one scope, and where this one notes what it read in full. */
export interface GoingOn {
  /** What the interrupted run read with this collector, on the same basis; undefined: it must be asked. The tables it waits for are read by now. */
  kept(collector: Collector<unknown>, given: readonly AnyDataset[], tables: ReadonlyMap<string, TableSoFar>): Promise<KeptReading | undefined>
  /** Notes what the collector read, unless something is missing from it. */
  note(collector: Collector<unknown>, tables: ReadonlyMap<string, TableSoFar>, whole: readonly ReadTable[]): Promise<void>
}

/** Without a journal there is nothing to go on with. */
export const fromNothing: GoingOn = { kept: async () => undefined, note: async () => {} }

const sameDatasets = (reading: WholeReading, given: readonly AnyDataset[]): boolean =>
  reading.tables.length === given.length &&
  given.every(dataset => reading.tables.some(({ dataset: name, schema }) => name === dataset.name && schema === schemaDigest(dataset)))

/**
 * `around`: what of the other scopes the tables of this one may tell, such as which accounts an organization has. A reading hangs on the tables its
 * collector waited for as well: details of other users than those that are there now would leave some of them out.
 */
export const goingOn = (
  journal: Journal,
  discovered: Discovered<unknown>,
  at: Scope,
  around: string,
  gaps: GapList,
  keptInMemory: ReadonlySet<string>,
): GoingOn => {
  // Asked once, and not before something is read: a session may have to ask the cloud for it.
  let asked: Promise<string | undefined> | undefined
  const own = (): Promise<string | undefined> => {
    asked ??= discovered.basis === undefined ? Promise.resolve(undefined) : discovered.basis().catch(() => undefined)
    return asked
  }
  const basisOf = async ({ after = [] }: Collector<unknown>, tables: ReadonlyMap<string, TableSoFar>): Promise<string | undefined> => {
    const basis = await own()
    if (basis === undefined) return undefined
    const before = after.map(({ name }) => [name, tables.get(name)?.content() ?? '', gaps.has(name, at.id)])
    return createHash('sha256')
      .update(JSON.stringify([at.id, basis, around, before]))
      .digest('base64url')
  }
  const sent = requestsSince(() => discovered.requests?.() ?? [])
  const isMissing = ({ name }: { readonly name: string }): boolean => gaps.has(name, at.id)

  return {
    async kept(collector, given, tables) {
      const reading = journal.earlier(at.id, collector.name)
      if (reading === undefined || given.some(isMissing) || !sameDatasets(reading, given)) return undefined
      if (reading.basis !== (await basisOf(collector, tables))) return undefined
      const read = new Map<string, TableSoFar>()
      for (const table of reading.tables) {
        const rows = rowsIfWhole(journal, table, digestOf)
        if (rows === undefined) return undefined
        read.set(table.dataset, { rows: keptInMemory.has(table.dataset) ? rows : undefined, content: () => table.content })
      }
      journal.keep(reading)
      return { reading, tables: read }
    },
    async note(collector, tables, whole) {
      if (whole.some(({ dataset }) => isMissing({ name: dataset }))) return
      const basis = await basisOf(collector, tables)
      if (basis !== undefined) await journal.note({ scope: at.id, collector: collector.name, basis, tables: whole, requests: sent() })
    },
  }
}

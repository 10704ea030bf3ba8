import { createHash } from 'node:crypto'
import type { Row } from '../dataset.ts'
import type { TableEntry } from '../snapshot.ts'
import type { SessionRequests } from './collector.ts'

/** A table as it was read, and what its rows are known by; whether it is complete is known once all gaps are. */
export interface ReadTable extends Omit<TableEntry, 'complete'> {
  readonly schema: string
  /** `contentDigest` of its rows, in their order. */
  readonly content: string
}

/** A collector that brought all it gives in one scope, without a gap. */
export interface WholeReading {
  readonly scope: string
  readonly collector: string
  /** What the answer hangs on: who read, what the scope's collectors go by, and the tables read before. On another basis it may be another answer. */
  readonly basis: string
  readonly tables: readonly ReadTable[]
  /** Sent in this scope since the reading noted before it. */
  readonly requests: readonly SessionRequests[]
}

/**
 * What a collection has read in full so far, kept where the next process finds it, and what an interrupted run of the same collection had noted. A reading
 * with a gap is never noted, so that going on can turn no gap into something complete.
 */
export interface Journal {
  /** Notes a reading whose tables are closed. Rejects as the store does. */
  note(reading: WholeReading): Promise<void>
  /** What the interrupted run noted. */
  earlier(scope: string, collector: string): WholeReading | undefined
  /** The rows of a table of it, as they were stored; iterating throws where the file is not whole. */
  rows(table: ReadTable): Iterable<unknown>
  /** Makes the tables of an earlier reading part of this collection. */
  keep(reading: WholeReading): void
}

/** What rows are known by, taken one after the other: the same for the same rows in the same order, in memory and read from disk. */
export const contentDigest = (): { readonly add: (digest: string) => void; readonly value: () => string } => {
  const all = createHash('sha256')
  return { add: digest => void all.update(digest), value: () => all.copy().digest('base64url').slice(0, 32) }
}

/** The rows of an earlier table, if they are what was noted, every one: a file that was cut, changed or lost is no table. */
export const rowsIfWhole = (journal: Journal, table: ReadTable, digestOf: (row: unknown) => string): readonly Row[] | undefined => {
  const content = contentDigest()
  const rows: Row[] = []
  try {
    for (const row of journal.rows(table)) {
      content.add(digestOf(row))
      rows.push(row as Row)
    }
  } catch {
    return undefined
  }
  return rows.length === table.rows && content.value() === table.content ? rows : undefined
}

/** Tells what was sent since it was last asked. */
export const requestsSince = (all: () => readonly SessionRequests[]): (() => SessionRequests[]) => {
  const told = new Map<string, SessionRequests>()
  return () =>
    all().flatMap(now => {
      const key = `${now.service} ${now.operation}`
      const before = told.get(key) ?? { requests: 0, failed: 0 }
      told.set(key, now)
      if (before.requests === now.requests && before.failed === now.failed) return []
      return [{ ...now, requests: now.requests - before.requests, failed: now.failed - before.failed }]
    })
}

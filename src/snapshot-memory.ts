import type { Manifest, Snapshot } from './snapshot.ts'
import { SnapshotTableError } from './snapshot-table-error.ts'

/** The rows of one table, as a snapshot on disk would hold them. */
export interface MemoryTable {
  readonly dataset: string
  readonly scope: string
  readonly rows: readonly unknown[]
}

/**
 * A snapshot without a disk, that keeps the promises of one on disk: rows of a table that the manifest does not list, that is missing, or
 * that has another number of rows than the manifest says throw `SnapshotTableError`.
 */
export const memorySnapshot = (manifest: Manifest, tables: readonly MemoryTable[]): Snapshot => {
  const rowsOf = (dataset: string, scope: string): readonly unknown[] => {
    const entry = manifest.tables.find(table => table.dataset === dataset && table.scope === scope)
    if (entry === undefined) throw new SnapshotTableError(dataset, scope, 'the manifest does not list it')
    const table = tables.find(candidate => candidate.dataset === dataset && candidate.scope === scope)
    if (table === undefined) throw new SnapshotTableError(dataset, scope, 'it is missing')
    if (table.rows.length !== entry.rows)
      throw new SnapshotTableError(dataset, scope, `it holds ${table.rows.length} rows where the manifest says ${entry.rows}`)
    return table.rows
  }
  return {
    manifest,
    rows: (dataset, scope) => ({
      *[Symbol.iterator]() {
        yield* rowsOf(dataset, scope)
      },
    }),
  }
}

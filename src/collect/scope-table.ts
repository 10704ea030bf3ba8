import { hash } from 'node:crypto'
import type { AnyDataset, Row, Scope } from '../dataset.ts'
import { schemaDigest } from '../schema-digest.ts'
import { type GapList, namedRowsPerTable } from './gaps.ts'
import { contentDigest, type ReadTable } from './journal.ts'

/** Where rows go as they come: the writer of a snapshot. What it rejects with ends the collection. */
export interface RowStore {
  openTable(dataset: string, scope: string): RowTable
}

interface RowTable {
  /** False: the row is too long to be stored. */
  append(row: unknown): Promise<boolean>
  close(): Promise<number>
}

/** One dataset of one scope while it is read. */
export interface ScopeTable {
  /**
   * Stores a row if it is whole, of this scope and not there yet; else it is a gap that names it. The very same row again, as pages give it
   * when the directory changes under them, is dropped. Rejects only when the store does.
   */
  accept(row: unknown): Promise<void>
  /** The rows so far. Undefined: they are not kept. */
  readonly rows: readonly Row[] | undefined
  /** What the rows so far are known by. */
  content(): string
  close(): Promise<ReadTable>
}

const longestId = 256

const idOf = (row: unknown): string | undefined =>
  typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'string' && row.id !== '' ? row.id.slice(0, longestId) : undefined

/** Where and how a row departs from its schema, without what it holds there. */
const complaint = ({ code, path }: { readonly code: string; readonly path: readonly PropertyKey[] }): string => {
  const field = path.map(part => String(part).slice(0, 64)).join('.')
  return field === '' ? `it is not a row (${code})` : `its field ${field} is not as documented (${code})`
}

/** Tells rows apart at the cost of a few bytes each; validated rows have their fields in the order of the schema. */
export const digestOf = (row: unknown): string => hash('sha256', JSON.stringify(row), 'base64').slice(0, 22)

/** Opens the table of a dataset in a scope. With `keep`, its rows stay in memory for collectors that need them. */
export const openScopeTable = (dataset: AnyDataset, at: Scope, store: RowStore, gaps: GapList, keep: boolean): ScopeTable => {
  const table = store.openTable(dataset.name, at.id)
  const digests = new Map<string, string>()
  const content = contentDigest()
  const rows: Row[] | undefined = keep ? [] : undefined
  let unusable = 0

  const invalid = (row: unknown, detail: string): void => {
    unusable += 1
    if (unusable > namedRowsPerTable) return
    const part = idOf(row)
    gaps.add({ dataset: dataset.name, scope: at.id, reason: 'invalid', detail, ...(part === undefined ? {} : { part }) })
  }

  return {
    rows,
    async accept(value) {
      const parsed = dataset.row.safeParse(value)
      if (!parsed.success) return invalid(value, parsed.error.issues[0] === undefined ? 'it is not a row' : complaint(parsed.error.issues[0]))
      const row = parsed.data
      if (row.scope !== at.id) return invalid(row, 'it belongs to another scope')
      const digest = digestOf(row)
      const before = digests.get(row.id)
      if (before === digest) return
      if (before !== undefined) return invalid(row, 'its id came twice')
      if (!(await table.append(row))) return invalid(row, 'it is too large to be kept')
      digests.set(row.id, digest)
      content.add(digest)
      rows?.push(row)
    },
    content: content.value,
    async close() {
      const more = unusable - namedRowsPerTable
      if (more > 0) gaps.add({ dataset: dataset.name, scope: at.id, reason: 'invalid', detail: `${more} more rows are not usable` })
      return { dataset: dataset.name, scope: at.id, rows: await table.close(), schema: schemaDigest(dataset), content: content.value() }
    },
  }
}

import type { Cloud, Gap, Scope } from './dataset.ts'

/** How often one operation of a service was called in a scope, and how often it answered with an error. */
export interface RequestCount {
  readonly scope: string
  readonly service: string
  readonly operation: string
  readonly requests: number
  readonly failed: number
}

/** One table of the snapshot, and whether every part of it was read. A table that is not listed was not collected. */
export interface TableEntry {
  readonly dataset: string
  readonly scope: string
  readonly rows: number
  readonly complete: boolean
  /** The digest of the schema that every row was checked against when the table was written. Absent: rows are checked when they are read. */
  readonly schema?: string
}

/** What the config asked for: clouds that are not named here are not judged, rather than unknown. */
export interface Manifest {
  readonly schema: 1
  readonly tool: { readonly name: string; readonly version: string }
  /** ISO 8601 UTC. `now` is the time every rule judges at: the start of the collection. */
  readonly now: string
  readonly finished: string
  readonly asked: readonly Cloud[]
  readonly scopes: readonly Scope[]
  readonly tables: readonly TableEntry[]
  readonly gaps: readonly Gap[]
  readonly requests: readonly RequestCount[]
  /** The identity that read each scope, as the cloud names it (an ARN, an application id). Never a secret. */
  readonly identities: readonly { readonly scope: string; readonly identity: string }[]
  /** When an interrupted collection was gone on with, the last time, and how many tables of which scopes are from before. Absent: read in one go. */
  readonly resumed?: { readonly at: string; readonly kept: readonly { readonly scope: string; readonly tables: number }[] } | undefined
}

/** What one run brought home, and every gap. Rows are unvalidated here: the estate checks them against the dataset. */
export interface Snapshot {
  readonly manifest: Manifest
  rows(dataset: string, scope: string): Iterable<unknown>
}

type EntryOf = (dataset: string, scope: string) => TableEntry | undefined
const indexes = new WeakMap<Manifest, EntryOf>()

/** Finds the tables of a manifest; all who ask share one index, for hundreds of accounts have tens of thousands of tables. */
export const tableEntries = (manifest: Manifest): EntryOf => {
  const known = indexes.get(manifest)
  if (known !== undefined) return known
  const byScope = new Map<string, Map<string, TableEntry>>()
  for (const entry of manifest.tables) {
    const entries = byScope.get(entry.scope) ?? new Map<string, TableEntry>()
    byScope.set(entry.scope, entries.set(entry.dataset, entry))
  }
  const entryOf: EntryOf = (dataset, scope) => byScope.get(scope)?.get(dataset)
  indexes.set(manifest, entryOf)
  return entryOf
}

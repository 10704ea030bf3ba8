import { z } from 'zod'
import { type Collection, type CollectOptions, collect } from '../../src/collect/collect.ts'
import type { Collected, Collector, Discovered, Source } from '../../src/collect/collector.ts'
import type { RowStore } from '../../src/collect/scope-table.ts'
import { type Dataset, defineDataset, type Row, type Scope, type ScopeKind } from '../../src/dataset.ts'
import { rowFields } from '../../src/datasets/row.ts'

/** A dataset whose rows may hold a nested number. */
export interface Thing extends Row {
  readonly size?: number | undefined
  readonly inner?: { readonly count: number } | undefined
}

const row = z.object({ ...rowFields, size: z.number().optional(), inner: z.object({ count: z.number() }).optional() })

export const dataset = (name: string, per: ScopeKind = 'aws-account'): Dataset<Thing> =>
  defineDataset<Thing>({ name, per, permissions: [`fake:${name}`], readable: 'either', row })

export const account = (id: string): Scope => ({ id: `aws-account/${id}`, kind: 'aws-account', name: id })

/** A row as a cloud might give it: of any shape. */
export const given = (of: { readonly name: string }, value: unknown): Collected => ({ kind: 'row', dataset: of.name, row: value as Row })

export const thing = (at: Scope, id: string, more: object = {}) => ({ id, scope: at.id, name: id, ...more })

export type Session = { readonly id: string }

export const source = (
  discovered: readonly Discovered<Session>[] | (() => AsyncIterable<Discovered<Session>>),
  collectors: readonly Collector<Session>[],
  more: Partial<Source<Session>> = {},
): Source<Session> => ({
  cloud: 'aws',
  label: 'fake',
  collectors,
  async *discover() {
    yield* typeof discovered === 'function' ? discovered() : discovered
  },
  ...more,
})

export const open = (scope: Scope, more: Partial<Discovered<Session>> = {}): Discovered<Session> => ({ scope, session: { id: scope.id }, ...more })

/** A store in memory, which keeps what a table held when it was closed. */
export const memoryStore = (): RowStore & { readonly tables: Map<string, unknown[]> } => {
  const tables = new Map<string, unknown[]>()
  return {
    tables,
    openTable(name, scope) {
      const rows: unknown[] = []
      return {
        append: async value => {
          rows.push(value)
          return true
        },
        close: async () => {
          tables.set(`${name}@${scope}`, rows)
          return rows.length
        },
      }
    },
  }
}

export interface Run extends Collection {
  readonly tables: ReadonlyMap<string, readonly unknown[]>
}

/** Collects into memory with a fixed clock. */
export const run = async (sources: readonly Source<unknown>[], options: Partial<CollectOptions> = {}): Promise<Run> => {
  const store = memoryStore()
  const collection = await collect(sources, {
    tool: { name: 'postern', version: '0.0.0' },
    now: new Date('2026-11-24T00:00:00Z'),
    clock: () => new Date('2026-11-24T00:01:00Z'),
    concurrency: 4,
    store,
    ...options,
  })
  // By which schema a table was checked is the same for every test, and has a test of its own.
  const tables = collection.manifest.tables.map(({ schema: _schema, ...entry }) => entry)
  return { ...collection, manifest: { ...collection.manifest, tables }, tables: store.tables }
}

import type { Scope } from '../../src/dataset.ts'
import type { Manifest, TableEntry } from '../../src/snapshot.ts'

const account = (id: string): Scope => ({ id: `aws-account/${id}`, kind: 'aws-account', name: id })

/** A manifest that lists the tables, and scopes for them. */
export const manifestOf = (tables: readonly TableEntry[], more: Partial<Manifest> = {}): Manifest => ({
  schema: 1,
  tool: { name: 'postern', version: '0.0.0' },
  now: '2026-11-24T05:33:37.000Z',
  finished: '2026-11-24T05:34:00.000Z',
  asked: ['aws'],
  scopes: [...new Set(tables.map(({ scope }) => scope))].map(scope => account(scope.slice(scope.indexOf('/') + 1))),
  tables,
  gaps: [],
  requests: [],
  identities: [],
  ...more,
})

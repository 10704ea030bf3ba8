import type { Manifest, RequestCount, Snapshot } from '../../src/snapshot.ts'
import { configText } from './config.ts'
import { FINISHED, NOW } from './dates.ts'
import { contosoScopes } from './scopes.ts'

const keyOf = (dataset: string, scope: string): string => `${dataset} of ${scope}`

/** The made-up organization as a snapshot held in memory: complete where no gap says otherwise. */
export const contosoSnapshot = (): Snapshot => {
  const scopes = contosoScopes()
  const gaps = scopes.flatMap(({ gaps }) => gaps)
  const dark = new Set(gaps.map(({ dataset, scope }) => keyOf(dataset, scope)))
  const tables = scopes.flatMap(({ tables }) => tables)
  const rows = new Map(tables.map(table => [keyOf(table.dataset.name, table.scope), table.rows]))
  const manifest: Manifest = {
    schema: 1,
    tool: { name: 'postern', version: '0.1.0' },
    now: NOW,
    finished: FINISHED,
    asked: ['aws', 'azure', 'entra'],
    scopes: scopes.map(({ scope }) => scope),
    tables: tables.map(({ dataset, scope, rows }) => ({
      dataset: dataset.name,
      scope,
      rows: rows.length,
      complete: !dark.has(keyOf(dataset.name, scope)),
    })),
    gaps,
    requests: scopes.flatMap(({ scope, requests }) =>
      requests.map(([service, operation, requests, failed = 0]): RequestCount => ({ scope: scope.id, service, operation, requests, failed })),
    ),
    identities: scopes.flatMap(({ scope, identity }) => (identity === undefined ? [] : [{ scope: scope.id, identity }])),
  }
  return { manifest, rows: (dataset, scope) => rows.get(keyOf(dataset, scope)) ?? [] }
}

/** The folder of a snapshot as texts by path, plain so that a change can be reviewed; one row a line. */
export const filesOf = ({ manifest, rows }: Snapshot, fileName: (scope: string) => string): Map<string, string> =>
  new Map([
    ['manifest.json', `${JSON.stringify(manifest, undefined, 2)}\n`],
    ['postern.yaml', configText()],
    // A table without rows has no file.
    ...manifest.tables
      .filter(table => table.rows > 0)
      .map(({ dataset, scope }): [string, string] => [
        `${dataset}/${fileName(scope)}.ndjson`,
        [...rows(dataset, scope)].map(row => `${JSON.stringify(row)}\n`).join(''),
      ]),
  ])

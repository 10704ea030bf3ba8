import { isObject, type Json } from '../entra/wire.ts'
import { isAllowed } from './access.ts'
import { webAppTable } from './app-service.ts'
import { authorizationTables } from './authorization.ts'
import type { AzureFixture } from './azure-fixture.ts'
import { workspaceId } from './logs.ts'
import type { GraphTable } from './resource.ts'

const own: GraphTable = {
  table: '',
  rows: ({ resources }) =>
    resources.map(({ columns = {}, action, ...row }) => ({
      ...columns,
      ...row,
      properties: isObject(columns.properties) ? columns.properties : {},
      action: action ?? `${row.type}/read`,
    })),
}

const workspaces: GraphTable = {
  table: 'resources',
  rows: azure =>
    azure.workspaces.map(one => ({
      id: workspaceId(one),
      type: 'microsoft.operationalinsights/workspaces',
      subscriptionId: one.subscription,
      name: one.name,
      action: 'Microsoft.OperationalInsights/workspaces/read',
    })),
}

const tables: readonly GraphTable[] = [...authorizationTables, workspaces, webAppTable]

const rowsOf = (azure: AzureFixture, table: string): readonly Json[] => [
  ...tables.filter(one => one.table === table).flatMap(one => one.rows(azure)),
  ...own.rows(azure).filter(row => row.table === table),
]

/** What the emulator answers instead of rows. */
export class InvalidQuery extends Error {}

const valueAt = (row: Json, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (from, step) => (isObject(from) ? from[Object.keys(from).find(name => name.toLowerCase() === step.toLowerCase()) ?? step] : undefined),
      row,
    )

const texts = (list: string): readonly string[] => [...list.matchAll(/'([^']*)'/g)].map(([, text]) => (text ?? '').toLowerCase())

const filter = (clause: string): ((row: Json) => boolean) => {
  const [, path = '', operator = '', rest = ''] = /^([\w.]+)\s*(=~|==|!~|in~)\s*(.+)$/.exec(clause.trim()) ?? []
  if (operator === '') throw new InvalidQuery(clause)
  const wanted = texts(rest)
  return row => wanted.includes(String(valueAt(row, path) ?? '').toLowerCase()) !== (operator === '!~')
}

const project = (list: string): ((row: Json) => Json) => {
  const columns = list.split(',').map(column => {
    const [alias = '', path = alias] = column.split('=').map(part => part.trim())
    if (!/^[\w.]+$/.test(path)) throw new InvalidQuery(column)
    return [alias, path] as const
  })
  return row => Object.fromEntries(columns.map(([alias, path]) => [alias, valueAt(row, path) ?? null]))
}

/** Runs the part of the query language that Postern uses: a table, `where` with one comparison, `project` and `order by`. Rows that the caller may not read are left out without a word, as the service does. */
export const runQuery = (azure: AzureFixture, clientId: string, query: string, subscriptions: readonly string[]): readonly Json[] => {
  const [table = '', ...steps] = query.split('|').map(step => step.trim())
  let rows = rowsOf(azure, table.toLowerCase()).filter(
    ({ id, subscriptionId, action }) =>
      subscriptions.some(one => one.toLowerCase() === String(subscriptionId).toLowerCase()) && isAllowed(azure, clientId, String(action), String(id)),
  )
  for (const step of steps) {
    if (step.startsWith('where ')) for (const clause of step.slice(6).split(/ and /)) rows = rows.filter(filter(clause))
    else if (step.startsWith('project ')) rows = rows.map(project(step.slice(8)))
    else if (!step.startsWith('order by ')) throw new InvalidQuery(step)
  }
  return [...rows].sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
}

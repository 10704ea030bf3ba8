import type { Dataset, Row, Scope, ScopeKind } from '../src/dataset.ts'
import type { Need, Needs } from '../src/estate/needs.ts'
import type { Rule } from '../src/rule.ts'
import { schemaDigest } from '../src/schema-digest.ts'
import type { TableEntry } from '../src/snapshot.ts'
import { writeSnapshot } from '../src/snapshot-store/write-snapshot.ts'
import { tool } from '../src/version.ts'
import { accountRows } from './generated-account-rows.ts'
import { tenantRows } from './generated-tenant-rows.ts'
import type { RowsByDataset } from './rows-by-dataset.ts'

/** Every dataset that the rules read, at any depth: what no rule reads would only make reading look cheap. */
export const datasetsOf = (rules: readonly Rule[]): readonly Dataset<Row>[] => {
  const seen = new Set<Need>()
  const walk = (need: Need): void => {
    if (seen.has(need)) return
    seen.add(need)
    if (need.kind !== 'dataset') for (const inner of Object.values<Need>(need.needs as Needs)) walk(inner)
  }
  for (const rule of rules) for (const need of [rule.subjects, ...Object.values<Need>(rule.needs)]) walk(need)
  return [...seen].filter((need): need is Dataset<Row> => need.kind === 'dataset')
}

interface SnapshotSize {
  /** AWS accounts, of 5,000 rows each. */
  readonly accounts: number
  /** People in the one Entra tenant. */
  readonly people: number
}

const scopeOf = (kind: ScopeKind, native: string): Scope => ({ id: `${kind}/${native}`, kind, name: native })

/**
 * Writes a snapshot of AWS accounts and an Entra tenant into an empty folder, and tells how many rows it holds. Each table that a rule reads is complete;
 * one that nothing is generated for is empty. The same for the same size, the time it says aside.
 */
export const writeGeneratedSnapshot = async (folder: string, size: SnapshotSize, rules: readonly Rule[], now: Date): Promise<number> => {
  const datasets = datasetsOf(rules)
  const scopes: Scope[] = []
  const tables: TableEntry[] = []
  const writer = await writeSnapshot(folder)
  const write = async (scope: Scope, rows: RowsByDataset): Promise<void> => {
    scopes.push(scope)
    for (const dataset of datasets) {
      if (dataset.per !== scope.kind) continue
      const table = writer.openTable(dataset.name, scope.id)
      for (const row of rows.get(dataset.name) ?? []) await table.append(row)
      tables.push({ dataset: dataset.name, scope: scope.id, rows: await table.close(), complete: true, schema: schemaDigest(dataset) })
    }
  }
  for (let n = 0; n < size.accounts; n += 1) {
    const native = String(200_000_000_000 + n)
    const scope = scopeOf('aws-account', native)
    await write(scope, accountRows(native, scope.id, now, n))
  }
  const tenant = scopeOf('entra-tenant', '00000000-0000-4000-8000-000000000001')
  await write(tenant, tenantRows(tenant.id, size.people, now))
  const at = now.toISOString()
  await writer.finish({ schema: 1, tool, now: at, finished: at, asked: ['aws', 'entra'], scopes, tables, gaps: [], requests: [], identities: [] })
  return tables.reduce((sum, { rows }) => sum + rows, 0)
}

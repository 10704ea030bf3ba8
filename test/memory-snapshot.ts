import type { AnyDataset, Cloud, Gap, Row, Scope, ScopeKind } from '../src/dataset.ts'
import { cloudOf } from '../src/dataset.ts'
import type { Manifest, Snapshot } from '../src/snapshot.ts'

/** Rows of one dataset, as a test gives them. */
export interface Given {
  readonly dataset: AnyDataset
  readonly rows: readonly Row[]
}

/** The scope that rows land in when a test does not say. */
export const defaultScopes: Readonly<Record<ScopeKind, Scope>> = {
  'aws-organization': { id: 'aws-organization/o-exampleorg1', kind: 'aws-organization', name: 'o-exampleorg1' },
  'aws-account': { id: 'aws-account/111111111111', kind: 'aws-account', name: '111111111111', parent: 'aws-organization/o-exampleorg1' },
  'entra-tenant': { id: 'entra-tenant/aaaaaaaa-0000-4000-8000-000000000001', kind: 'entra-tenant', name: 'Contoso' },
  'azure-hierarchy': { id: 'azure-hierarchy/aaaaaaaa-0000-4000-8000-000000000001', kind: 'azure-hierarchy', name: 'Contoso' },
  'azure-subscription': { id: 'azure-subscription/bbbbbbbb-0000-4000-8000-000000000001', kind: 'azure-subscription', name: 'Production' },
  operator: { id: 'operator/config', kind: 'operator', name: 'config' },
}

type Loose<R> = Omit<R, 'scope'> & { readonly scope?: string }

/** A complete table; the scope is filled in where a row does not name one. */
export const given = <R extends Row>(
  dataset: { readonly per: ScopeKind; readonly name: string } & { readonly row: { readonly _output: R } } & AnyDataset,
  ...rows: readonly Loose<R>[]
): Given => ({
  dataset,
  rows: rows.map(row => ({ ...row, scope: row.scope ?? defaultScopes[dataset.per].id }) as unknown as Row),
})

export interface MemoryOptions {
  readonly scopes: readonly Scope[]
  /** Datasets that are complete though nobody gave rows. */
  readonly datasets?: readonly AnyDataset[]
  readonly gaps?: readonly Gap[]
  readonly asked?: readonly Cloud[]
  readonly now?: string
}

/** A snapshot held in memory. Datasets named in a gap without a part have no table. */
export const memorySnapshot = (
  givens: readonly Given[],
  { scopes, datasets = [], gaps = [], asked, now = '2026-11-24T00:00:00Z' }: MemoryOptions,
): Snapshot => {
  const tables = new Map<string, { dataset: string; scope: string; rows: Row[] }>()
  const tableOf = (dataset: string, scope: string) => {
    const key = `${dataset}\n${scope}`
    const known = tables.get(key) ?? { dataset, scope, rows: [] }
    tables.set(key, known)
    return known
  }
  for (const dataset of [...datasets, ...givens.map(({ dataset }) => dataset)]) {
    if (dataset.per === 'operator') continue
    for (const scope of scopes) if (scope.kind === dataset.per) tableOf(dataset.name, scope.id)
  }
  for (const { dataset, rows } of givens) if (dataset.per !== 'operator') for (const row of rows) tableOf(dataset.name, row.scope).rows.push(row)
  for (const gap of gaps) if (gap.part === undefined) tables.delete(`${gap.dataset}\n${gap.scope}`)
  const isCut = (dataset: string, scope: string) => gaps.some(gap => gap.dataset === dataset && gap.scope === scope)
  const manifest: Manifest = {
    schema: 1,
    tool: { name: 'postern', version: '0.0.0' },
    now,
    finished: now,
    asked: asked ?? [...new Set(scopes.flatMap(({ kind }) => cloudOf(kind) ?? []))],
    scopes,
    tables: [...tables.values()].map(({ dataset, scope, rows }) => ({ dataset, scope, rows: rows.length, complete: !isCut(dataset, scope) })),
    gaps,
    requests: [],
    identities: [],
  }
  return { manifest, rows: (dataset, scope) => tables.get(`${dataset}\n${scope}`)?.rows ?? [] }
}

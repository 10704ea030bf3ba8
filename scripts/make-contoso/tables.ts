import type { AnyDataset, Dataset, Gap, Row, Scope } from '../../src/dataset.ts'

/** The rows of one dataset in one scope, as its collector would have brought them. */
export interface Table {
  readonly dataset: AnyDataset
  readonly scope: string
  readonly rows: readonly Row[]
}

/** A row before it is told which scope it lives in. */
export type Loose<R> = Omit<R, 'scope'>

/** A complete table, unless a gap says otherwise. Throws where a row does not fit the dataset: the fixture would be no snapshot. */
export const table = <R extends Row>(dataset: Dataset<R>, at: Scope, rows: readonly Loose<R>[]): Table => ({
  dataset,
  scope: at.id,
  rows: rows.map(row => {
    const parsed = dataset.row.safeParse({ ...row, scope: at.id })
    if (!parsed.success) throw new Error(`${dataset.name} of ${at.name}: ${parsed.error.message}`)
    return parsed.data
  }),
})

/** What could not be read in a scope. */
export const gapIn = (at: Scope, dataset: AnyDataset, gap: Omit<Gap, 'dataset' | 'scope'>): Gap => ({ dataset: dataset.name, scope: at.id, ...gap })

/** One scope of the fixture with all that is known, and not known, of it. */
export interface ScopeContent {
  readonly scope: Scope
  readonly identity?: string
  readonly tables: readonly Table[]
  readonly gaps: readonly Gap[]
  /** `[service, operation, requests, failed]`. */
  readonly requests: readonly (readonly [service: string, operation: string, requests: number, failed?: number])[]
}

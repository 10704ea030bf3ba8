import type { Dataset, Row } from '../src/dataset.ts'

/** Rows of one scope by the name of their dataset. */
export type RowsByDataset = ReadonlyMap<string, readonly Row[]>

/** Rows of one dataset, typed by it. */
export const rowsOf = <R extends Row>(dataset: Dataset<R>, rows: readonly R[]): readonly [string, readonly R[]] => [dataset.name, rows]

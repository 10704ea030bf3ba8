import type { z } from 'zod'
import type { AnyDataset, Dataset, Row, Scope } from '../../dataset.ts'
import { type Collected, gap, row } from '../collector.ts'
import { isObject } from './answer.ts'

/** How many rows that do not fit are named one by one; the rest are counted in one more gap. */
const named = 20

const nameOf = (item: unknown, index: number): string => (isObject(item) && typeof item.id === 'string' ? item.id : `number ${index + 1}`)

/** The gap of one row that is not what Graph documents. */
export const badRow = (dataset: AnyDataset, which: string, error: z.ZodError): Collected => {
  const issue = error.issues[0]
  return gap(dataset, 'invalid', `the row is not as documented: ${issue?.path.join('.') ?? ''} (${issue?.code ?? ''})`, { part: which })
}

/**
 * Rows of one dataset from a list of Graph. Each item is checked against `wire`, what Graph documents of the fields that are used, and made
 * a row by `toRow`; one that does not fit is a gap `invalid` naming it, and the others stay.
 */
export async function* rowsFrom<W, R extends Row>(
  dataset: Dataset<R>,
  at: Scope,
  items: AsyncIterable<unknown>,
  wire: z.ZodType<W>,
  toRow: (item: W, scope: string) => R,
): AsyncGenerator<Collected, void, undefined> {
  let index = 0
  let bad = 0
  for await (const item of items) {
    const parsed = wire.safeParse(item)
    if (parsed.success) yield row(dataset, toRow(parsed.data, at.id))
    else if (++bad <= named) yield badRow(dataset, nameOf(item, index), parsed.error)
    index++
  }
  if (bad > named) yield gap(dataset, 'invalid', `${bad - named} more rows are not as documented`)
}

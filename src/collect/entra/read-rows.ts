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

/** Makes rows of one dataset out of the items of a list, one after the other, and of those that do not fit, gaps. */
export interface RowReader {
  /** The item as a row, or as the gap that it leaves; undefined where enough of them were named already. */
  of(item: unknown): Collected | undefined
  /** When the list has ended: the gap of those that were not named. */
  end(): Collected | undefined
}

/** Each item is checked against `wire`, what Graph documents of the fields that are used, and made a row by `toRow`. */
export const rowReader = <W, R extends Row>(dataset: Dataset<R>, at: Scope, wire: z.ZodType<W>, toRow: (item: W, scope: string) => R): RowReader => {
  let index = 0
  let bad = 0
  return {
    of(item) {
      const which = nameOf(item, index++)
      const parsed = wire.safeParse(item)
      if (parsed.success) return row(dataset, toRow(parsed.data, at.id))
      return ++bad <= named ? badRow(dataset, which, parsed.error) : undefined
    },
    end: () => (bad > named ? gap(dataset, 'invalid', `${bad - named} more rows are not as documented`) : undefined),
  }
}

/** Rows of one dataset from a list of Graph. An item that does not fit is a gap `invalid` naming it, and the others stay. */
export async function* rowsFrom<W, R extends Row>(
  dataset: Dataset<R>,
  at: Scope,
  items: AsyncIterable<unknown>,
  wire: z.ZodType<W>,
  toRow: (item: W, scope: string) => R,
): AsyncGenerator<Collected, void, undefined> {
  const reader = rowReader(dataset, at, wire, toRow)
  for await (const item of items) {
    const read = reader.of(item)
    if (read !== undefined) yield read
  }
  const rest = reader.end()
  if (rest !== undefined) yield rest
}

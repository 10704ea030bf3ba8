import type { AnyDataset, Dataset, Row } from '../../dataset.ts'
import { CollectError, type Collected, gap, row } from '../collector.ts'

/** A row for each item; one that lacks what a row needs is a gap `invalid` naming it, while the others stay. */
export function* rowsOf<T, R extends Row>(
  dataset: Dataset<R>,
  items: Iterable<T>,
  nameOf: (item: T) => string | undefined,
  read: (item: T) => R,
): Generator<Collected> {
  for (const item of items) {
    try {
      yield row(dataset, read(item))
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      yield gap(dataset, error.reason, `${nameOf(item) ?? 'an item without a name'}: ${error.message}`)
    }
  }
}

/** What `read` brings, or the gap that says why one thing of a dataset could not be read, while the rest goes on. */
export const rowOrGap = async <R extends Row>(dataset: Dataset<R>, name: string, read: () => Promise<R>): Promise<Collected> => {
  try {
    return row(dataset, await read())
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    return gap(dataset, error.reason, `${name}: ${error.message}`, error.permission === undefined ? {} : { permission: error.permission })
  }
}

/** As `rowOrGap`, but the gap is of this one part, so that a view can tell which thing it is that could not be read. */
export const partOrGap = async <R extends Row>(dataset: Dataset<R>, part: string, name: string, read: () => Promise<R>): Promise<Collected> => {
  const collected = await rowOrGap(dataset, name, read)
  return collected.kind === 'row' ? collected : { kind: 'gap', gap: { ...collected.gap, part } }
}

/** The same gap in the tables that are asked of the thing which could not be read: nothing of it is known there either. */
export const gapsBesides = (item: Collected, datasets: readonly AnyDataset[]): readonly Collected[] =>
  item.kind === 'row' ? [] : datasets.filter(({ name }) => name !== item.gap.dataset).map(({ name }) => ({ kind: 'gap', gap: { ...item.gap, dataset: name } }))

import pLimit from 'p-limit'
import type { AnyDataset } from '../../dataset.ts'
import { CollectError, type Collected, gap } from '../collector.ts'
import { isServiceError } from './errors.ts'

/** How many things of one Region are asked about at once; each service paces itself besides. */
const AT_ONCE = 5

interface Failure {
  readonly name: string
  readonly error: CollectError
}

/** What came of asking about many things: what was found, and what failed. */
export interface Asked<T> {
  readonly found: readonly T[]
  readonly failures: readonly Failure[]
}

/**
 * Asks about each thing, a few at once, and brings what was found in the order of the things. One that is gone meanwhile is left out; after a denial the
 * rest are not asked about. Anything but a `CollectError` is thrown, once all that was sent has ended.
 */
export const askEach = async <I, T>(items: readonly I[], nameOf: (item: I) => string, ask: (item: I) => Promise<readonly T[]>): Promise<Asked<T>> => {
  const limit = pLimit(AT_ONCE)
  const failures: Failure[] = []
  const answers = items.map(item =>
    limit(async (): Promise<readonly T[]> => {
      if (failures.some(({ error }) => error.reason === 'denied')) return []
      try {
        return await ask(item)
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        if (!isServiceError(error, 'ResourceNotFoundException', 'NotFoundException')) failures.push({ name: nameOf(item), error })
        return []
      }
    }),
  )
  await Promise.allSettled(answers)
  return { found: (await Promise.all(answers)).flat(), failures }
}

/** The gaps that failures leave in a dataset, in this Region alone. */
export const gapsIn = (region: string, dataset: AnyDataset, failures: readonly Failure[]): Collected[] =>
  failures.map(({ name, error }) =>
    gap(dataset, error.reason, `${name}: ${error.message}`, { part: region, ...(error.permission === undefined ? {} : { permission: error.permission }) }),
  )

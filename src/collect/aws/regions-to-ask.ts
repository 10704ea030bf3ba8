import type { CollectError } from '../collector.ts'

/** Regions to ask. */
export interface RegionsToAsk {
  /** Those where the answer is likely first. */
  readonly regions: readonly string[]
  /** `all`: AWS named every Region the account can use; `named`: the config did; a failure: why AWS did not, so that those are asked that need no opting in. */
  readonly known: 'all' | 'named' | CollectError
}

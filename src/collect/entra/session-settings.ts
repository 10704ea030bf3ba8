import { type Clock, systemClock } from '../clock.ts'

export interface SessionOptions {
  readonly environment: (name: string) => string | undefined
  /** What paths in the config are relative to; the working directory, by default. */
  readonly folder?: string
  /** When the scan must be done, in milliseconds since 1970; never, by default. */
  readonly deadline?: number
  /** Aborted when the scan is cut off: no call or wait outlives it. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
  readonly random?: () => number
  /** Attempts of a call while it fails; while it is throttled, four times as many. */
  readonly attempts?: number
  /** Milliseconds one call may take. */
  readonly timeout?: number
  readonly maxPages?: number
  /** The wire, to Graph and to the login service. */
  readonly fetch?: typeof fetch
}

/** What a session with Graph or Azure Resource Manager goes by: as told, else the usual. */
export const sessionSettings = (options: SessionOptions) => ({
  environment: options.environment,
  folder: options.folder ?? '.',
  deadline: options.deadline ?? Number.POSITIVE_INFINITY,
  signal: options.signal,
  clock: options.clock ?? systemClock,
  random: options.random ?? Math.random,
  attempts: options.attempts ?? 5,
  timeout: options.timeout ?? 60_000,
  maxPages: options.maxPages ?? 5_000,
  fetch: options.fetch ?? fetch,
})

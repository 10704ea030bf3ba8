import { CollectError } from '../collector.ts'
import type { Clock } from './clock.ts'
import { collectErrorOf, factsOf, isThrottling, isTransient } from './errors.ts'

interface RetryLimits {
  /** Requests for one call while it is throttled, the first included. */
  readonly attempts: number
  /** Milliseconds: the mean of the first wait is half of it, and it doubles. */
  readonly backoff: number
  /** Milliseconds: no wait is longer. A server that asks for more is not asked again. */
  readonly longestWait: number
}

export interface RetryOptions extends RetryLimits {
  readonly clock: Clock
  /** Epoch milliseconds after which nothing is sent. */
  readonly deadline: number | undefined
  readonly signal: AbortSignal | undefined
}

/** Requests for one call where the fault is not that there are too many of them: as the AWS SDKs do. */
const ATTEMPTS_UNLESS_THROTTLED = 3

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const backoff = (attempt: number, limits: RetryLimits, random: number): number => random * Math.min(limits.longestWait, limits.backoff * 2 ** (attempt - 1))

/**
 * The one layer that retries: the SDK's own is switched off. Calls `attempt` until it answers, fails for good, or the limits are reached,
 * and throws a `CollectError`. `name` is `<Client>.<Command>`.
 */
export const withRetries = async <T>(name: string, options: RetryOptions, attempt: () => Promise<T>): Promise<T> => {
  const { clock, deadline, signal } = options
  for (let n = 1; ; n += 1) {
    if (signal?.aborted) throw new CollectError('failed', `${name}: the scan was stopped`)
    if (deadline !== undefined && clock.now() >= deadline) throw new CollectError('failed', `${name}: the scan's deadline passed before it was answered`)
    try {
      return await attempt()
    } catch (error) {
      if (error instanceof CollectError) throw error
      const facts = factsOf(error, clock.now())
      const failure = collectErrorOf(name, error, clock.now())
      const attempts = isThrottling(facts) ? options.attempts : Math.min(ATTEMPTS_UNLESS_THROTTLED, options.attempts)
      if (signal?.aborted || !isTransient(facts) || n >= attempts) throw failure
      const wait = Math.max(facts.retryAfter ?? 0, backoff(n, options, clock.random()))
      if (wait > options.longestWait || (deadline !== undefined && clock.now() + wait >= deadline)) throw failure
      await clock.sleep(wait, signal).catch(() => {
        throw new CollectError('failed', `${name}: the scan was stopped`)
      })
    }
  }
}

import { CollectError } from '../collector.ts'
import type { Clock } from './clock.ts'
import { collectErrorOf, factsOf, isThrottling, isTransient } from './errors.ts'
import type { Pace } from './pace.ts'

interface RetryLimits {
  /** How often one call may be throttled. */
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

/** How often one call may fail otherwise: as the AWS SDKs do. */
const ATTEMPTS_UNLESS_THROTTLED = 3

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const backoff = (attempt: number, limits: RetryLimits, random: number): number => random * Math.min(limits.longestWait, limits.backoff * 2 ** (attempt - 1))

const stopped = (name: string) => new CollectError('failed', `${name}: the scan was stopped`)
const late = (name: string) => new CollectError('failed', `${name}: the scan's deadline passed before it was answered`)

/** Waits for the turn of the next request. */
const takeTurn = async (name: string, pace: Pace, { clock, deadline, signal }: RetryOptions): Promise<void> => {
  if (signal?.aborted) throw stopped(name)
  const wait = pace.reserve(clock.now())
  if (deadline !== undefined && clock.now() + wait >= deadline) throw late(name)
  if (wait === 0) return
  await clock.sleep(wait, signal).catch(() => {
    throw stopped(name)
  })
}

/**
 * The one layer that retries: the SDK's own is switched off. Calls `attempt` until it answers, fails for good, or the limits are reached,
 * and throws a `CollectError`. `name` is `<Client>.<Command>`.
 */
export const withRetries = async <T>(name: string, pace: Pace, options: RetryOptions, attempt: () => Promise<T>): Promise<T> => {
  const { clock, deadline, signal } = options
  // Counted apart, so that a call that was throttled for long may still meet a fault of the server.
  const limits = { throttled: options.attempts, failed: Math.min(ATTEMPTS_UNLESS_THROTTLED, options.attempts) }
  const times = { throttled: 0, failed: 0 }
  for (let n = 1; ; n += 1) {
    await takeTurn(name, pace, options)
    const sentAt = clock.now()
    try {
      const answer = await attempt()
      pace.answered()
      return answer
    } catch (error) {
      if (error instanceof CollectError) throw error
      const facts = factsOf(error, clock.now())
      const kind = isThrottling(facts) ? 'throttled' : 'failed'
      times[kind] += 1
      if (kind === 'throttled') pace.throttled(sentAt, clock.now())
      const failure = collectErrorOf(name, error, clock.now())
      if (signal?.aborted || !isTransient(facts) || times[kind] >= limits[kind]) throw failure
      const wait = Math.max(facts.retryAfter ?? 0, backoff(n, options, clock.random()))
      if (wait > options.longestWait || (deadline !== undefined && clock.now() + wait >= deadline)) throw failure
      await clock.sleep(wait, signal).catch(() => {
        throw stopped(name)
      })
    }
  }
}

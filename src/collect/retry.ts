import type { Clock } from './clock.ts'
import { CollectError } from './collector.ts'

/** A failure that may pass: the call is worth repeating. `retryAfter` is what the service asked for, in milliseconds. */
export class TransientError extends Error {
  readonly reason: 'throttled' | 'failed'
  readonly retryAfter: number | undefined
  constructor(reason: 'throttled' | 'failed', detail: string, retryAfter?: number) {
    super(detail)
    this.name = 'TransientError'
    this.reason = reason
    this.retryAfter = retryAfter
  }
}

export interface RetryPolicy {
  readonly clock: Clock
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** How often a call is made in all while it fails. */
  readonly attempts: number
  /** How often a call is made in all while it is throttled; four times `attempts`, by default: a busy service answers in the end. */
  readonly throttledAttempts?: number
  /** When the scan must be done, in milliseconds since 1970: no wait goes beyond it. */
  readonly deadline: number
  /** Ends every wait when the scan is cut off. */
  readonly signal?: AbortSignal | undefined
}

const firstWait = 1_000
const longestWait = 30_000

/** The wait before the next attempt: what the service asked for, else full jitter under an exponential bound. */
const waitBefore = (policy: RetryPolicy, attempt: number, retryAfter: number | undefined): number => {
  const jitter = policy.random() * Math.min(longestWait, firstWait * 2 ** attempt)
  return retryAfter === undefined ? jitter : retryAfter + policy.random() * firstWait
}

/**
 * The one layer that repeats calls. Repeats while `attempt` throws `TransientError`; throws `CollectError` with the last failure's
 * reason when the attempts are used up or the next one would come after the deadline. Anything else passes through at once.
 */
export const withRetries = async <T>(policy: RetryPolicy, attempt: () => Promise<T>): Promise<T> => {
  const limits = { failed: policy.attempts, throttled: policy.throttledAttempts ?? 4 * policy.attempts }
  const made = { failed: 0, throttled: 0 }
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof TransientError)) throw error
      made[error.reason]++
      const all = made.failed + made.throttled
      if (made[error.reason] >= limits[error.reason]) throw new CollectError(error.reason, `${error.message} (${all} attempts)`, undefined, error)
      const wait = waitBefore(policy, all - 1, error.retryAfter)
      if (policy.clock.now() + wait >= policy.deadline)
        throw new CollectError(error.reason, `${error.message} (the deadline of the scan came before the next attempt)`, undefined, error)
      await policy.clock.sleep(wait, policy.signal)
    }
  }
}

/** A Retry-After header, seconds or an HTTP date, in milliseconds from `now`; undefined if it is absent or unreadable. */
export const retryAfterOf = (header: string | null, now: number): number | undefined => {
  if (header === null || header.trim() === '') return undefined
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

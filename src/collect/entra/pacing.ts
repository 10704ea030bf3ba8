import type { Workload } from './operations.ts'
import type { Clock } from './retry.ts'

/** Keeps the calls to one service apart. Told how they end, it slows down when throttled and recovers slowly. */
export interface Pacer {
  /** Waits for the caller's turn, and says when it is; callers go in the order they came. */
  turn(): Promise<number>
  /**
   * The service throttled a call of that turn: the rate is halved, once for all calls that were under way, and all wait as long as it
   * asked, in milliseconds.
   */
  throttled(turn: number, retryAfter?: number): void
  /** The service answered. */
  answered(): void
}

/** The rate that the first throttling answer leaves of an unlimited one, as milliseconds between calls. */
const firstInterval = 200
/** No slower than this, or than an eighth of the rate at the start: a service that wants more says Retry-After. */
const slowest = 2_000
/** So many answers in a row win back a tenth of the rate. */
const answersToRecover = 10

/** Lets one caller through per `interval` milliseconds, and fewer while the service throttles. */
export const pacer = (clock: Clock, interval: number, signal?: AbortSignal): Pacer => {
  let current = interval
  let free = Number.NEGATIVE_INFINITY
  let slowedAt = Number.NEGATIVE_INFINITY
  let inARow = 0
  return {
    async turn() {
      const now = clock.now()
      const turn = Math.max(now, free)
      free = turn + current
      if (turn > now) await clock.sleep(turn - now, signal)
      return turn
    },
    throttled(turn, retryAfter = 0) {
      const now = clock.now()
      inARow = 0
      if (turn >= slowedAt) {
        slowedAt = now
        current = Math.min(Math.max(slowest, 8 * interval), Math.max(firstInterval, current * 2))
      }
      free = Math.max(free, now + Math.max(retryAfter, current))
    },
    answered() {
      if (current === interval || ++inARow < answersToRecover) return
      inARow = 0
      const faster = current * 0.9
      current = faster < Math.max(interval, firstInterval / 4) ? interval : faster
    },
  }
}

/**
 * Milliseconds between calls that a service allows from the start. Conditional Access: one request a second per tenant, without
 * Retry-After; reports: five in ten seconds. https://learn.microsoft.com/graph/throttling-limits
 */
const intervals: Readonly<Record<Workload, number>> = { 'conditional-access': 1_000, reports: 2_000, directory: 0, roles: 0 }

/** The pacers of one tenant, one a workload. */
export const pacers = (clock: Clock, signal?: AbortSignal): Readonly<Record<Workload, Pacer>> => ({
  'conditional-access': pacer(clock, intervals['conditional-access'], signal),
  reports: pacer(clock, intervals.reports, signal),
  directory: pacer(clock, intervals.directory, signal),
  roles: pacer(clock, intervals.roles, signal),
})

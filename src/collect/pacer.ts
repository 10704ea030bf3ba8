import type { Clock } from './clock.ts'

/** Keeps the calls to one service apart. Told how they end, it slows down when throttled and recovers slowly. */
export interface Pacer {
  /** Waits for the caller's turn, and says when it is; callers go in the order they came. A turn that comes at the deadline or later is not waited for. */
  turn(): Promise<number>
  /**
   * The service throttled a call of that turn: the rate is halved, once for all calls that were under way, and all wait as long as it
   * asked, in milliseconds.
   */
  throttled(turn: number, retryAfter?: number): void
  /** The service answered. */
  answered(): void
  /** The service said that its quota is used up: nobody goes before so many milliseconds have passed. */
  hold(milliseconds: number): void
}

/** The rate that the first throttling answer leaves of an unlimited one, as milliseconds between calls. */
const firstInterval = 200
/** No slower than this, or than an eighth of the rate at the start: a service that wants more says Retry-After. */
const slowest = 2_000
/** So many answers in a row win back a tenth of the rate. */
const answersToRecover = 10

/** How many calls a service takes in how many milliseconds. */
export interface Allowance {
  readonly calls: number
  readonly milliseconds: number
}

/** Lets as many callers through as the service allows, evenly and fewer once it throttled. */
export const pacer = (clock: Clock, { calls, milliseconds }: Allowance, signal?: AbortSignal, deadline = Number.POSITIVE_INFINITY): Pacer => {
  const interval = milliseconds / calls
  /** Milliseconds a call while slowed down; undefined: as allowed. */
  let slowed: number | undefined
  let slowedAt = Number.NEGATIVE_INFINITY
  let held = Number.NEGATIVE_INFINITY
  let inARow = 0
  let turns: readonly number[] = []
  return {
    async turn() {
      const now = clock.now()
      const spaced = slowed === undefined ? (turns.at(-calls) ?? Number.NEGATIVE_INFINITY) + milliseconds : (turns.at(-1) ?? now) + slowed
      const turn = Math.max(now, held, spaced, turns.at(-1) ?? now)
      turns = [...turns, turn].slice(-calls)
      if (turn > now && turn < deadline) await clock.sleep(turn - now, signal)
      return turn
    },
    throttled(turn, retryAfter = 0) {
      const now = clock.now()
      inARow = 0
      const current = slowed ?? interval
      if (turn >= slowedAt) {
        slowedAt = now
        slowed = Math.min(Math.max(slowest, 8 * interval), Math.max(firstInterval, current * 2))
      }
      held = Math.max(held, now + Math.max(retryAfter, slowed ?? current))
    },
    answered() {
      if (slowed === undefined || ++inARow < answersToRecover) return
      inARow = 0
      const faster = slowed * 0.9
      slowed = faster < Math.max(interval, firstInterval / 4) ? undefined : faster
    },
    hold(milliseconds) {
      held = Math.max(held, clock.now() + milliseconds)
    },
  }
}

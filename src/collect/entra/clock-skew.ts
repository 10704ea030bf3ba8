import type { Clock } from '../clock.ts'

/** Tokens and assertions are good for a span of time: login services forgive a clock that is off by five minutes, not more. */
const forgiven = 5 * 60_000

/** How far this machine's clock is from that of the services, by the Date of their answers. */
export interface ClockSkew {
  seen(date: string | null | undefined): void
  /** What to add to a refusal: a half sentence in brackets, or nothing where the clocks agree. */
  words(): string
}

export const clockSkew = (clock: Clock): ClockSkew => {
  let behind = 0
  return {
    seen(date) {
      const theirs = Date.parse(date ?? '')
      if (Number.isFinite(theirs)) behind = theirs - clock.now()
    },
    words() {
      if (Math.abs(behind) <= forgiven) return ''
      return ` (this machine's clock is ${Math.round(Math.abs(behind) / 60_000)} minutes ${behind > 0 ? 'behind' : 'ahead of'} that of the service)`
    },
  }
}

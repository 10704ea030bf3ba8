/** How fast one account is asked one kind of question. Times in milliseconds. */
export interface Pace {
  /** Takes the next turn, and says how long to wait for it. */
  reserve(now: number): number
  /** AWS found it too much: half as fast from here, unless the request left before the last time. */
  throttled(sentAt: number, now: number): void
  /** AWS found it right: a little faster, up to where it began. */
  answered(): void
  /** Requests a second, as of now. */
  readonly rate: number
}

/** The share of the full rate that an answer gives back: it takes 25 answers to make up for a halving, so that an account in trouble is not pressed. */
const RECOVERY = 0.02
/** Slower than this share of the full rate it never gets: a scan must end. */
const FLOOR = 1 / 32

/** A token bucket that adapts: additive increase, multiplicative decrease. `burst` requests may go at once after a pause. */
export const openPace = (full: number, burst: number): Pace => {
  let rate = full
  let tokens = burst
  let filledAt: number | undefined
  let slowedAt = Number.NEGATIVE_INFINITY
  const fill = (now: number): void => {
    if (filledAt !== undefined) tokens = Math.min(burst, tokens + (Math.max(0, now - filledAt) / 1000) * rate)
    filledAt = Math.max(now, filledAt ?? now)
  }
  return {
    reserve(now) {
      fill(now)
      tokens -= 1
      return tokens >= 0 ? 0 : (-tokens / rate) * 1000
    },
    throttled(sentAt, now) {
      if (sentAt < slowedAt) return
      fill(now)
      slowedAt = now
      rate = Math.max(full * FLOOR, rate / 2)
      tokens = Math.min(tokens, 0)
    },
    answered() {
      rate = Math.min(full, rate + full * RECOVERY)
    },
    get rate() {
      return rate
    },
  }
}

/**
 * Requests a second, and at once. IAM answers 15 a second for every account; Organizations few, and all accounts of an organization share them; STS and
 * Identity Center more: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const RATES: Readonly<Record<string, readonly [number, number]>> = { iam: [15, 15], organizations: [5, 10], 'sso-admin': [10, 10], sts: [25, 25] }
const OTHERWISE = [10, 10] as const

/** The paces of one account, one for each service. */
export const openPaces = (): ((service: string) => Pace) => {
  const paces = new Map<string, Pace>()
  return service => {
    const known = paces.get(service)
    if (known) return known
    const made = openPace(...(RATES[service] ?? OTHERWISE))
    paces.set(service, made)
    return made
  }
}

import type { Clock } from './clock.ts'

export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

/** The keys of one identity, kept until they are about to end. */
export interface Keys {
  get(): Promise<AwsKeys>
  /** Which keys these are: it changes when they are given up. */
  generation(): number
  /** AWS says that the keys of this generation have ended: the next `get` brings new ones. */
  renew(generation: number): void
}

/** Temporary keys are renewed this long before they end. Milliseconds. */
const RENEW_BEFORE = 300_000

/** One login for all clients, and another when it ends. A login that failed is tried again by whoever asks next. */
export const keepKeys = (provide: () => Promise<AwsKeys>, clock: Clock): Keys => {
  let keys: Promise<AwsKeys> | undefined
  let until = Number.POSITIVE_INFINITY
  let generation = 0
  const drop = (): void => {
    keys = undefined
    generation += 1
  }
  const fetch = (): Promise<AwsKeys> => {
    until = Number.POSITIVE_INFINITY
    const fetched = provide().then(got => {
      until = got.expiration ? got.expiration.getTime() - RENEW_BEFORE : Number.POSITIVE_INFINITY
      return got
    })
    fetched.catch(() => {
      if (keys === fetched) drop()
    })
    return fetched
  }
  return {
    get() {
      if (keys !== undefined && clock.now() >= until) drop()
      keys ??= fetch()
      return keys
    },
    generation: () => generation,
    renew(of) {
      if (of === generation) drop()
    },
  }
}

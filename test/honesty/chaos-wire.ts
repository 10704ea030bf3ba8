import type { Strike } from './fault-matrix-replay.ts'
import type { TestClock } from './scan-in-process.ts'

/** What became of the questions that were throttled. */
export interface Throttle {
  /** How many requests were throttled. */
  refused(): number
  /** Questions that came again before the time that was asked for. */
  readonly early: readonly string[]
}

interface Throttling extends Throttle {
  /** Whether this question is throttled now: each is when it is asked for the first, third, ... time. */
  next(question: string): boolean
}

const throttling = (clock: TestClock, retryAfterSeconds: number | undefined): Throttling => {
  const asked = new Map<string, number>()
  const notBefore = new Map<string, number>()
  const early: string[] = []
  let refused = 0
  return {
    early,
    refused: () => refused,
    next(question) {
      const count = (asked.get(question) ?? 0) + 1
      asked.set(question, count)
      if (clock.now() < (notBefore.get(question) ?? 0)) early.push(question)
      if (count % 2 === 0) return false
      refused += 1
      notBefore.set(question, clock.now() + (retryAfterSeconds ?? 0) * 1000)
      return true
    },
  }
}

/** Every other request to AWS is throttled: the first of each question, and each first one after an answer. */
export const everyOtherAws = (clock: TestClock, retryAfterSeconds?: number): Throttle & { readonly strike: Strike } => {
  const state = throttling(clock, retryAfterSeconds)
  return {
    ...state,
    strike: ({ accessKey, region, service, operation, path, body }) =>
      state.next([accessKey, region, service, operation, path, body].join(' '))
        ? { kind: 'throttled', ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }
        : undefined,
  }
}

/** Without what is never the same: the body, and the id that the login service gets with each request. */
const questionOf = (input: Parameters<typeof fetch>[0], init: Parameters<typeof fetch>[1]): string => {
  const url = new URL(input instanceof Request ? input.url : input)
  url.searchParams.delete('client-request-id')
  return `${init?.method ?? 'GET'} ${url.href}`
}

/** The same on the way to Graph and to the login service. */
export const everyOtherEntra = (clock: TestClock, retryAfterSeconds?: number): Throttle & { readonly fetch: typeof fetch } => {
  const state = throttling(clock, retryAfterSeconds)
  const body = JSON.stringify({ error: { code: 'TooManyRequests', message: 'Too many requests.' } })
  const headers = { 'content-type': 'application/json', ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }) }
  return {
    ...state,
    fetch: (input, init) => (state.next(questionOf(input, init)) ? Promise.resolve(new Response(body, { status: 429, headers })) : fetch(input, init)),
  }
}

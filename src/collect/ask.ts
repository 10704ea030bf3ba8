import { type Answer, type Json, objectOf, type Request } from './answer.ts'
import type { Clock } from './clock.ts'
import { CollectError } from './collector.ts'
import type { Pacer } from './pacer.ts'
import type { RequestCounts } from './request-counts.ts'
import { type RetryPolicy, retryAfterOf, TransientError, withRetries } from './retry.ts'

/** Gives tokens and renews them in time; throws `TransientError` where another try may help, else `CollectError`. */
export interface Tokens {
  get(): Promise<string>
  /** The service did not accept this token: the next call asks for a new one. */
  forget(token: string): void
}

/** What a service of Microsoft needs to be asked. `O` is one entry of its allow-list. */
export interface AskMeans<O extends Request> {
  /** As request counts name it. */
  readonly service: string
  readonly clock: Clock
  readonly retry: RetryPolicy
  /** Milliseconds one call may take. */
  readonly timeout: number
  readonly deadline: number
  readonly signal: AbortSignal | undefined
  readonly counts: RequestCounts
  readonly tokens: Tokens
  /** The guard: names the operation that a request is, or throws. */
  check(method: string, url: string, body?: string): O
  pacerOf(operation: O, url: string): Pacer
  /** Sends one request as it is; rejects where there is no answer. */
  send(method: string, url: string, body: Json | undefined, signal: AbortSignal): Promise<Answer>
  /** What an answer other than 200 means. */
  failureOf(answer: Answer, operation: O): TransientError | CollectError
  /** Told each token that is in use. */
  signedIn(token: string): void
}

/** One answered question. */
export interface Asked<O extends Request> {
  readonly body: Json
  readonly operation: O
}

export interface Asking<O extends Request> {
  /** The object in the answer, a POST where there is a body. Throws `CollectError`. */
  ask(url: string, body?: Json): Promise<Asked<O>>
  /** A token now; throws `CollectError` when the login service gives none. */
  signIn(): Promise<string>
}

/** What went wrong below the answer: refused by the guard, no token, or the network, which is worth another try. */
const belowHttp = (error: unknown, operation: Request, timeout: number): CollectError | TransientError => {
  const name = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : error instanceof Error ? error.name : ''
  const message = error instanceof Error ? error.message : String(error)
  if (name === 'RefusedRequest') return new CollectError('failed', `refused before it left: ${message}`)
  const what = `${operation.method} ${operation.path}`
  if (name === 'TimeoutError' || name === 'AbortError') return new TransientError('failed', `${what} had no answer within ${Math.ceil(timeout / 1000)} s`)
  return new TransientError('failed', `${what}: ${message}`)
}

/** The one pipeline to a service: guard, turn, token, request, one layer of retries. Nothing outlives the deadline or the signal. */
export const asking = <O extends Request>(means: AskMeans<O>): Asking<O> => {
  const { service, clock, retry, timeout, deadline, signal, counts, tokens, check } = means

  const once = async (url: string, body: Json | undefined): Promise<{ readonly answer: Answer; readonly operation: O }> => {
    const method = body === undefined ? 'GET' : 'POST'
    const operation = check(method, url, body === undefined ? undefined : JSON.stringify(body))
    const pace = means.pacerOf(operation, url)
    const turn = await pace.turn()
    const left = deadline - clock.now()
    signal?.throwIfAborted()
    if (left <= 0 || turn >= deadline)
      throw new CollectError('failed', `${method} ${operation.path} was not asked: the deadline of the scan came before its turn`)
    const ended = counts.sent(service, `${method} ${operation.path}`)
    const limit = Math.ceil(Math.min(timeout, left))
    try {
      const answer = await means.send(method, url, body, AbortSignal.any([AbortSignal.timeout(limit), ...(signal === undefined ? [] : [signal])]))
      if (answer.status === 429) pace.throttled(turn, retryAfterOf(answer.retryAfter, clock.now()))
      else pace.answered()
      ended(answer.status === 200)
      return { answer, operation }
    } catch (error) {
      ended(false)
      signal?.throwIfAborted()
      throw belowHttp(error, operation, limit)
    }
  }

  // A token is asked for before the request, in its own round of attempts, so that a dead login service is not tried attempts squared.
  const signIn = async (): Promise<string> => {
    const token = await withRetries(retry, () => tokens.get())
    means.signedIn(token)
    return token
  }

  return {
    signIn,
    async ask(url, body) {
      check(body === undefined ? 'GET' : 'POST', url, body === undefined ? undefined : JSON.stringify(body))
      await signIn()
      let isRenewed = false
      return withRetries(retry, async () => {
        const token = await tokens.get()
        let { answer, operation } = await once(url, body)
        // A token may end before its time: it was revoked, or the clocks disagree. A new one is tried once.
        if (answer.status === 401 && !isRenewed) {
          isRenewed = true
          tokens.forget(token)
          await tokens.get()
          ;({ answer, operation } = await once(url, body))
        }
        if (answer.status !== 200) throw means.failureOf(answer, operation)
        return { body: objectOf(answer.body, operation), operation }
      })
    },
  }
}

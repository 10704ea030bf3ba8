import { ResponseType } from '@microsoft/microsoft-graph-client'
import { type Clock, systemClock } from '../clock.ts'
import { CollectError, type SessionRequests } from '../collector.ts'
import { type Answer, failureOf, type Json, objectOf } from './answer.ts'
import { type BatchAnswer, batchOf } from './batch.ts'
import { clockSkew } from './clock-skew.ts'
import type { EntraEntry } from './credential.ts'
import { addressOf, belowHttp, type GraphRead, graphClient } from './graph-client.ts'
import { guardOf } from './guard.ts'
import type { Operation } from './operations.ts'
import { pacers } from './pacing.ts'
import { type Page, rowsOfPages } from './pages.ts'
import { retryAfterOf, withRetries } from './retry.ts'
import { claimsOf } from './token-claims.ts'
import { tokensFor } from './tokens.ts'

/** What collectors see of a tenant. Every method throws `CollectError`; nothing but listed reads leaves, and each call ends in time. */
export interface EntraSession {
  /** The answer's object. */
  get(read: GraphRead): Promise<Json>
  /** The rows of all pages; throws after the rows it could see. */
  list(read: GraphRead): AsyncIterable<unknown>
  /** Answers to many reads in few requests, in the order asked; each read fails on its own. */
  batch(reads: readonly GraphRead[]): Promise<readonly BatchAnswer[]>
  /** The rest of a list whose first page came out of a batch. */
  listFrom(read: GraphRead, first: Json): AsyncIterable<unknown>
  /** A token now, for its claims; throws `CollectError` when the login service gives none. */
  signIn(): Promise<string>
  /** Whether an application or a person reads, as the last token says; undefined before the first, or if it does not say. */
  mode(): 'app' | 'delegated' | undefined
  /** When it was opened, in milliseconds since 1970: what "the last 30 days" count from. */
  readonly openedAt: number
  requests(): readonly SessionRequests[]
}

export interface SessionOptions {
  readonly environment: (name: string) => string | undefined
  /** What paths in the config are relative to; the working directory, by default. */
  readonly folder?: string
  /** When the scan must be done, in milliseconds since 1970; never, by default. */
  readonly deadline?: number
  /** Aborted when the scan is cut off: no call or wait outlives it. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
  readonly random?: () => number
  /** Attempts of a call while it fails; while it is throttled, four times as many. */
  readonly attempts?: number
  /** Milliseconds one call may take. */
  readonly timeout?: number
  readonly maxPages?: number
  /** The wire, to Graph and to the login service. */
  readonly fetch?: typeof fetch
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const counting = () => {
  const counts = new Map<string, { readonly service: string; readonly operation: string; requests: number; failed: number }>()
  const of = (service: string, operation: string) => {
    const key = `${service} ${operation}`
    const known = counts.get(key) ?? { service, operation, requests: 0, failed: 0 }
    counts.set(key, known)
    return known
  }
  return { of, all: (): readonly SessionRequests[] => [...counts.values()].map(count => ({ ...count })) }
}

/** The one factory of Graph clients. `withRetries` is the only layer that repeats. Opens no connection by itself. */
export const openSession = (entry: EntraEntry, options: SessionOptions): EntraSession => {
  const { clock = systemClock, random = Math.random, attempts = 5, timeout = 60_000, maxPages = 5_000, deadline = Number.POSITIVE_INFINITY } = options
  const { environment, signal, folder = '.', fetch: send = fetch } = options
  const endpoint = new URL(entry.graphEndpoint).origin
  const retry = { clock, random, attempts, deadline, signal }
  const counts = counting()
  const openedAt = clock.now()
  const skew = clockSkew(clock)
  const tokens = tokensFor(entry, {
    environment,
    folder,
    fetch: send,
    timeout,
    clock,
    skew,
    signal,
    sent: method => {
      const count = counts.of('login', method)
      count.requests++
      return answered => {
        if (!answered) count.failed++
      }
    },
  })
  const check = guardOf(endpoint)
  const paced = pacers(clock, signal, deadline)
  const client = graphClient({ endpoint, check, token: () => tokens.get(), fetch: send, skew })
  let mode: 'app' | 'delegated' | undefined

  const once = async (url: string, body?: Json): Promise<{ readonly answer: Answer; readonly operation: Operation }> => {
    const method = body === undefined ? 'GET' : 'POST'
    const operation = check(method, url, body === undefined ? undefined : JSON.stringify(body))
    const pace = paced[operation.workload]
    const turn = await pace.turn()
    const left = deadline - clock.now()
    signal?.throwIfAborted()
    if (left <= 0 || turn >= deadline)
      throw new CollectError('failed', `${method} ${operation.path} was not asked: the deadline of the scan came before its turn`)
    const count = counts.of('graph', `${method} ${operation.path}`)
    count.requests++
    const limit = Math.ceil(Math.min(timeout, left))
    try {
      const request = client
        .api(url)
        .responseType(ResponseType.RAW)
        .option('signal', AbortSignal.any([AbortSignal.timeout(limit), ...(signal === undefined ? [] : [signal])]))
      const response: Response = await (body === undefined ? request.get() : request.post(body))
      const answer = { status: response.status, retryAfter: response.headers.get('retry-after'), body: parsed(await response.text()) }
      if (answer.status === 429) pace.throttled(turn, retryAfterOf(answer.retryAfter, clock.now()))
      else pace.answered()
      if (answer.status !== 200) count.failed++
      return { answer, operation }
    } catch (error) {
      count.failed++
      signal?.throwIfAborted()
      throw belowHttp(error, operation, limit)
    }
  }

  // A token is asked for before the request, in its own round of attempts, so that a dead login service is not tried attempts squared.
  const signIn = async (): Promise<string> => {
    const token = await withRetries(retry, () => tokens.get())
    mode = claimsOf(token).mode ?? mode
    return token
  }

  const fetchPage = async (url: string, body?: Json): Promise<Page> => {
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
      if (answer.status !== 200) throw failureOf(answer, operation, clock.now(), skew.words())
      return { body: objectOf(answer.body, operation), operation }
    })
  }

  return {
    get: async read => (await fetchPage(addressOf(endpoint, read))).body,
    async *list(read) {
      const url = addressOf(endpoint, read)
      yield* rowsOfPages(url, await fetchPage(url), { bound: read.pages, max: maxPages }, fetchPage)
    },
    async *listFrom(read, first) {
      const url = addressOf(endpoint, read)
      yield* rowsOfPages(url, { body: first, operation: check('GET', url) }, { bound: read.pages, max: maxPages }, fetchPage)
    },
    async batch(reads) {
      const relative = reads.map(read => addressOf('', read).replace(/^\/v1\.0/, ''))
      return batchOf(relative, {
        retry,
        clock,
        operationOf: url => check('GET', `${endpoint}/v1.0${url}`),
        post: async body => (await fetchPage(`${endpoint}/v1.0/$batch`, body)).body,
        throttled: (operation, retryAfter) => paced[operation.workload].throttled(clock.now(), retryAfter),
      })
    },
    signIn,
    mode: () => mode,
    openedAt,
    requests: counts.all,
  }
}

import { AuthenticationHandler, Client, type Context, type Middleware, ResponseType } from '@microsoft/microsoft-graph-client'
import { CollectError, type SessionRequests } from '../collector.ts'
import { type Answer, failureOf, type Json, objectOf } from './answer.ts'
import { type BatchAnswer, batchOf } from './batch.ts'
import { type EntraEntry, tokensFor } from './credential.ts'
import { guardOf } from './guard.ts'
import type { GraphVersion, Operation } from './operations.ts'
import { type Page, rowsOfPages } from './pages.ts'
import { type Clock, pacer, systemClock, TransientError, withRetries } from './retry.ts'

/** One read of Graph: a path of the allow-list with its query. `top` is rows a page. */
export interface GraphRead {
  readonly path: string
  readonly version?: GraphVersion
  readonly select?: readonly string[]
  readonly expand?: string
  readonly top?: number
}

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
  requests(): readonly SessionRequests[]
}

export interface SessionOptions {
  readonly environment: (name: string) => string | undefined
  /** When the scan must be done, in milliseconds since 1970; never, by default. */
  readonly deadline?: number
  /** Aborted when the scan is cut off: no call or wait outlives it. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
  readonly random?: () => number
  readonly attempts?: number
  /** Milliseconds one call may take. */
  readonly timeout?: number
  readonly maxPages?: number
  readonly fetch?: typeof fetch
}

/** Conditional Access answers one request a second per tenant and says no Retry-After: https://learn.microsoft.com/graph/throttling-limits#identity-protection-and-conditional-access-service-limits */
const conditionalAccessInterval = 1_000
const isPaced = (operation: Operation): boolean => operation.path.startsWith('/identity/conditionalAccess')

const addressOf = (endpoint: string, { path, version = 'v1.0', select, expand, top }: GraphRead): string => {
  const query = [
    ...(select === undefined ? [] : [`$select=${select.map(encodeURIComponent).join(',')}`]),
    ...(expand === undefined ? [] : [`$expand=${encodeURIComponent(expand)}`]),
    ...(top === undefined ? [] : [`$top=${top}`]),
  ]
  return `${endpoint}/${version}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const nullBody = new Set([204, 205, 304])

/** The end of the chain: no redirects, and the whole body read here, so that a connection cut in the middle is one more failure of the call. */
const transport = (send: typeof fetch): Middleware => ({
  async execute(context: Context) {
    const response = await send(context.request, { ...context.options, redirect: 'manual' })
    const text = await response.text()
    context.response = new Response(nullBody.has(response.status) ? null : text, { status: response.status, headers: response.headers })
  },
})

const guarding = (check: (method: string, url: string, body?: unknown) => Operation): Middleware => {
  let following: Middleware | undefined
  return {
    setNext(next) {
      following = next
    },
    async execute(context) {
      const url = typeof context.request === 'string' ? context.request : context.request.url
      check(context.options?.method ?? 'GET', url, context.options?.body)
      await following?.execute(context)
    },
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

/** What went wrong below the answer: refused by the guard, no token, or the network, which is worth another try. */
const belowHttp = (error: unknown, operation: Operation, timeout: number): unknown => {
  const name = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const message = error instanceof Error ? error.message : String(error)
  if (name === 'RefusedRequest') return new CollectError('failed', `refused before it left: ${message}`)
  const what = `${operation.method} ${operation.path}`
  if (name === 'TimeoutError' || name === 'AbortError') return new TransientError('failed', `${what} had no answer within ${Math.ceil(timeout / 1000)} s`)
  return new TransientError('failed', `${what}: ${message}`)
}

/**
 * The one factory of Graph clients. Chain: guard, authentication, HTTP; the SDK's own retries and redirects are left out, `withRetries` is
 * the only layer that repeats. Opens no connection by itself.
 */
export const openSession = (entry: EntraEntry, options: SessionOptions): EntraSession => {
  const { clock = systemClock, random = Math.random, attempts = 5, timeout = 60_000, maxPages = 5_000, deadline = Number.POSITIVE_INFINITY } = options
  const endpoint = new URL(entry.graphEndpoint).origin
  const { signal } = options
  const retry = { clock, random, attempts, deadline, signal }
  const counts = counting()
  const tokens = tokensFor(entry, {
    environment: options.environment,
    timeout,
    clock,
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
  const paced = pacer(clock, conditionalAccessInterval, signal)

  const authentication = new AuthenticationHandler({ getAccessToken: () => tokens.get() })
  const guard = guarding(check)
  guard.setNext?.(authentication)
  authentication.setNext(transport(options.fetch ?? fetch))
  const client = Client.initWithMiddleware({ middleware: guard, customHosts: new Set([new URL(endpoint).hostname]) })

  const once = async (url: string, body?: Json): Promise<{ readonly answer: Answer; readonly operation: Operation }> => {
    const method = body === undefined ? 'GET' : 'POST'
    const operation = check(method, url, body === undefined ? undefined : JSON.stringify(body))
    if (isPaced(operation)) await paced()
    const left = deadline - clock.now()
    signal?.throwIfAborted()
    if (left <= 0) throw new CollectError('failed', `${method} ${operation.path} was not asked: the deadline of the scan had passed`)
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
      if (answer.status !== 200) count.failed++
      return { answer, operation }
    } catch (error) {
      count.failed++
      signal?.throwIfAborted()
      throw belowHttp(error, operation, limit)
    }
  }

  // A token is asked for before the request, in its own round of attempts, so that a dead login service is not tried attempts squared.
  const signIn = (): Promise<string> => withRetries(retry, () => tokens.get())

  const fetchPage = async (url: string, body?: Json): Promise<Page> => {
    check(body === undefined ? 'GET' : 'POST', url, body === undefined ? undefined : JSON.stringify(body))
    await signIn()
    return withRetries(retry, async () => {
      const { answer, operation } = await once(url, body)
      if (answer.status !== 200) throw failureOf(answer, operation, clock.now())
      return { body: objectOf(answer.body, operation), operation }
    })
  }

  return {
    get: async read => (await fetchPage(addressOf(endpoint, read))).body,
    async *list(read) {
      const url = addressOf(endpoint, read)
      yield* rowsOfPages(url, await fetchPage(url), maxPages, fetchPage)
    },
    async *listFrom(read, first) {
      const url = addressOf(endpoint, read)
      yield* rowsOfPages(url, { body: first, operation: check('GET', url) }, maxPages, fetchPage)
    },
    async batch(reads) {
      const relative = reads.map(read => addressOf('', read).replace(/^\/v1\.0/, ''))
      return batchOf(relative, {
        retry,
        clock,
        operationOf: url => check('GET', `${endpoint}/v1.0${url}`),
        post: async body => (await fetchPage(`${endpoint}/v1.0/$batch`, body)).body,
      })
    },
    signIn,
    requests: counts.all,
  }
}

import { ResponseType } from '@microsoft/microsoft-graph-client'
import { type Json, parsedJson } from '../answer.ts'
import { asking } from '../ask.ts'
import type { SessionRequests } from '../collector.ts'
import { rowsOfPages } from '../pages.ts'
import { requestCounts } from '../request-counts.ts'
import { failureOf, isGlobalGraph } from './answer.ts'
import { type BatchAnswer, batchOf } from './batch.ts'
import { clockSkew } from './clock-skew.ts'
import type { EntraEntry } from './credential.ts'
import { addressOf, type GraphRead, graphClient } from './graph-client.ts'
import { guardOf } from './guard.ts'
import { pacers } from './pacing.ts'
import { type SessionOptions, sessionSettings } from './session-settings.ts'
import { claimsOf } from './token-claims.ts'
import { tokensFor } from './tokens.ts'

/** What collectors see of a tenant. Every method throws `CollectError`; nothing but listed reads leaves, and each call ends in time. */
export interface EntraSession {
  /** The answer's object. */
  get(read: GraphRead): Promise<Json>
  /** The rows of all pages; throws after the rows it could see. */
  list(read: GraphRead): AsyncIterable<unknown>
  /** Answers to many reads of one version in few requests, in the order asked; each read fails on its own. */
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

/** The member of a page that leads to the next one. */
const link = '@odata.nextLink'

/** The one factory of Graph clients. `withRetries` is the only layer that repeats. Opens no connection by itself. */
export const openSession = (entry: EntraEntry, options: SessionOptions): EntraSession => {
  const settings = sessionSettings(options)
  const { clock, timeout, maxPages, deadline, signal } = settings
  const endpoint = new URL(entry.graphEndpoint).origin
  const isGlobal = isGlobalGraph(endpoint)
  const counts = requestCounts()
  const openedAt = clock.now()
  const skew = clockSkew(clock)
  const tokens = tokensFor(entry, { ...settings, resource: endpoint, skew, sent: method => counts.sent('login', method) })
  const check = guardOf(endpoint)
  const paced = pacers(clock, signal, deadline)
  const client = graphClient({ endpoint, check, token: () => tokens.get(), fetch: settings.fetch, skew })
  let mode: 'app' | 'delegated' | undefined
  const { ask, signIn } = asking({
    service: 'graph',
    clock,
    retry: settings,
    timeout,
    deadline,
    signal,
    counts,
    tokens,
    check,
    pacerOf: operation => paced[operation.workload],
    async send(_method, url, body, until) {
      const request = client.api(url).responseType(ResponseType.RAW).option('signal', until)
      const response: Response = await (body === undefined ? request.get() : request.post(body))
      return { status: response.status, retryAfter: response.headers.get('retry-after'), body: parsedJson(await response.text()) }
    },
    failureOf: (answer, operation) => failureOf(answer, operation, { now: clock.now(), skew: skew.words(), isGlobal }),
    signedIn: token => {
      mode = claimsOf(token).mode ?? mode
    },
  })

  return {
    get: async read => (await ask(addressOf(endpoint, read))).body,
    async *list(read) {
      const url = addressOf(endpoint, read)
      yield* rowsOfPages(url, await ask(url), { bound: read.pages, max: maxPages, link }, ask)
    },
    async *listFrom(read, first) {
      const url = addressOf(endpoint, read)
      yield* rowsOfPages(url, { body: first, operation: check('GET', url) }, { bound: read.pages, max: maxPages, link }, ask)
    },
    async batch(reads) {
      const version = reads[0]?.version ?? 'v1.0'
      const relative = reads.map(read => addressOf('', { ...read, version }).replace(`/${version}`, ''))
      return batchOf(relative, {
        retry: settings,
        clock,
        isGlobal,
        operationOf: url => check('GET', `${endpoint}/${version}${url}`),
        post: async body => (await ask(`${endpoint}/${version}/$batch`, body)).body,
        throttled: (operation, retryAfter) => paced[operation.workload].throttled(clock.now(), retryAfter),
        async renew() {
          tokens.forget(await tokens.get())
          await tokens.get()
        },
      })
    },
    signIn,
    mode: () => mode,
    openedAt,
    requests: counts.all,
  }
}

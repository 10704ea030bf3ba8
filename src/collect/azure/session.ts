import { type Json, parsedJson } from '../answer.ts'
import { type Asking, asking } from '../ask.ts'
import { CollectError, type SessionRequests } from '../collector.ts'
import { clockSkew } from '../entra/clock-skew.ts'
import type { EntraEntry } from '../entra/credential.ts'
import { type EntraSession, openSession } from '../entra/session.ts'
import { type SessionOptions, sessionSettings } from '../entra/session-settings.ts'
import { tokensFor } from '../entra/tokens.ts'
import { pacer } from '../pacer.ts'
import { rowsOfPages } from '../pages.ts'
import { RefusedRequest } from '../refused-request.ts'
import { type RequestCounts, requestCounts } from '../request-counts.ts'
import { type AskedSubscriptions, isAsked } from './asked.ts'
import { caught } from './caught.ts'
import { armFailureOf } from './failure.ts'
import { armGuardOf, operationOf } from './guard.ts'
import type { ArmOperation } from './operations.ts'
import { allows, permissionsIn } from './permissions.ts'
import { type GraphQuery, rowsOfQuery } from './resource-graph.ts'

/** One tenant whose Azure is scanned. */
export interface AzureEntry extends EntraEntry {
  readonly resourceManagerEndpoint: string
  readonly azure: { readonly subscriptions: AskedSubscriptions }
}

/** One read of Azure Resource Manager: a path of the allow-list, whose version of the API the list knows. */
export interface ArmRead {
  readonly path: string
  readonly filter?: string
  /** Further options, e.g. `{ $expand: 'children' }`. */
  readonly options?: Readonly<Record<string, string>>
}

/** What collectors see of Azure. Every method throws `CollectError`; nothing but listed reads leaves, and each call ends in time. */
export interface AzureSession {
  /** The tenant's id, which is its root management group's name. */
  readonly tenant: string
  /** Ids of the subscriptions that were asked for and can be seen. */
  readonly subscriptions: readonly string[]
  /** Whether the configuration asks for a subscription, seen or not. */
  asksFor(subscription: string): boolean
  get(read: ArmRead): Promise<Json>
  /** The rows of all pages; throws after the rows it could see. */
  list(read: ArmRead): AsyncIterable<unknown>
  /** The rows of a read that Azure does by POST. */
  post(read: ArmRead): AsyncIterable<unknown>
  /** Rows of all subscriptions in which every action is allowed; of the others `unreadable` tells. */
  resources(query: GraphQuery): AsyncIterable<Json>
  /** The rows of one subscription; the query is sent once for all of them. Throws `CollectError` denied where an action is not allowed. */
  resourcesOf(subscription: string, query: GraphQuery): Promise<readonly Json[]>
  /** The subscriptions in which Resource Graph would leave rows out, and why. */
  unreadable(actions: readonly string[]): Promise<ReadonlyMap<string, CollectError>>
  /** Answers the same question once, whoever asks. */
  once<T>(key: string, ask: () => Promise<T>): Promise<T>
  /** Microsoft Graph of the same tenant, as the same identity. */
  readonly directory: EntraSession
  requests(): readonly SessionRequests[]
}

/** The connection to one Azure Resource Manager, from which each scope gets a session that counts its own requests. */
export interface AzureConnection {
  signIn(): Promise<string>
  session(tenant: string, subscriptions: readonly string[]): AzureSession
}

/** Reads a principal may make: a bucket of 250 that wins back 25 a second. https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling */
const resourceManagerAllowance = { calls: 250, milliseconds: 10_000 }
/** https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests */
const resourceGraphAllowance = { calls: 15, milliseconds: 5_000 }

const resourceGraph = '/providers/Microsoft.ResourceGraph/resources'
const link = 'nextLink'

/** `00:00:05` in milliseconds. */
const duration = (text: string): number => text.split(':').reduce((sum, part) => 60 * sum + Number(part), 0) * 1_000

/** How long a quota that is used up lasts, as the headers of an answer tell before anything is refused. */
const exhaustedFor = (headers: Headers): number => {
  if (headers.get('x-ms-user-quota-remaining') === '0') return duration(headers.get('x-ms-user-quota-resets-after') ?? '00:00:05')
  const remaining = ['x-ms-ratelimit-remaining-subscription-reads', 'x-ms-ratelimit-remaining-tenant-reads'].map(name => headers.get(name))
  return remaining.includes('0') ? 1_000 : 0
}

const addressOf = (endpoint: string, method: 'GET' | 'POST', { path, filter, options = {} }: ArmRead): string => {
  const operation = operationOf(method, path)
  if (operation === undefined) throw new RefusedRequest(`${method} ${path} is not a known read of Azure Resource Manager`)
  const query = Object.entries({ 'api-version': operation.apiVersion, ...(filter === undefined ? {} : { $filter: filter }), ...options })
  return `${endpoint}${path}?${query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

/** The one factory of sessions with Azure Resource Manager. Opens no connection by itself. */
export const connectAzure = (entry: AzureEntry, options: SessionOptions): AzureConnection => {
  const settings = sessionSettings(options)
  const { clock, timeout, maxPages, deadline, signal } = settings
  const endpoint = new URL(entry.resourceManagerEndpoint).origin
  const skew = clockSkew(clock)
  const first = requestCounts()
  const tokens = tokensFor(entry, { ...settings, resource: endpoint, skew, sent: method => first.sent('login', method) })
  const check = armGuardOf(endpoint)
  const paced = {
    'resource-manager': pacer(clock, resourceManagerAllowance, signal, deadline),
    'resource-graph': pacer(clock, resourceGraphAllowance, signal, deadline),
  }
  const answers = new Map<string, Promise<unknown>>()
  const directory = openSession(entry, options)

  const askingWith = (counts: RequestCounts): Asking<ArmOperation> =>
    asking({
      service: 'arm',
      clock,
      retry: settings,
      timeout,
      deadline,
      signal,
      counts,
      tokens,
      check,
      pacerOf: ({ workload }) => paced[workload],
      async send(method, url, body, until) {
        const { workload } = check(method, url)
        const response = await settings.fetch(url, {
          method,
          redirect: 'manual',
          signal: until,
          headers: {
            authorization: `Bearer ${await tokens.get()}`,
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        skew.seen(response.headers.get('date'))
        const wait = exhaustedFor(response.headers)
        if (wait > 0) paced[workload].hold(wait)
        return { status: response.status, retryAfter: response.headers.get('retry-after'), body: parsedJson(await response.text()) }
      },
      failureOf: (answer, operation) => armFailureOf(answer, operation, clock.now(), skew.words()),
      signedIn: () => {},
    })
  const shared = askingWith(first)

  const once = async <T>(key: string, ask: () => Promise<T>): Promise<T> => {
    const known = answers.get(key)
    if (known !== undefined) return known as Promise<T>
    const asked = ask()
    answers.set(key, asked)
    return asked
  }

  const listWith = ({ ask }: Asking<ArmOperation>) =>
    async function* (read: ArmRead): AsyncGenerator<unknown> {
      const url = addressOf(endpoint, 'GET', read)
      yield* rowsOfPages(url, await ask(url), { bound: undefined, max: maxPages, link }, ask)
    }
  const list = listWith(shared)

  const session = (tenant: string, subscriptions: readonly string[], own: Asking<ArmOperation>, counts: RequestCounts): AzureSession => {
    const query = (text: string, within: readonly string[]): AsyncIterable<Json> =>
      rowsOfQuery(text, within, maxPages, async body => (await shared.ask(addressOf(endpoint, 'POST', { path: resourceGraph }), body)).body)
    const heldAt = (scope: string) =>
      once(`permissions ${scope}`, () => permissionsIn(list({ path: `${scope}/providers/Microsoft.Authorization/permissions` })))

    /** What the identity may not do at the root management group it may still do in single subscriptions. */
    const missingAtRoot = async (actions: readonly string[]): Promise<readonly string[]> => {
      const held = await caught(heldAt(`/providers/Microsoft.Management/managementGroups/${tenant}`))
      return held instanceof CollectError ? actions : actions.filter(action => !allows(held, action))
    }
    const refusalIn = async (subscription: string, actions: readonly string[]): Promise<CollectError | undefined> => {
      const held = await caught(heldAt(`/subscriptions/${subscription}`))
      if (held instanceof CollectError) return held
      const missing = actions.find(action => !allows(held, action))
      return missing === undefined ? undefined : new CollectError('denied', 'the identity that scans has no role there that lets it see this', missing)
    }
    const unreadable = async (actions: readonly string[]): Promise<ReadonlyMap<string, CollectError>> => {
      const missing = await missingAtRoot(actions)
      if (missing.length === 0) return new Map()
      const refusals = await Promise.all(subscriptions.map(async id => [id, await refusalIn(id, missing)] as const))
      return new Map(refusals.flatMap(([id, refusal]) => (refusal === undefined ? [] : [[id, refusal] as const])))
    }
    const readableOf = async (actions: readonly string[]): Promise<readonly string[]> => {
      const refused = await unreadable(actions)
      return subscriptions.filter(id => !refused.has(id))
    }
    const bySubscription = ({ query: text, actions }: GraphQuery): Promise<ReadonlyMap<string, readonly Json[]>> =>
      once(`query ${text}`, async () =>
        Map.groupBy(await Array.fromAsync(query(text, await readableOf(actions))), row => String(row.subscriptionId).toLowerCase()),
      )

    return {
      tenant,
      subscriptions,
      asksFor: id => isAsked(entry, id),
      get: async read => (await own.ask(addressOf(endpoint, 'GET', read))).body,
      list: listWith(own),
      async *post(read) {
        const url = addressOf(endpoint, 'POST', read)
        const ask = (address: string) => own.ask(address, {})
        yield* rowsOfPages(url, await ask(url), { bound: undefined, max: maxPages, link }, ask)
      },
      async *resources({ query: text, actions }) {
        yield* query(text, await readableOf(actions))
      },
      async resourcesOf(subscription, asked) {
        const refusal = (await once(`unreadable ${asked.actions.join()}`, () => unreadable(asked.actions))).get(subscription)
        if (refusal !== undefined) throw refusal
        return (await bySubscription(asked)).get(subscription) ?? []
      },
      unreadable,
      once,
      directory,
      requests: () => (counts === first ? [...counts.all(), ...directory.requests()] : counts.all()),
    }
  }

  let isFirst = true
  return {
    signIn: shared.signIn,
    session(tenant, subscriptions) {
      const counts = isFirst ? first : requestCounts()
      isFirst = false
      return session(tenant, subscriptions, counts === first ? shared : askingWith(counts), counts)
    },
  }
}

import { CollectError, type SessionRequests } from '../collector.ts'
import type { Clock } from './clock.ts'
import { isServiceError } from './errors.ts'
import { ALLOWED_COMMANDS, refusal } from './guard.ts'
import type { Keys } from './keys.ts'
import type { Entry, Hierarchy, OrganizationFacts } from './organization-facts.ts'
import { openPaces, type Pace } from './pace.ts'
import type { RegionsToAsk } from './regions-to-ask.ts'
import { type RestRead, sendRead } from './rest-read.ts'
import { type RetryOptions, withRetries } from './retry.ts'
import { serviceOf } from './services.ts'
import type { RequestHandler, Transport } from './transport.ts'
import { checkAnswer } from './wire-check.ts'

export interface SessionOptions extends Omit<RetryOptions, 'clock'> {
  readonly clock: Clock
  readonly keys: Keys
  readonly transport: Transport
  /** Absent: as `AWS_ENDPOINT_URL` and the SDK's own rules say. */
  readonly endpoint: string | undefined
  /** The same for services that have no client; absent: theirs. */
  readonly restEndpoint?: string | undefined
  readonly profile: string | undefined
  readonly region: string
  /** Pages of one listing before it is called endless. */
  readonly pages: number
  /** A failure seen with what is known of the scope, e.g. that it is a member account. */
  readonly explain?: (failure: CollectError) => CollectError
  /** Shared by all wires to one account; absent: the wire's own. */
  readonly paces?: (service: string) => Pace
}

/** What every client of the AWS SDK is made with. */
export interface ClientConfig {
  readonly region: string
  readonly credentials: () => Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string; readonly expiration: Date }>
  readonly maxAttempts: 1
  readonly requestHandler: RequestHandler
  readonly endpoint?: string
  readonly profile?: string
}

interface Context {
  readonly clientName?: string
  readonly commandName?: string
}

/** Middleware of the SDK at any step: it passes on what it gets. */
type Middleware = <Args, Result>(next: (args: Args) => Promise<Result>, context: Context) => (args: Args) => Promise<Result>

/** As much of an SDK client as the session takes in hand. */
export interface SdkClient {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { step: 'initialize'; name: string; priority: 'high' }): void
    addRelativeTo(middleware: Middleware, options: { relation: 'before' | 'after'; toMiddleware: string; name: string }): void
  }
  readonly config: object
  destroy(): void
}

/** The one way to AWS: its clients send nothing that is not on the allow-list, end in time, retry in one layer and count what they send. */
export interface AwsWire {
  readonly region: string
  readonly clock: Clock
  /** Aborted when the scan is to stop. */
  readonly signal: AbortSignal | undefined
  readonly pages: number
  /** One client a class and Region, made when first asked for. */
  client<C extends SdkClient>(Client: new (config: ClientConfig) => C, region?: string): C
  /** A read of a service that has no client, under the same guard, keys, pace, retries and count. */
  read<T extends object>(asked: RestRead): Promise<Partial<T>>
  /** Everything sent so far, retries included. */
  requests(): readonly SessionRequests[]
  close(): void
}

/** What the collectors of one scope work with. */
export interface AwsSession extends AwsWire {
  /** The account that is asked, which for an organization is the one that reads it. */
  readonly account: string
  /** Regions to ask where it matters; undefined: those that are enabled. */
  readonly regions: readonly string[] | undefined
  /** The Regions to ask: those above, or those that are enabled; asked once, whoever needs it. */
  enabledRegions(): Promise<RegionsToAsk>
  /** The organization of the account, none if it has none; asked once, whoever needs it. */
  organization(): Promise<OrganizationFacts | undefined>
  /** The tree of the organization; read once, whoever needs it. */
  hierarchy(): Promise<Hierarchy>
  /** What was done about an account of the organization. Known when discovery has ended. */
  entry(account: string): Entry | undefined
}

/** Keys that ended sooner than they said, or by another clock. */
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'] as const

const nameOf = ({ clientName = 'unknown client', commandName = 'unknown command' }: Context): string => `${clientName}.${commandName}`
const operationOf = ({ commandName = '' }: Context): string => commandName.replace(/Command$/, '')

const isAsyncIterable = (value: unknown): value is AsyncIterable<Uint8Array> => typeof value === 'object' && value !== null && Symbol.asyncIterator in value

interface HttpResponse {
  body: unknown
  readonly statusCode: number
}

const isHttpResponse = (value: unknown): value is HttpResponse =>
  typeof value === 'object' && value !== null && 'body' in value && 'statusCode' in value && typeof value.statusCode === 'number'

const responseOf = (result: unknown): HttpResponse | undefined => {
  const response: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, 'response') : undefined
  return isHttpResponse(response) ? response : undefined
}

/** Reads the whole answer here, so that a connection that breaks in the middle is a network failure and an empty body is seen. */
const readAndCheck: Middleware = (next, context) => async args => {
  const result = await next(args)
  const response = responseOf(result)
  if (!response || !isAsyncIterable(response.body)) return result
  const chunks: Uint8Array[] = []
  for await (const chunk of response.body) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  response.body = new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  if (response.statusCode < 300) checkAnswer(operationOf(context), body.toString('utf8'))
  return result
}

/** Opens a way to AWS. Nothing is sent until a client is used. */
export const openWire = (options: SessionOptions): AwsWire => {
  const clients = new Map<string, SdkClient>()
  const counts = new Map<string, { service: string; operation: string; requests: number; failed: number }>()

  const paces = options.paces ?? openPaces()

  const countOf = (context: Context) => {
    const name = nameOf(context)
    const count = counts.get(name) ?? { service: serviceOf(context.clientName ?? '').name, operation: operationOf(context), requests: 0, failed: 0 }
    counts.set(name, count)
    return count
  }

  const guard: Middleware = (next, context) => async args => {
    if (!ALLOWED_COMMANDS.has(nameOf(context))) throw refusal(context.clientName ?? 'unknown client', context.commandName ?? 'unknown command')
    const generation = options.keys.generation()
    try {
      return await next(args)
    } catch (error) {
      if (!isServiceError(error, ...EXPIRED)) throw error
      // From the start, where keys are looked up: the retries below sign with the ones they were given.
      options.keys.renew(generation)
      return next(args)
    }
  }

  const paceIn = (region: string, context: Context): Pace => {
    const { name, isRegional } = serviceOf(context.clientName ?? '')
    return paces(isRegional ? `${name} ${region}` : name)
  }

  const retryIn =
    (region: string): Middleware =>
    (next, context) =>
    args =>
      withRetries(nameOf(context), paceIn(region, context), options, async () => {
        const count = countOf(context)
        count.requests += 1
        try {
          return await next(args)
        } catch (error) {
          count.failed += 1
          throw error
        }
      }).catch((error: unknown) => {
        throw error instanceof CollectError && options.explain ? options.explain(error) : error
      })

  const make = <C extends SdkClient>(Client: new (config: ClientConfig) => C, region: string): C => {
    const client = new Client({
      region,
      // Keys that seem to end are asked for at each request: what is kept of them, and until when, is decided in one place.
      credentials: async () => ({ ...(await options.keys.get()), expiration: new Date(0) }),
      maxAttempts: 1,
      requestHandler: options.transport.handler,
      ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
      ...(options.profile === undefined ? {} : { profile: options.profile }),
    })
    client.middlewareStack.add(guard, { step: 'initialize', name: 'readOnlyGuard', priority: 'high' })
    client.middlewareStack.addRelativeTo(retryIn(region), { relation: 'before', toMiddleware: 'retryMiddleware', name: 'retryWithJitter' })
    client.middlewareStack.addRelativeTo(readAndCheck, { relation: 'after', toMiddleware: 'deserializerMiddleware', name: 'readAndCheck' })
    return client
  }

  return {
    region: options.region,
    clock: options.clock,
    signal: options.signal,
    pages: options.pages,
    client: (Client, region = options.region) => {
      const key = `${Client.name} ${region}`
      const known = clients.get(key)
      if (known instanceof Client) return known
      const made = make(Client, region)
      clients.set(key, made)
      return made
    },
    read: <T extends object>(asked: RestRead) => {
      const context = { clientName: asked.client, commandName: `${asked.operation}Command` }
      const means = { ...options, endpoint: options.endpoint ?? options.restEndpoint }
      const send = (question: RestRead): Promise<Partial<T>> => sendRead(means, question)
      return guard(retryIn(asked.region)(send, context), context)(asked)
    },
    requests: () => [...counts.values()].map(count => ({ ...count })),
    close: () => {
      for (const client of clients.values()) client.destroy()
      clients.clear()
    },
  }
}

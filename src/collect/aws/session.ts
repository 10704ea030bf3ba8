import { STSClient } from '@aws-sdk/client-sts'
import { CollectError, type SessionRequests } from '../collector.ts'
import type { Clock } from './clock.ts'
import { ALLOWED_COMMANDS, refusal } from './guard.ts'
import { type RetryOptions, withRetries } from './retry.ts'
import { checkAnswer } from './wire-check.ts'

export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

export interface SessionOptions extends Omit<RetryOptions, 'clock'> {
  readonly clock: Clock
  /** Called whenever a request is signed; caches by itself. */
  readonly credentials: () => Promise<AwsKeys>
  /** Absent: as `AWS_ENDPOINT_URL` and the SDK's own rules say. */
  readonly endpoint: string | undefined
  readonly profile: string | undefined
  readonly region: string
  /** Milliseconds for one request, its answer read to the end. The SDK has no timeout of its own. */
  readonly requestTimeout: number
  /** Pages of one listing before it is called endless. */
  readonly pages: number
  /** A failure seen with what is known of the scope, e.g. that it is a member account. */
  readonly explain?: (failure: CollectError) => CollectError
}

/** What every client of the AWS SDK is made with. */
export interface ClientConfig {
  readonly region: string
  readonly credentials: () => Promise<AwsKeys>
  readonly maxAttempts: 1
  readonly requestHandler: { readonly connectionTimeout: number }
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
  /** Everything sent so far, retries included. */
  requests(): readonly SessionRequests[]
  close(): void
}

/** What DescribeOrganization tells every member. */
export interface OrganizationFacts {
  readonly id: string
  readonly managementAccountId: string
  readonly featureSet: string
}

/** What the collectors of one scope work with. */
export interface AwsSession extends AwsWire {
  /** The account that is asked, which for an organization is the one that reads it. */
  readonly account: string
  /** Regions to ask where it matters; undefined: those that are enabled without opting in. */
  readonly regions: readonly string[] | undefined
  /** The organization of the account, none if it has none; asked once, whoever needs it. */
  organization(): Promise<OrganizationFacts | undefined>
}

const SERVICES: Readonly<Record<string, string>> = { IAMClient: 'iam', OrganizationsClient: 'organizations', SSOAdminClient: 'sso-admin', STSClient: 'sts' }

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

interface RequestHandler {
  handle(request: unknown, options?: { abortSignal?: AbortSignal }): unknown
}

const isRequestHandler = (value: unknown): value is RequestHandler =>
  typeof value === 'object' && value !== null && 'handle' in value && typeof value.handle === 'function'

/** Ends each request in time, a body that stops coming included: aborting destroys the connection. */
const endInTime = (client: SdkClient, options: SessionOptions): void => {
  const handler: unknown = Reflect.get(client.config, 'requestHandler')
  if (!isRequestHandler(handler)) throw new CollectError('failed', 'the AWS SDK has no request handler to time')
  const handle = handler.handle.bind(handler)
  handler.handle = (request, given = {}) => {
    const left = options.deadline === undefined ? options.requestTimeout : Math.max(1, Math.min(options.requestTimeout, options.deadline - options.clock.now()))
    const signals = [AbortSignal.timeout(left), options.signal, given.abortSignal].filter(signal => signal !== undefined)
    return handle(request, { ...given, abortSignal: AbortSignal.any(signals) })
  }
}

/** Opens a way to AWS. Nothing is sent until a client is used. */
export const openWire = (options: SessionOptions): AwsWire => {
  const clients = new Map<string, SdkClient>()
  const counts = new Map<string, { service: string; operation: string; requests: number; failed: number }>()

  const countOf = (context: Context) => {
    const name = nameOf(context)
    const count = counts.get(name) ?? { service: SERVICES[context.clientName ?? ''] ?? name, operation: operationOf(context), requests: 0, failed: 0 }
    counts.set(name, count)
    return count
  }

  const guard: Middleware = (next, context) => async args => {
    if (!ALLOWED_COMMANDS.has(nameOf(context))) throw refusal(context.clientName ?? 'unknown client', context.commandName ?? 'unknown command')
    return next(args)
  }

  const retry: Middleware = (next, context) => args =>
    withRetries(nameOf(context), options, async () => {
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
      credentials: options.credentials,
      maxAttempts: 1,
      requestHandler: { connectionTimeout: options.requestTimeout },
      ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
      ...(options.profile === undefined ? {} : { profile: options.profile }),
    })
    endInTime(client, options)
    client.middlewareStack.add(guard, { step: 'initialize', name: 'readOnlyGuard', priority: 'high' })
    client.middlewareStack.addRelativeTo(retry, { relation: 'before', toMiddleware: 'retryMiddleware', name: 'retryWithJitter' })
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
    requests: () => [...counts.values()].map(count => ({ ...count })),
    close: () => {
      for (const client of clients.values()) client.destroy()
      clients.clear()
    },
  }
}

/** The Region the environment or the profile names, without sending anything; `us-east-1` if neither does, for services that have no Region. */
export const homeRegion = async (profile: string | undefined): Promise<string> => {
  const client = new STSClient(profile === undefined ? {} : { profile })
  const region = await client.config.region().catch(() => 'us-east-1')
  client.destroy()
  return region
}

import { Readable } from 'node:stream'
import { STSClient } from '@aws-sdk/client-sts'
import { CollectError } from '../collector.ts'
import { unreachable } from '../unreachable.ts'
import type { Clock } from './clock.ts'
import { openRequestEnd } from './request-end.ts'

export interface TransportOptions {
  readonly clock: Clock
  /** Milliseconds for one request, its answer read to the end. The SDK has no timeout of its own. */
  readonly requestTimeout: number
  /** Epoch milliseconds after which nothing is sent. */
  readonly deadline: number | undefined
  /** Stops whatever is under way. */
  readonly signal: AbortSignal | undefined
}

interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly body?: unknown
}

/** What the SDK's clients need of a request handler. A type, so that the SDK takes it for a record. */
export type RequestHandler = {
  readonly handle: (request: HttpRequest, given?: { readonly abortSignal?: unknown }) => unknown
  readonly destroy: () => void
  readonly updateHttpClientConfig: () => void
  readonly httpHandlerConfigs: () => object
}

/** The connections of one source. All of its clients share them, so that the next account does not shake hands again; each request ends in time. */
export interface Transport {
  readonly handler: RequestHandler
  /** With which the SDK signs. */
  readonly sha256: STSClient['config']['sha256']
  /** The same connections for the SDK's credential chain, which may only sign in. */
  readonly signIn: RequestHandler
  /** Why the last sign-in could not reach its service; undefined if it could. The chain wraps such errors until they cannot be told from a refusal. */
  signInLost(): string | undefined
  close(): void
}

/** What a credential chain asks: roles of STS, and the portal and tokens of IAM Identity Center. https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html */
const SIGN_IN_PATHS = new Set(['/federation/credentials', '/token', '/v1/token'])
const SIGN_IN_ACTION = /^(?:.*&)?Action=AssumeRole(?:WithWebIdentity)?(?:&|$)/

const isHandler = (value: unknown): value is Pick<RequestHandler, 'handle'> =>
  typeof value === 'object' && value !== null && 'handle' in value && typeof value.handle === 'function'

/** The body of an answer while it comes in, which is closed when it is read or lost. */
const bodyOf = (answer: unknown): Readable | undefined => {
  const response: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'response') : undefined
  const body: unknown = typeof response === 'object' && response !== null ? Reflect.get(response, 'body') : undefined
  return body instanceof Readable ? body : undefined
}

const mayPass = (request: HttpRequest): boolean => SIGN_IN_PATHS.has(request.path) || (typeof request.body === 'string' && SIGN_IN_ACTION.test(request.body))

/** Opens no connection yet. */
export const openTransport = ({ clock, requestTimeout, deadline, signal }: TransportOptions): Transport => {
  const owner = new STSClient({ region: 'us-east-1', requestHandler: { connectionTimeout: requestTimeout } })
  const base: unknown = owner.config.requestHandler
  if (!isHandler(base)) throw new CollectError('failed', 'the AWS SDK has no request handler to time')
  const handle: RequestHandler['handle'] = async (request, given = {}) => {
    const left = deadline === undefined ? requestTimeout : Math.max(1, Math.min(requestTimeout, deadline - clock.now()))
    const end = openRequestEnd(
      left,
      [signal, given.abortSignal].filter(one => one instanceof AbortSignal),
    )
    try {
      const answer = await base.handle(request, { ...given, abortSignal: end.signal })
      bodyOf(answer)?.once('close', end.release)
      return answer
    } catch (error) {
      end.release()
      throw error
    }
  }
  // A client that is done with must not end the requests of the others.
  let lost: string | undefined
  const shared = { destroy: () => {}, updateHttpClientConfig: () => {}, httpHandlerConfigs: () => ({}) }
  return {
    handler: { ...shared, handle },
    sha256: owner.config.sha256,
    signIn: {
      ...shared,
      handle: async (request, given) => {
        if (!mayPass(request)) throw new CollectError('failed', `${request.method} ${request.path} does not sign in and was not sent`)
        try {
          const answer = await handle(request, given)
          lost = undefined
          return answer
        } catch (error) {
          lost = unreachable(error) ?? `no answer to a sign-in (${error instanceof Error ? error.message : String(error)})`
          throw error
        }
      },
    },
    signInLost: () => lost,
    close: () => owner.destroy(),
  }
}

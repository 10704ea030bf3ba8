import { CollectError } from '../collector.ts'
import { unreachable } from '../unreachable.ts'
import { ALLOWED_COMMANDS } from './guard.ts'

const THROTTLING = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'TransactionInProgressException',
])
const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'AuthorizationError', 'NotAuthorizedException', 'UnauthorizedOperation'])
/** The credentials themselves are not accepted, which no permission would change. */
const NOT_ACCEPTED = [
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
] as const
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'])

/** What a thrown thing says of itself; the SDKs throw classes of many packages, and plain errors. */
export interface ErrorFacts {
  readonly name: string
  readonly message: string
  readonly status: number | undefined
  readonly code: string | undefined
  /** The SDK found the clocks apart, and signs by AWS's from now on. */
  readonly isSkewCorrected: boolean
  /** Milliseconds, from the answer's Retry-After. */
  readonly retryAfter: number | undefined
}

const member = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined)

const retryAfterOf = (error: unknown, now: number): number | undefined => {
  const header = member(member(member(error, '$response'), 'headers'), 'retry-after')
  if (typeof header !== 'string') return undefined
  if (/^\d+$/.test(header)) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** Reads an error without trusting its shape. `now` is for a Retry-After that is a date. */
export const factsOf = (error: unknown, now: number): ErrorFacts => {
  const metadata = member(error, '$metadata')
  const status = member(metadata, 'httpStatusCode')
  const code = member(error, 'code')
  return {
    name: String(member(error, 'name') ?? 'unknown error'),
    message: String(member(error, 'message') ?? error).split('\n')[0] ?? '',
    status: typeof status === 'number' ? status : undefined,
    code: typeof code === 'string' ? code : undefined,
    isSkewCorrected: member(metadata, 'clockSkewCorrected') === true,
    retryAfter: retryAfterOf(error, now),
  }
}

export const isThrottling = (facts: ErrorFacts): boolean => THROTTLING.has(facts.name) || facts.status === 429

/** Worth another try: throttling, a fault of the server, a broken connection, no answer in time. What was understood and refused is not. */
export const isTransient = (facts: ErrorFacts): boolean =>
  isThrottling(facts) ||
  facts.isSkewCorrected ||
  (facts.status ?? 0) >= 500 ||
  facts.name === 'TimeoutError' ||
  facts.name === 'AbortError' ||
  (facts.code !== undefined && NETWORK.has(facts.code))

const clip = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text)

const denied = (name: string, facts: ErrorFacts, error: unknown): CollectError => {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html: the message tells which kind of policy refused.
  const explicit = /with an explicit deny in (?:an? )?([a-z -]+?policy|permissions boundary)/i.exec(facts.message)?.[1]
  const action = /not authorized to perform: ([a-z0-9-]+:[A-Za-z0-9*]+)/.exec(facts.message)?.[1] ?? ALLOWED_COMMANDS.get(name)?.actions.join(', ')
  // Granting does not help against an explicit deny, so there is no permission to name.
  if (explicit) return new CollectError('denied', clip(`${action ?? name} is explicitly denied by a ${explicit}: ${facts.message}`), undefined, error)
  return new CollectError('denied', clip(facts.message), action, error)
}

/** Why a call failed, in the words of a gap. `name` is `<Client>.<Command>`. Errors that are already classified stay as they are. */
export const collectErrorOf = (name: string, error: unknown, now: number): CollectError => {
  if (error instanceof CollectError) return error
  const facts = factsOf(error, now)
  const operation = name.slice(name.indexOf('.') + 1).replace(/Command$/, '')
  if (isThrottling(facts)) return new CollectError('throttled', clip(`${operation}: still throttled after every retry (${facts.message})`), undefined, error)
  // Some services answer a refused JSON call in XML, which the SDK cannot read: the status still tells.
  if (DENIED.has(facts.name) || (facts.status === 403 && !NOT_ACCEPTED.some(one => one === facts.name))) return denied(name, facts, error)
  if (facts.status !== undefined && facts.status < 300 && facts.code === undefined) {
    return new CollectError('invalid', clip(`${operation}: the answer could not be read (${facts.message})`), undefined, error)
  }
  if ((facts.status ?? 0) >= 500) return new CollectError('failed', clip(`${operation}: AWS answered ${facts.status}, ${facts.message}`), undefined, error)
  return new CollectError('failed', clip(`${operation}: ${unreachable(error) ?? `${facts.name}: ${facts.message}`}`), undefined, error)
}

/** Why credentials let nothing in: refused, unless a busy service, a fault of it or the network kept them from being looked at. */
export const signInFailure = (error: unknown): CollectError => {
  const facts = factsOf(error instanceof CollectError ? error.cause : error, 0)
  if (error instanceof CollectError)
    return NOT_ACCEPTED.some(name => name === facts.name) ? new CollectError('denied', error.message, error.permission, error) : error
  if (isThrottling(facts)) return new CollectError('throttled', clip(facts.message), undefined, error)
  return new CollectError(isTransient(facts) ? 'failed' : 'denied', clip(unreachable(error) ?? String(error)), undefined, error)
}

/** Whether a failure is one of these errors of a service, by either of the two names a service may give it. */
export const isServiceError = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof CollectError && names.includes(factsOf(error.cause, 0).name)

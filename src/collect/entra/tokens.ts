import type { AccessToken, TokenCredential } from '@azure/identity'
import type { Tokens } from '../ask.ts'
import type { Clock } from '../clock.ts'
import { CollectError } from '../collector.ts'
import { TransientError } from '../retry.ts'
import type { ClockSkew } from './clock-skew.ts'
import { allowedBy, credentialFor, type EntraEntry } from './credential.ts'
import { type LastAnswer, loginClient } from './login-client.ts'
import { loginFailure } from './login-failure.ts'
import { isIdentityEndpoint } from './login-hosts.ts'

export interface TokenOptions {
  /** What the tokens are for: the origin of the service. */
  readonly resource: string
  readonly environment: (name: string) => string | undefined
  readonly folder: string
  readonly fetch: typeof fetch
  /** How long one call to the login service may take, in milliseconds. */
  readonly timeout: number
  readonly clock: Clock
  readonly skew: ClockSkew
  readonly signal: AbortSignal | undefined
  /** Called before each request to the login service leaves; what it returns is called with the outcome. */
  readonly sent: (method: string) => (answered: boolean) => void
}

/** A token is renewed this long before it ends, in milliseconds; one that lives shortly, in its last quarter. */
const margin = 120_000

const untilAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return work
  return new Promise((settle, reject) => {
    const stop = (): void => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    work.then(settle, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

export const tokensFor = (entry: EntraEntry, options: TokenOptions): Tokens => {
  const scope = `${options.resource}/.default`
  const last: LastAnswer = { asked: false, status: 0, retryAfter: null, text: '', unreachable: undefined, authorityUnreachable: undefined }
  const client = loginClient(
    { ...options, allows: allowedBy(entry, options.environment), isOwn: address => isIdentityEndpoint(options.environment, address) },
    last,
  )
  let kept: { readonly token: string; readonly until: number } | undefined
  let asking: Promise<string> | undefined
  /** The login service asked to be left alone until then, whoever wants a token. */
  let busy: { readonly until: number; readonly failure: TransientError } | undefined

  const ask = async (): Promise<string> => {
    options.signal?.throwIfAborted()
    const wait = busy === undefined ? 0 : busy.until - options.clock.now()
    if (busy !== undefined && wait > 0) throw new TransientError(busy.failure.reason, busy.failure.message, wait)
    busy = undefined
    Object.assign(last, { asked: false, authorityUnreachable: undefined })
    let given: AccessToken | null
    try {
      // A new credential each time: the SDK's remember a busy service for a minute and then fail without asking.
      const credential: TokenCredential = credentialFor(entry, { ...options, client })
      given = await untilAborted(credential.getToken(scope), options.signal)
    } catch (error) {
      options.signal?.throwIfAborted()
      if (error instanceof CollectError) throw error
      const now = options.clock.now()
      const failure = loginFailure(error, last, now, options.skew.words())
      if (failure instanceof TransientError && failure.retryAfter !== undefined) busy = { until: now + failure.retryAfter, failure }
      throw failure
    }
    if (typeof given?.token !== 'string' || given.token === '') throw new CollectError('denied', 'the credential gave no token')
    // Its end is told in this machine's time, which is not the session's where a test holds the clock.
    const life = given.expiresOnTimestamp - Date.now()
    kept = { token: given.token, until: options.clock.now() + life - Math.min(margin, life / 4) }
    return given.token
  }

  return {
    get() {
      if (kept !== undefined && options.clock.now() < kept.until) return Promise.resolve(kept.token)
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    forget(token) {
      if (kept?.token === token) kept = undefined
    },
  }
}

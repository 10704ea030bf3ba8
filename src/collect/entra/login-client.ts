import type { TokenCredentialOptions } from '@azure/identity'
import { unreachable } from '../unreachable.ts'
import type { ClockSkew } from './clock-skew.ts'

/** How credentials speak to the login service. */
export type LoginClient = NonNullable<TokenCredentialOptions['httpClient']>
type LoginResponse = Awaited<ReturnType<LoginClient['sendRequest']>>

/** The last answer of the login service: the errors of credentials do not tell its status. */
export interface LastAnswer {
  /** Whether anything was asked; status 0: asked, but not answered. */
  asked: boolean
  status: number
  retryAfter: string | null
  text: string
  /** Why the login service could not be reached, in words; undefined if it could. */
  unreachable: string | undefined
  /** The same of the login service proper, as the last request to it went: an identity endpoint of this machine is often not there, as it should be. */
  authorityUnreachable: string | undefined
}

export interface LoginClientOptions {
  readonly fetch: typeof fetch
  /** Milliseconds one call may take. */
  readonly timeout: number
  readonly signal: AbortSignal | undefined
  readonly skew: ClockSkew
  /** Whether a request may go there. */
  readonly allows: (address: URL) => boolean
  /** Whether it goes to the identity endpoint of this machine. */
  readonly isOwn: (address: URL) => boolean
  /** Called before each request leaves; what it returns is called with the outcome. */
  readonly sent: (method: string) => (answered: boolean) => void
}

const headersOf = (headers: Headers): LoginResponse['headers'] => ({
  get: name => headers.get(name) ?? undefined,
  has: name => headers.has(name),
  set: (name, value) => headers.set(name, String(value)),
  delete: name => headers.delete(name),
  toJSON: () => Object.fromEntries(headers),
  [Symbol.iterator]: () => headers.entries(),
})

/** Milliseconds for an answer of this machine's identity endpoint, the only one over plain HTTP: where there is none, nobody answers. */
const localLimit = 10_000

/**
 * The HTTP below every credential, managed identity's included, which takes no pipeline policies: only allowed hosts, no redirects, each
 * call ends in time, and `last` remembers what came.
 */
export const loginClient = (options: LoginClientOptions, last: LastAnswer): LoginClient => ({
  async sendRequest(request) {
    const address = new URL(request.url)
    if (!options.allows(address)) throw new Error(`${address.host} is not the configured login service`)
    if (request.body !== undefined && request.body !== null && typeof request.body !== 'string') throw new Error('a token request of an unknown form')
    const isOwn = options.isOwn(address)
    const outcome = options.sent(request.method)
    Object.assign(last, { asked: true, status: 0, retryAfter: null, text: '', unreachable: undefined })
    const own = isOwn ? Math.min(localLimit, options.timeout) : options.timeout
    const limit = request.timeout > 0 ? Math.min(request.timeout, own) : own
    const signals = [AbortSignal.timeout(limit), ...(options.signal === undefined ? [] : [options.signal])]
    try {
      const response = await options.fetch(address, {
        method: request.method,
        headers: request.headers.toJSON(),
        redirect: 'manual',
        signal: AbortSignal.any(signals),
        ...(typeof request.body === 'string' ? { body: request.body } : {}),
      })
      const text = await response.text()
      if (!isOwn) last.authorityUnreachable = undefined
      options.skew.seen(response.headers.get('date'))
      Object.assign(last, { status: response.status, retryAfter: response.headers.get('retry-after'), text })
      return { request, status: response.status, headers: headersOf(response.headers), bodyAsText: text }
    } catch (error) {
      options.signal?.throwIfAborted()
      const timeout = `could not reach ${address.host}: no answer within ${Math.ceil(limit / 1000)} s; check the network or the proxy`
      last.unreachable = error instanceof Error && error.name === 'TimeoutError' ? timeout : unreachable(error, address.host)
      if (!isOwn) last.authorityUnreachable = last.unreachable
      throw error
    } finally {
      outcome(last.status === 200)
    }
  },
})

import { ClientSecretCredential } from '@azure/identity'
import { CollectError } from '../collector.ts'
import { type Clock, retryAfterOf, TransientError } from './retry.ts'

/** How to sign in. Each method is one member; `secretEnv` names the environment variable that holds the secret. */
type EntraAuth = { readonly method: 'secret'; readonly clientId: string; readonly secretEnv: string }

/** One tenant as the config names it. */
export interface EntraEntry {
  /** Tenant id or one of its domains. */
  readonly tenant: string
  readonly auth: EntraAuth
  readonly authorityHost: string
  readonly graphEndpoint: string
}

export interface CredentialOptions {
  /** Looks up an environment variable. */
  readonly environment: (name: string) => string | undefined
  /** How long one call to the login service may take, in milliseconds. */
  readonly timeout: number
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  /** Called before each request to the login service leaves; what it returns is called with the outcome. */
  readonly sent: (method: string) => (answered: boolean) => void
}

/** Gives tokens; throws `TransientError` where another try may help, else `CollectError`. */
export interface Tokens {
  get(): Promise<string>
}

/** The last answer of the login service: the credential's own errors do not tell its status. */
interface LastAnswer {
  status: number
  retryAfter: string | null
  text: string
}

/** Hosts that answer instance discovery about themselves: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud */
const publicAuthorities = new Set(['login.microsoftonline.com', 'login.microsoft.com', 'login.windows.net'])

const secretCredential = (
  entry: EntraEntry,
  auth: Extract<EntraAuth, { method: 'secret' }>,
  options: CredentialOptions,
  last: LastAnswer,
): ClientSecretCredential => {
  const secret = options.environment(auth.secretEnv)
  if (secret === undefined || secret === '')
    throw new CollectError('denied', `the environment variable ${auth.secretEnv}, which should hold the client secret, is not set`)
  const authority = new URL(entry.authorityHost)
  const isPublic = publicAuthorities.has(authority.hostname)
  return new ClientSecretCredential(entry.tenant, auth.clientId, secret, {
    authorityHost: authority.origin,
    disableInstanceDiscovery: !isPublic,
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    additionalPolicies: [
      {
        position: 'perRetry',
        policy: {
          name: 'login guard',
          sendRequest: async (request, next) => {
            const { origin, hostname } = new URL(request.url)
            if (origin !== authority.origin && !(isPublic && publicAuthorities.has(hostname)))
              throw new Error(`${hostname} is not the configured login service`)
            request.timeout = options.timeout
            if (options.signal !== undefined) request.abortSignal = options.signal
            const outcome = options.sent(request.method)
            Object.assign(last, { status: 0, retryAfter: null, text: '' })
            try {
              const response = await next(request)
              Object.assign(last, { status: response.status, retryAfter: response.headers.get('retry-after') ?? null, text: response.bodyAsText ?? '' })
              return response
            } finally {
              outcome(last.status === 200)
            }
          },
        },
      },
    ],
  })
}

/** Codes of a login service that is busy or away: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const passing = /^AADSTS(?:90033|90055):/

/** The code and first sentence of what the login service said, without its trace ids: `AADSTS7000215: Invalid client secret provided.` */
const said = (text: string): string | undefined => /AADSTS\d+:.*?(?=\s*Trace ID|["\r\n]|$)/.exec(text)?.[0].trim()

const loginFailure = (error: unknown, { status, retryAfter, text }: LastAnswer, now: number): TransientError | CollectError => {
  const message = error instanceof Error ? error.message : String(error)
  const words = said(text) ?? said(message)
  const detail =
    words ?? (status === 0 ? `the login service did not answer (${message.split('\n')[0] ?? ''})` : `the login service answered ${status} without a token`)
  if (status === 429) return new TransientError('throttled', detail, retryAfterOf(retryAfter, now))
  if (status === 0 || status >= 500) return new TransientError('failed', detail, retryAfterOf(retryAfter, now))
  if (words !== undefined && passing.test(words)) return new TransientError('failed', detail)
  return new CollectError(words === undefined ? 'failed' : 'denied', detail)
}

/** Tokens for Graph by the configured method; the credential caches and renews them. */
export const tokensFor = (entry: EntraEntry, options: CredentialOptions): Tokens => {
  const scope = `${new URL(entry.graphEndpoint).origin}/.default`
  const last: LastAnswer = { status: 0, retryAfter: null, text: '' }
  let credential: ClientSecretCredential | undefined
  return {
    async get() {
      credential ??= secretCredential(entry, entry.auth, options, last)
      try {
        return (await credential.getToken(scope)).token
      } catch (error) {
        // MSAL remembers a busy service for a minute and then fails without asking: a new credential asks.
        credential = undefined
        options.signal?.throwIfAborted()
        throw loginFailure(error, last, options.clock.now())
      }
    },
  }
}

import { CollectError } from '../collector.ts'
import { retryAfterOf, TransientError } from '../retry.ts'
import { isObject } from './answer.ts'
import type { LastAnswer } from './login-client.ts'

/** Codes of a login service that is busy or away: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const passing = /^AADSTS(?:90033|90055):/

/** The code and first sentence of what the login service said, without its trace ids: `AADSTS7000215: Invalid client secret provided.` */
const said = (text: string): string | undefined => /AADSTS\d+:.*?(?=\s*Trace ID|["\r\n]|$)/.exec(text)?.[0].trim()

/** What an identity endpoint said, which knows no such codes. */
const described = (text: string): string | undefined => {
  try {
    const body: unknown = JSON.parse(text)
    const words = isObject(body) ? (body.error_description ?? body.message) : undefined
    return typeof words === 'string' && words !== '' ? words : undefined
  } catch {
    return undefined
  }
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

/** Why a chain of credentials came to nothing: the first sentence of each. */
const chainOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error) || error.name !== 'AggregateAuthenticationError') return undefined
  const tried = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  return tried.map(one => (one instanceof Error ? (/^.*?(?=\. |$)/.exec(firstLine(one.message))?.[0] ?? '') : '')).join('; ')
}

/** What it means that no token came: worth another try, or final. */
export const loginFailure = (error: unknown, last: LastAnswer, now: number, skew: string): TransientError | CollectError => {
  const message = error instanceof Error ? error.message : String(error)
  const chain = chainOf(error)
  // The chain goes on where a credential could not reach the login service, and then seems to have none.
  if (chain !== undefined && last.authorityUnreachable !== undefined) return new TransientError('failed', last.authorityUnreachable, undefined)
  if (chain !== undefined) return new CollectError('denied', `no credential of the default chain can be used: ${chain}`)
  // A file that is not there, a program that is not installed, a host that is not allowed: it will not be better next time.
  // What could not be parsed is not quoted: it may hold anything.
  if (!last.asked)
    return new CollectError('denied', /JSON|Unexpected (?:token|end)/.test(message) ? 'what was to give a token gave something else' : firstLine(message))
  const { status, retryAfter, text } = last
  const words = last.unreachable ?? said(text) ?? said(message)
  const detail =
    words ??
    (status === 0
      ? `the login service did not answer (${firstLine(message)})`
      : `the login service answered ${status} without a token${described(text) === undefined ? '' : `: ${described(text)}`}`)
  if (status === 429) return new TransientError('throttled', detail, retryAfterOf(retryAfter, now))
  if (status === 0 || status >= 500) return new TransientError('failed', detail, retryAfterOf(retryAfter, now))
  if (words !== undefined && passing.test(words)) return new TransientError('failed', detail)
  return new CollectError(words === undefined && described(text) === undefined ? 'failed' : 'denied', `${detail}${skew}`)
}

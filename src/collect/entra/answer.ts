import { type Answer, errorOf, repeatable } from '../answer.ts'
import { CollectError } from '../collector.ts'
import { retryAfterOf, TransientError } from '../retry.ts'
import type { Operation } from './operations.ts'

export { isObject, type Json, objectOf } from '../answer.ts'

/** Codes and words by which Graph says that the tenant lacks a licence: https://learn.microsoft.com/graph/resolve-auth-errors and the services' own errors. */
const unlicensedCode = /AadPremiumLicenseRequired|NonPremiumTenant/i
const unlicensedWords = /not licensed|needs (?:to have |an? )?[\w ]*(?:premium|P[12]|governance)[\w ]* license|doesn't have premium license/i

/** A 400: Graph understood who asks, but not the question. */
export class RefusedQuery extends CollectError {}

/** A 404: what was asked for is not there. */
export class NotThere extends CollectError {}

/** The permission that a refusal is about: the one it names, of those that the operation needs. */
const permissionOf = ({ permission, also = [] }: Operation, message: string): string => also.find(name => message.includes(name)) ?? permission

/** How Graph says that it has no such thing at all, as it does in a national cloud which a feature has not come to: https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/5838 */
const unknownSegment = /^Resource not found for the segment /i

/** What is known of the service beside its answer. `skew`: what to say of the clocks. */
interface Asked {
  readonly now: number
  readonly skew?: string
  /** The global service has all that may be asked; a national cloud may lack some of it: https://learn.microsoft.com/graph/deployments */
  readonly isGlobal: boolean
}

/** Whether this is the endpoint of the global service. */
export const isGlobalGraph = (endpoint: string): boolean => new URL(endpoint).hostname === 'graph.microsoft.com'

/** What an answer other than 200 means: worth repeating (`TransientError`), or final (`CollectError` with its reason). */
export const failureOf = (answer: Answer, operation: Operation, { now, skew = '', isGlobal }: Asked): TransientError | CollectError => {
  const { code, message } = errorOf(answer.body)
  const what = `${operation.method} ${operation.path} answered ${answer.status}${code === '' ? '' : ` ${code}`}${message === '' ? '' : `: ${message}`}`
  if (answer.status === 429) return new TransientError('throttled', what, retryAfterOf(answer.retryAfter, now))
  if (repeatable.has(answer.status)) return new TransientError('failed', what, retryAfterOf(answer.retryAfter, now))
  if (answer.status === 400 && !isGlobal && unknownSegment.test(message))
    return new CollectError('out-of-reach', `the Microsoft Graph of this cloud does not have it: ${what}`)
  if (unlicensedCode.test(code) || unlicensedWords.test(message)) return new CollectError('not-licensed', what)
  if (answer.status === 403) return new CollectError('denied', what, permissionOf(operation, message))
  if (answer.status === 401) return new CollectError('denied', `${what}${skew}`)
  if (answer.status >= 300 && answer.status < 400) return new CollectError('failed', `${what}; redirects are not followed`)
  if (answer.status === 404) return new NotThere('failed', what)
  return answer.status === 400 ? new RefusedQuery('failed', what) : new CollectError('failed', what)
}

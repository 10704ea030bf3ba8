import { CollectError } from '../collector.ts'
import type { Operation } from './operations.ts'
import { retryAfterOf, TransientError } from './retry.ts'

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const repeatable = new Set([500, 502, 503, 504])

/** Codes and words by which Graph says that the tenant lacks a licence: https://learn.microsoft.com/graph/resolve-auth-errors and the services' own errors. */
const unlicensedCode = /AadPremiumLicenseRequired|NonPremiumTenant/i
const unlicensedWords = /not licensed|needs (?:to have |an? )?[\w ]*(?:premium|P[12]|governance)[\w ]* license|doesn't have premium license/i

const shorten = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}...` : text)

const errorOf = (body: unknown): { readonly code: string; readonly message: string } => {
  const error = isObject(body) && isObject(body.error) ? body.error : undefined
  return { code: typeof error?.code === 'string' ? error.code : '', message: typeof error?.message === 'string' ? shorten(error.message) : '' }
}

/** A 400: Graph understood who asks, but not the question. */
export class RefusedQuery extends CollectError {}

/** One answer of Graph, off the wire or out of a batch. `body` is parsed JSON, or undefined where there was none to parse. */
export interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: unknown
}

/** The permission that a refusal is about: the one it names, of those that the operation needs. */
const permissionOf = ({ permission, also = [] }: Operation, message: string): string => also.find(name => message.includes(name)) ?? permission

/** What an answer other than 200 means: worth repeating (`TransientError`), or final (`CollectError` with its reason). `skew`: what to say of the clocks. */
export const failureOf = (answer: Answer, operation: Operation, now: number, skew = ''): TransientError | CollectError => {
  const { code, message } = errorOf(answer.body)
  const what = `${operation.method} ${operation.path} answered ${answer.status}${code === '' ? '' : ` ${code}`}${message === '' ? '' : `: ${message}`}`
  if (answer.status === 429) return new TransientError('throttled', what, retryAfterOf(answer.retryAfter, now))
  if (repeatable.has(answer.status)) return new TransientError('failed', what, retryAfterOf(answer.retryAfter, now))
  if (unlicensedCode.test(code) || unlicensedWords.test(message)) return new CollectError('not-licensed', what)
  if (answer.status === 403) return new CollectError('denied', what, permissionOf(operation, message))
  if (answer.status === 401) return new CollectError('denied', `${what}${skew}`)
  if (answer.status >= 300 && answer.status < 400) return new CollectError('failed', `${what}; redirects are not followed`)
  return answer.status === 400 ? new RefusedQuery('failed', what) : new CollectError('failed', what)
}

/** The object in a 200, or `CollectError` invalid: an empty body, HTML and an error in disguise are not data. */
export const objectOf = (body: unknown, operation: Operation): Json => {
  if (!isObject(body)) throw new CollectError('invalid', `${operation.method} ${operation.path} answered 200 without a JSON object`)
  if ('error' in body) throw new CollectError('invalid', `${operation.method} ${operation.path} answered 200 with an error in it`)
  return body
}

/** The list in a 200, or `CollectError` invalid: a missing list is never an empty one. */
export const listIn = (body: unknown, operation: Operation): readonly unknown[] => {
  const { value } = objectOf(body, operation)
  if (!Array.isArray(value)) throw new CollectError('invalid', `${operation.method} ${operation.path} answered 200 without a list in 'value'`)
  return value
}

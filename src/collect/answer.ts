import { CollectError } from './collector.ts'

export type Json = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Statuses of a service that is in trouble: another try may be answered. */
export const repeatable: ReadonlySet<number> = new Set([500, 502, 503, 504])

/** One answer, off the wire or out of a batch. `body` is parsed JSON, or undefined where there was none to parse. */
export interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: unknown
}

/** A request as messages name it: `path` may hold placeholders. */
export interface Request {
  readonly method: string
  readonly path: string
}

const shorten = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}...` : text)

/** Code and message of an error as Graph and Azure Resource Manager write them; empty where there is none. */
export const errorOf = (body: unknown): { readonly code: string; readonly message: string } => {
  const error = isObject(body) && isObject(body.error) ? body.error : undefined
  return { code: typeof error?.code === 'string' ? error.code : '', message: typeof error?.message === 'string' ? shorten(error.message) : '' }
}

/** The body of a text, or undefined where it is no JSON. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The object in a 200, or `CollectError` invalid: an empty body, HTML and an error in disguise are not data. */
export const objectOf = (body: unknown, request: Request): Json => {
  if (!isObject(body)) throw new CollectError('invalid', `${request.method} ${request.path} answered 200 without a JSON object`)
  if ('error' in body) throw new CollectError('invalid', `${request.method} ${request.path} answered 200 with an error in it`)
  return body
}

/** The list in a 200, or `CollectError` invalid: a missing list is never an empty one. */
export const listIn = (body: unknown, request: Request): readonly unknown[] => {
  const { value } = objectOf(body, request)
  if (!Array.isArray(value)) throw new CollectError('invalid', `${request.method} ${request.path} answered 200 without a list in 'value'`)
  return value
}

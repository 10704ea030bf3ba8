import type { Gap } from '../dataset.ts'
import { CollectError } from './collector.ts'

const longest = 500
const redacted = '[redacted]'

/** Names after which a value is secret, as headers, query strings, forms and JSON write them. */
const secretFields =
  /\b(client[_-]?secret|client[_-]?assertion|assertion|password|passwd|pwd|secret|(?:access|refresh|id|session|security)?[_-]?token|authorization|cookie|sig|signature|account-?key|shared-?access-?key|api-?key|secret-?access-?key|x-amz-[a-z-]+)(["']?\s*[:=]\s*["']?)((?:bearer|basic)\s+)?[^\s"'&,;]+/gi

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids: keys of users and of sessions. */
const accessKey = /(?:AKIA|ASIA)[A-Z0-9]{12,}/g

const bearer = /\bbearer\s+[\w.~+/-]{8,}=*/gi
const jsonWebToken = /\beyJ[\w-]{6,}\.[\w-]+(?:\.[\w-]*)*/g

/** Secrets of Entra applications carry `Q~` after a digit. */
const entraSecret = /[\w.~-]{2,6}\dQ~[\w.~-]{20,}/g

const urlPassword = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@]+@/gi

/** An ARN is a name, however long; other long runs may be keys: base64, base64url, hexadecimal. */
const longRun = /\barn:aws[a-z-]*:[\w+=,.@/:*-]+|[A-Za-z0-9+/]{40,}={0,2}|[A-Za-z0-9_-]{40,}={0,2}/g

/** Names are made of words, `Authentication_RequestFromNonPremiumTenantOrB2CTenant`; of random text so much is words less than once in a million. */
const isMadeOfWords = (run: string): boolean => {
  const words = run.match(/[A-Z]?[a-z]{3,}/g)?.join('') ?? ''
  return words.length >= 0.7 * run.length && run.replaceAll(/[^0-9]/g, '').length <= 2
}

const looksRandom = (run: string): boolean => /^[0-9a-fA-F]+$/.test(run) || (/[0-9]/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) && !isMadeOfWords(run))

/** A message of a cloud or an SDK as one line without anything that looks like a secret, at most 500 characters. */
export const safeDetail = (text: string): string => {
  const line = text
    .slice(0, 20 * longest)
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll(secretFields, `$1$2${redacted}`)
    .replaceAll(bearer, redacted)
    .replaceAll(jsonWebToken, redacted)
    .replaceAll(entraSecret, redacted)
    .replaceAll(urlPassword, `$1${redacted}@`)
    .replaceAll(longRun, run => (run.startsWith('arn:') || !looksRandom(run) ? run : redacted))
    .replaceAll(accessKey, redacted)
  return line.length > longest ? `${line.slice(0, longest - 3).toWellFormed()}...` : line
}

/** Why something was not read, as a gap says it. */
export type Failure = Pick<Gap, 'reason' | 'detail' | 'permission'>

const isAbort = (error: unknown): boolean => error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')

/** What a collector or a discovery threw, as a gap says it. `isOver`: the deadline has passed, so whatever was cut off was cut off by it. */
export const failureOf = (error: unknown, isOver: boolean): Failure => {
  if (error instanceof CollectError)
    return { reason: error.reason, detail: safeDetail(error.message), ...(error.permission === undefined ? {} : { permission: error.permission }) }
  if (isOver) return { reason: 'failed', detail: 'deadline reached' }
  if (isAbort(error)) return { reason: 'failed', detail: 'the request was cut off before it was answered' }
  // Its message quotes the text that was parsed, which may hold anything.
  if (error instanceof SyntaxError) return { reason: 'failed', detail: 'an answer could not be parsed' }
  const message = error instanceof Error ? safeDetail(error.message) : ''
  return { reason: 'failed', detail: message === '' ? 'the collector failed without a message' : message }
}

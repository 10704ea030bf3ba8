import { CollectError } from '../collector.ts'

/** What the SDK types as present may be missing or of another type on the wire; each reader throws `invalid`, naming the member. */
const invalid = (what: string, problem: string) => new CollectError('invalid', `${what} ${problem}`)

/** A list that must be there. An absent one is never an empty one: the SDK gives `{}` for an empty answer. */
export const listOf = <T extends object>(value: readonly T[] | undefined, what: string): readonly T[] => {
  if (!Array.isArray(value)) throw invalid(what, value === undefined ? 'is missing' : 'is not a list')
  for (const item of value) if (typeof item !== 'object' || item === null) throw invalid(what, 'has an item of the wrong type')
  return value
}

/** A list of strings that must be there. */
export const textsOf = (value: readonly string[] | undefined, what: string): string[] => {
  if (!Array.isArray(value)) throw invalid(what, value === undefined ? 'is missing' : 'is not a list')
  return value.map(item => textOf(item, what))
}

/** A string that must be there and not empty. */
export const textOf = (value: string | undefined, what: string): string => {
  if (typeof value !== 'string' || value === '') throw invalid(what, 'is missing')
  return value
}

export const numberOf = (value: number | undefined, what: string): number => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(what, 'is missing')
  return value
}

export const booleanOf = (value: boolean | undefined, what: string): boolean => {
  if (typeof value !== 'boolean') throw invalid(what, 'is missing')
  return value
}

/** A structure that must be there. */
export const objectOf = <T extends object>(value: T | undefined, what: string): T => {
  if (typeof value !== 'object' || value === null) throw invalid(what, 'is missing')
  return value
}

/** An instant that must be there, in ISO 8601. */
export const instantOf = (value: Date | undefined, what: string): string => {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw invalid(what, 'is missing')
  return value.toISOString()
}

/** `{ [name]: instant }`, or nothing where the cloud gives none. A date that is not one is invalid, not absent. */
export const optionalInstant = <Name extends string>(name: Name, value: Date | undefined, what: string): Partial<Record<Name, string>> => {
  if (value === undefined) return {}
  const found: Partial<Record<Name, string>> = {}
  found[name] = instantOf(value, what)
  return found
}

/** A policy document as JSON text. IAM encodes it by RFC 3986, some answers carry it plain: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html */
export const documentOf = (value: string | undefined, what: string): string => {
  const given = textOf(value, what)
  for (const decode of [(text: string) => text, decodeURIComponent]) {
    try {
      const text = decode(given)
      const document: unknown = JSON.parse(text)
      if (typeof document === 'object' && document !== null && !Array.isArray(document)) return text
    } catch {
      // Not in this form.
    }
  }
  throw invalid(what, 'is not a JSON document')
}

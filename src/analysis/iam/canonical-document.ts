import { isRecord } from './policy-elements.ts'

const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    if (value.length === 1) return canonical(value[0])
    const items = value.map(canonical)
    // The order of texts in a list says nothing, and neither does that of statements.
    return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(name => [name, canonical(value[name])]),
  )
}

/** A policy document as a text that is the same for two that say the same in another order; the text itself where it is no JSON. */
export const canonicalDocument = (document: string): string => {
  try {
    return JSON.stringify(canonical(JSON.parse(document)))
  } catch {
    return document
  }
}

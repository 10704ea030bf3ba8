/** A JSON object, not a list or null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Texts in lower case, those that come again and again made once; policies are made of few names. */
const lowered = new Map<string, string>()
const MOST_LOWERED = 1000

/** A text in lower case. */
const lowerCase = (text: string): string => {
  const known = lowered.get(text)
  if (known !== undefined) return known
  const lower = text.toLowerCase()
  if (lowered.size < MOST_LOWERED) lowered.set(text, lower)
  return lower
}

/** The elements of a JSON object by lower-case name. Throws where one name is given twice, since which one counts is not said. */
export const elementsOf = (value: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> => {
  const elements = new Map<string, unknown>()
  for (const name of Object.keys(value)) {
    const lower = lowerCase(name)
    if (elements.has(lower)) throw new Error('an element is given twice')
    elements.set(lower, value[name])
  }
  return elements
}

/** One text or a list of texts; undefined for anything else. */
export const stringsOf = (value: unknown): readonly string[] | undefined => {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) && value.every(one => typeof one === 'string') ? value : undefined
}

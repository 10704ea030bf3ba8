/** A JSON object, not a list or null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The elements of a JSON object by lower-case name. Throws where one name is given twice, since which one counts is not said. */
export const elementsOf = (value: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> => {
  const elements = new Map<string, unknown>()
  for (const [name, element] of Object.entries(value)) {
    const lower = name.toLowerCase()
    if (elements.has(lower)) throw new Error('an element is given twice')
    elements.set(lower, element)
  }
  return elements
}

/** One text or a list of texts; undefined for anything else. */
export const stringsOf = (value: unknown): readonly string[] | undefined => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.every(one => typeof one === 'string') ? list : undefined
}

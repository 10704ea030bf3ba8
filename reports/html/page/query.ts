/** The words before a colon that filter by a fact; other text is searched for. */
const filterKeys = ['severity', 'cloud', 'recommendation', 'status', 'rule', 'framework', 'scope'] as const
export type FilterKey = (typeof filterKeys)[number]

interface Term {
  readonly key: FilterKey | 'text'
  readonly value: string
  readonly excluded: boolean
}

/** `severity:critical,high cloud:aws "exact words" -word`, parsed. */
export type Query = readonly Term[]

/** Words that people type for a scope. */
const scopeWords = ['account', 'tenant', 'subscription', 'organization']

const isFilterKey = (word: string): word is FilterKey => filterKeys.some(key => key === word)

/** Never fails: what is no filter is text. Linear in the length of the text. */
export const parseQuery = (text: string): Query =>
  [...text.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/gi)].flatMap(([whole, minus, word, exact, plain]): Term[] => {
    const typed = word?.toLowerCase() ?? ''
    const key = scopeWords.includes(typed) ? 'scope' : typed
    const value = (exact ?? plain ?? '').toLowerCase()
    if (value === '') return []
    const excluded = minus === '-'
    if (isFilterKey(key)) return value.split(',').flatMap(part => (part === '' ? [] : [{ key, value: part, excluded }]))
    const searched = word === undefined ? value : whole.slice(excluded ? 1 : 0).toLowerCase()
    return [{ key: 'text', value: searched, excluded }]
  })

const quotedIfNeeded = (value: string): string => (/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value)

/** The shortest text that parses to this query: values of one filter are joined by commas. */
export const formatQuery = (query: Query): string => {
  const filters = filterKeys.flatMap(key =>
    [false, true].flatMap(excluded => {
      const values = query.filter(term => term.key === key && term.excluded === excluded).map(term => term.value)
      return values.length === 0 ? [] : [`${excluded ? '-' : ''}${key}:${quotedIfNeeded(values.join(','))}`]
    }),
  )
  const texts = query.filter(term => term.key === 'text').map(term => `${term.excluded ? '-' : ''}${quotedIfNeeded(term.value)}`)
  return [...filters, ...texts].join(' ')
}

/** The values that a filter is set to. */
export const valuesOf = (query: Query, key: FilterKey): readonly string[] => query.flatMap(term => (term.key === key && !term.excluded ? [term.value] : []))

/** The query with one value of a filter switched. */
export const toggled = (query: Query, key: FilterKey, value: string): Query => {
  const without = query.filter(term => !(term.key === key && term.value === value && !term.excluded))
  return without.length < query.length ? without : [...query, { key, value, excluded: false }]
}

/** The query with a filter set to one value, or to none. */
export const withOnly = (query: Query, key: FilterKey, value: string): Query => {
  const others = query.filter(term => term.key !== key)
  return value === '' ? others : [...others, { key, value, excluded: false }]
}

/** Whether a filter lets a thing through: any wanted value and no excluded one. `matches` says whether the thing has a value. */
export const admits = (query: Query, key: FilterKey, matches: (value: string) => boolean): boolean => {
  let isWanted = false
  let isAsked = false
  for (const term of query) {
    if (term.key !== key) continue
    if (term.excluded) {
      if (matches(term.value)) return false
    } else {
      isAsked = true
      isWanted ||= matches(term.value)
    }
  }
  return isWanted || !isAsked
}

/** Whether every searched text occurs and no excluded one does; `contains` gets lower case. */
export const admitsText = (query: Query, contains: (text: string) => boolean): boolean =>
  query.every(term => term.key !== 'text' || contains(term.value) !== term.excluded)

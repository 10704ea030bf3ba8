/** What a rule about devices says, as a tree. Values and attributes in small letters: comparisons ignore case. */
export type DeviceRule =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly DeviceRule[] }
  | { readonly kind: 'not'; readonly part: DeviceRule }
  | { readonly kind: 'test'; readonly test: DeviceTest }

/** One comparison. `isNegated` for `-ne`, `-notIn` and the like, which also match where the attribute is not set. */
export interface DeviceTest {
  readonly attribute: string
  readonly operator: 'eq' | 'in' | 'contains' | 'startswith' | 'endswith'
  readonly values: readonly string[]
  readonly isNegated: boolean
}

const operators = new Map<string, Pick<DeviceTest, 'operator' | 'isNegated'>>([
  ['-eq', { operator: 'eq', isNegated: false }],
  ['-ne', { operator: 'eq', isNegated: true }],
  ['-in', { operator: 'in', isNegated: false }],
  ['-notin', { operator: 'in', isNegated: true }],
  ['-contains', { operator: 'contains', isNegated: false }],
  ['-notcontains', { operator: 'contains', isNegated: true }],
  ['-startswith', { operator: 'startswith', isNegated: false }],
  ['-notstartswith', { operator: 'startswith', isNegated: true }],
  ['-endswith', { operator: 'endswith', isNegated: false }],
  ['-notendswith', { operator: 'endswith', isNegated: true }],
])

const token = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([()[\],])|([^\s()[\],"']+))/y

interface Token {
  readonly text: string
  readonly isQuoted: boolean
}

const tokensOf = (rule: string): Token[] | undefined => {
  const tokens: Token[] = []
  const text = rule.trim()
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (match === null) return undefined
    const quoted = match[1] ?? match[2]
    tokens.push(quoted === undefined ? { text: (match[3] ?? match[4] ?? '').toLowerCase(), isQuoted: false } : { text: quoted.toLowerCase(), isQuoted: true })
  }
  return tokens
}

/** Deeper nesting is not read, so that no rule can exhaust the stack. */
const MOST_DEPTH = 50

/**
 * Reads a filter for devices: `device.trustType -eq "ServerAD" -and -not (device.isCompliant -ne True)`; `undefined` where it is not understood.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-condition-filters-for-devices
 */
export const readDeviceFilter = (rule: string): DeviceRule | undefined => {
  const tokens = tokensOf(rule)
  if (tokens === undefined) return undefined
  let at = 0
  const isNext = (...texts: readonly string[]): boolean => {
    const next = tokens[at]
    return next !== undefined && !next.isQuoted && texts.includes(next.text)
  }
  const accept = (...texts: readonly string[]): boolean => {
    const found = isNext(...texts)
    if (found) at++
    return found
  }
  const literal = (): string | undefined => {
    const next = tokens[at]
    if (next === undefined || (!next.isQuoted && (/^[()[\],]$/.test(next.text) || next.text.startsWith('-')))) return undefined
    at++
    return next.text
  }
  const list = (): string[] | undefined => {
    const values: string[] = []
    while (!isNext(']')) {
      const value = literal()
      if (value === undefined) return undefined
      values.push(value)
      if (!accept(',') && !isNext(']')) return undefined
    }
    at++
    return values
  }
  const test = (): DeviceRule | undefined => {
    const subject = tokens[at++]
    const operator = operators.get(tokens[at++]?.text ?? '')
    if (subject === undefined || subject.isQuoted || !subject.text.startsWith('device.') || operator === undefined) return undefined
    const isList = operator.operator === 'in'
    if (isList && !accept('[')) return undefined
    const single = isList ? undefined : literal()
    const values = isList ? list() : single === undefined ? undefined : [single]
    if (values === undefined) return undefined
    return { kind: 'test', test: { attribute: subject.text.slice('device.'.length), ...operator, values } }
  }
  const one = (depth: number): DeviceRule | undefined => {
    if (depth > MOST_DEPTH) return undefined
    if (accept('-not', 'not')) {
      const part = one(depth + 1)
      return part === undefined ? undefined : { kind: 'not', part }
    }
    if (!accept('(')) return test()
    const inner = any(depth + 1)
    return inner !== undefined && accept(')') ? inner : undefined
  }
  const chain =
    (kind: 'and' | 'or', words: readonly string[], next: (depth: number) => DeviceRule | undefined) =>
    (depth: number): DeviceRule | undefined => {
      const parts: DeviceRule[] = []
      do {
        const part = next(depth)
        if (part === undefined) return undefined
        parts.push(part)
      } while (accept(...words))
      const [only] = parts
      return parts.length === 1 ? only : { kind, parts }
    }
  const all = chain('and', ['-and', 'and'], one)
  const any = chain('or', ['-or', 'or'], all)
  const read = any(0)
  return at === tokens.length ? read : undefined
}

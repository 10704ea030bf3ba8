/**
 * What a decision depends on. An atom is something about a request that was not given, or about a policy that could not be read; its `id` is what it
 * says, so that equal atoms are one.
 */
export interface Atom {
  readonly kind: 'atom'
  readonly id: string
  /** For people, e.g. `aws:sourceip is one of 203.0.113.0/24`. */
  readonly words: string
  /** `unread`: no request settles it; only reading the policy would. */
  readonly about: 'request' | 'unread'
  /** The condition key it is about, lower case: it can hold only if the request has the key. */
  readonly key?: string | undefined
  /** Says only that the request has the key. */
  readonly presence?: true | undefined
  /** Of the atoms with the same word here at most one holds: a key has one value. */
  readonly exclusive?: string | undefined
}

/** A truth that may depend on the request. */
export type Expression =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | Atom
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'all'; readonly of: readonly Expression[] }
  | { readonly kind: 'any'; readonly of: readonly Expression[] }

export const ALWAYS: Expression = { kind: 'always' }
export const NEVER: Expression = { kind: 'never' }

const texts = new WeakMap<Expression, string>()
/** The same for expressions that say the same, whatever the order of their parts. */
const write = (expression: Expression): string => {
  switch (expression.kind) {
    case 'always':
    case 'never':
      return expression.kind
    case 'atom':
      return expression.id
    case 'not':
      return `not(${textOf(expression.of)})`
    default:
      return `${expression.kind}(${expression.of.map(textOf).sort().join(';')})`
  }
}

const textOf = (expression: Expression): string => {
  const known = texts.get(expression) ?? write(expression)
  texts.set(expression, known)
  return known
}

const joined = (kind: 'all' | 'any', parts: readonly Expression[]): Expression => {
  const [neutral, absorbing] = kind === 'all' ? (['always', 'never'] as const) : (['never', 'always'] as const)
  const open: Expression[] = []
  for (const part of parts) {
    if (part.kind === absorbing) return part
    if (part.kind === neutral) continue
    if (part.kind === kind) open.push(...part.of)
    else open.push(part)
  }
  const [only] = open
  if (only === undefined) return kind === 'all' ? ALWAYS : NEVER
  if (open.length === 1) return only
  const kept = new Map(open.map(part => [textOf(part), part]))
  if (kept.size === 1) return only
  return { kind, of: [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part) }
}

/** Whether all of them hold; the order never matters. */
export const allOf = (parts: readonly Expression[]): Expression => joined('all', parts)
/** Whether one of them holds. */
export const anyOf = (parts: readonly Expression[]): Expression => joined('any', parts)
export const not = (of: Expression): Expression =>
  of.kind === 'always' ? NEVER : of.kind === 'never' ? ALWAYS : of.kind === 'not' ? of.of : { kind: 'not', of }

const negative = (atom: Atom): string => (atom.presence ? `the request has no ${atom.key}` : `not (${atom.words})`)

/** An expression in words, e.g. `aws:sourceip is one of 203.0.113.0/24 and not (...)`. */
export const wordsOf = (expression: Expression): string => {
  switch (expression.kind) {
    case 'always':
    case 'never':
      return expression.kind
    case 'atom':
      return expression.words
    case 'not':
      return expression.of.kind === 'atom' ? negative(expression.of) : `not (${wordsOf(expression.of)})`
    default:
      return expression.of
        .map(part => (part.kind === 'all' || part.kind === 'any' ? `(${wordsOf(part)})` : wordsOf(part)))
        .join(expression.kind === 'all' ? ' and ' : ' or ')
  }
}

import type { Certainty } from './management-events.ts'

/** Looks up a field of an event by its path, e.g. `userIdentity.type`. Null: the event has none; undefined: it may have any. */
export type Field = (path: string) => string | null | undefined

interface Token {
  readonly kind: 'path' | 'text' | 'regex' | 'word' | 'sign'
  readonly value: string
}

const TOKEN =
  /\s*(?:(?<path>\$(?:\.[\w-]+|\[\d+\]|\["[^"]+"\])+)|"(?<text>(?:[^"\\]|\\.)*)"|%(?<regex>(?:[^%\\]|\\.)*)%|(?<sign>&&|\|\||!=|<=|>=|[()=<>])|(?<word>[^\s()=!<>&|"%$]+))/y

const tokensOf = (text: string): readonly Token[] | undefined => {
  const found: Token[] = []
  const pattern = new RegExp(TOKEN.source, 'y')
  const end = text.trimEnd().length
  while (pattern.lastIndex < end) {
    const groups = pattern.exec(text)?.groups
    if (groups === undefined) return undefined
    for (const kind of ['path', 'text', 'regex', 'sign', 'word'] as const) {
      const value = groups[kind]
      if (value !== undefined) found.push({ kind, value })
    }
  }
  return found
}

/** Whether an event matches. */
export type Matcher = (field: Field) => Certainty

const not = (certainty: Certainty): Certainty => (certainty === 'unclear' ? 'unclear' : certainty === 'yes' ? 'no' : 'yes')
const sure = (is: boolean): Certainty => (is ? 'yes' : 'no')

const all =
  (matchers: readonly Matcher[]): Matcher =>
  field => {
    const found = matchers.map(match => match(field))
    return found.includes('no') ? 'no' : found.includes('unclear') ? 'unclear' : 'yes'
  }
const any =
  (matchers: readonly Matcher[]): Matcher =>
  field => {
    const found = matchers.map(match => match(field))
    return found.includes('yes') ? 'yes' : found.includes('unclear') ? 'unclear' : 'no'
  }

const pathOf = (token: string): string =>
  token
    .slice(1)
    .replace(/^\./, '')
    .replaceAll(/\["([^"]+)"\]/g, '.$1')

/** An asterisk stands for anything: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
const wild = (text: string, value: string): boolean => {
  const pieces = text.split('*')
  const [head = '', ...rest] = pieces
  if (rest.length === 0) return text === value
  const tail = rest.pop() ?? ''
  if (value.length < head.length + tail.length || !value.startsWith(head) || !value.endsWith(tail)) return false
  let from = head.length
  for (const piece of rest) {
    const found = value.indexOf(piece, from)
    if (found < 0) return false
    from = found + piece.length
  }
  return from <= value.length - tail.length
}

const equals =
  (path: string, wanted: Token): Matcher =>
  field => {
    const value = field(path)
    if (value === undefined) return 'unclear'
    if (value === null) return 'no'
    // Regular expressions are not guessed at.
    return wanted.kind === 'regex' ? 'unclear' : sure(wild(wanted.value, value))
  }

/** CloudWatch does not say whether `!=` holds of a field that is not there: it is left unclear. */
const differs =
  (path: string, wanted: Token): Matcher =>
  field =>
    field(path) === null ? 'unclear' : not(equals(path, wanted)(field))

const existing =
  (path: string, should: boolean): Matcher =>
  field => {
    const value = field(path)
    if (value === undefined) return 'unclear'
    return sure((value !== null) === should)
  }

/** Undefined: the tokens are no expression. */
const parse = (tokens: readonly Token[]): Matcher | undefined => {
  let at = 0
  let isBroken = false
  const broken = (): Matcher => {
    isBroken = true
    return () => 'unclear'
  }
  const take = (): Token => {
    const token = tokens[at]
    at += 1
    return token ?? { kind: 'sign', value: 'the end' }
  }
  const isSign = (value: string): boolean => tokens[at]?.kind === 'sign' && tokens[at]?.value === value
  const keyword = ({ kind, value }: Token): string | undefined => (kind === 'word' ? value.toUpperCase() : undefined)

  const comparison = (path: string): Matcher => {
    const operator = take()
    if (keyword(operator) === 'NOT') return keyword(take()) === 'EXISTS' ? existing(path, false) : broken()
    if (keyword(operator) === 'EXISTS') return existing(path, true)
    const wanted = take()
    if (keyword(operator) === 'IS') {
      const what = keyword(wanted)
      if (what === 'TRUE' || what === 'FALSE') return equals(path, { kind: 'word', value: what.toLowerCase() })
      return what === 'NULL' ? () => 'unclear' : broken()
    }
    if (wanted.kind === 'sign' || wanted.kind === 'path' || operator.kind !== 'sign') return broken()
    if (operator.value === '=') return equals(path, wanted)
    if (operator.value === '!=') return differs(path, wanted)
    return ['<', '>', '<=', '>='].includes(operator.value) ? () => 'unclear' : broken()
  }
  const term = (): Matcher => {
    const first = take()
    if (first.kind === 'path') return comparison(pathOf(first.value))
    if (first.kind !== 'sign' || first.value !== '(') return broken()
    const inner = disjunction()
    return take().value === ')' ? inner : broken()
  }
  const chain = (sign: string, next: () => Matcher, join: (matchers: readonly Matcher[]) => Matcher): Matcher => {
    const found = [next()]
    while (isSign(sign)) {
      at += 1
      found.push(next())
    }
    return join(found)
  }
  const conjunction = (): Matcher => chain('&&', term, all)
  const disjunction = (): Matcher => chain('||', conjunction, any)
  const whole = disjunction()
  return isBroken || at !== tokens.length ? undefined : whole
}

/**
 * What a metric filter matches, by the meaning of its pattern and not by its words. Undefined: it is not understood, as patterns for lines of text and what
 * CloudWatch added since are. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export const parseFilterPattern = (pattern: string): Matcher | undefined => {
  const trimmed = pattern.trim()
  if (trimmed === '') return () => 'yes'
  const inner = /^\{([\s\S]*)\}$/.exec(trimmed)?.[1]
  const tokens = inner === undefined ? undefined : tokensOf(inner)
  return tokens === undefined || tokens.length === 0 ? undefined : parse(tokens)
}

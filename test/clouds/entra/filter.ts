import { isObject, type Json } from './wire.ts'

/** Whether a row passes, and whether Graph would call the filter an advanced query (`ne`, `not`, `endsWith`): https://learn.microsoft.com/graph/aad-advanced-queries */
export interface Filter {
  readonly advanced: boolean
  matches(row: Json): boolean
}

type Test = (row: Json) => boolean
const tokens = /\s*('(?:[^']|'')*'|[(),:]|\d{4}-\d\d-\d\dT[\d:.]+Z|[A-Za-z0-9_.$/-]+)/y

/** Parses the forms of `$filter` that the emulator knows; throws with Graph's words for anything else or for a property that `known` does not have. */
export const parseFilter = (text: string, known: ReadonlySet<string>, type: string): Filter => {
  const invalid = (): Error => new Error(`Invalid filter clause: Syntax error at position ${text.length} in '${text}'.`)
  const words: string[] = []
  tokens.lastIndex = 0
  while (tokens.lastIndex < text.trimEnd().length) {
    const word = tokens.exec(text)?.[1]
    if (word === undefined) throw invalid()
    words.push(word)
  }
  let at = 0
  let advanced = false
  const take = (): string => {
    const word = words[at++]
    if (word === undefined) throw invalid()
    return word
  }
  const expect = (word: string): void => {
    if (take() !== word) throw invalid()
  }
  const value = (): string | number | boolean | null => {
    const word = take()
    if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'")
    if (word === 'null') return null
    if (word === 'true' || word === 'false') return word === 'true'
    if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word)
    if (/^[\da-f]{8}-[\da-f-]{27}$/i.test(word) || /^\d{4}-\d\d-\d\dT/.test(word)) return word
    throw invalid()
  }
  const path = (variable?: string): ((row: Json) => unknown) => {
    const steps = take().split('/')
    if (variable !== undefined) {
      if (steps[0] !== variable) throw invalid()
    } else if (!known.has(steps[0] ?? '')) throw new Error(`Could not find a property named '${steps[0]}' on type 'microsoft.graph.${type}'.`)
    const rest = variable === undefined ? steps : ['value', ...steps.slice(1)]
    return row => rest.reduce<unknown>((from, step) => (isObject(from) ? from[step] : undefined), row)
  }
  const moment = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN)
  const same = (left: unknown, right: unknown): boolean =>
    typeof left === 'string' && typeof right === 'string' ? left.toLowerCase() === right.toLowerCase() : (left ?? null) === right

  const comparison = (variable?: string): Test => {
    const name = words[at]
    if (name === 'startsWith' || name === 'startswith' || name === 'endsWith' || name === 'endswith') {
      at++
      expect('(')
      const left = path(variable)
      expect(',')
      const right = String(value()).toLowerCase()
      expect(')')
      const ends = name.toLowerCase() === 'endswith'
      advanced ||= ends
      return row => {
        const found = String(left(row) ?? '').toLowerCase()
        return ends ? found.endsWith(right) : found.startsWith(right)
      }
    }
    if (name?.endsWith('/any')) {
      words[at] = name.slice(0, -'/any'.length)
      const list = path(variable)
      expect('(')
      const inner = take()
      expect(':')
      const test = either(inner)
      expect(')')
      return row => {
        const found = list(row)
        return Array.isArray(found) && found.some(item => test({ value: item }))
      }
    }
    const left = path(variable)
    const operator = take()
    if (operator === 'in') {
      const values: unknown[] = []
      expect('(')
      do values.push(value())
      while (words[at] === ',' && take() === ',')
      expect(')')
      return row => values.some(one => same(left(row), one))
    }
    const right = value()
    if (operator === 'eq') return row => same(left(row), right)
    if (operator === 'ge') return row => moment(left(row)) >= moment(right)
    if (operator === 'le') return row => moment(left(row)) <= moment(right)
    if (operator === 'ne') {
      advanced = true
      return row => !same(left(row), right)
    }
    throw invalid()
  }
  const single = (variable?: string): Test => {
    if (words[at] === 'not') {
      at++
      advanced = true
      const test = single(variable)
      return row => !test(row)
    }
    if (words[at] !== '(') return comparison(variable)
    at++
    const test = either(variable)
    expect(')')
    return test
  }
  const both = (variable?: string): Test => {
    const tests = [single(variable)]
    while (words[at] === 'and' && take()) tests.push(single(variable))
    return row => tests.every(test => test(row))
  }
  const either = (variable?: string): Test => {
    const tests = [both(variable)]
    while (words[at] === 'or' && take()) tests.push(both(variable))
    return row => tests.some(test => test(row))
  }
  const matches = either()
  if (at !== words.length) throw invalid()
  return { advanced, matches }
}

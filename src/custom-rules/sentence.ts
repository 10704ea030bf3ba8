import type { Expression, Language } from './expression.ts'
import { ExpressionError } from './syntax.ts'

const LONGEST_VALUE = 200
const MOST_ITEMS = 10

const NOT_KNOWN = '(not known)'

const cut = (text: string): string => (text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE).toWellFormed()}…`)

/** What CEL computed, as words of a sentence. Names come from clouds: long ones are cut, and whoever prints them escapes them. */
export const inWords = (value: unknown): string => {
  if (value === undefined) return NOT_KNOWN
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z')
  if (!Array.isArray(value)) return cut(String(value))
  if (value.length === 0) return '(none)'
  const shown = value.slice(0, MOST_ITEMS).map(inWords).join(', ')
  return value.length <= MOST_ITEMS ? shown : `${shown} and ${value.length - MOST_ITEMS} more`
}

/** A text with expressions in braces: `{row.name} was created on {row.createdAt}`. */
export interface Sentence {
  readonly expressions: readonly Expression[]
  /** Never fails: what has no value is said to be not known. */
  words(variables: Readonly<Record<string, unknown>>): string
}

/** Compiles a sentence; `{{` and `}}` are braces. Throws `ExpressionError`. */
export const compileSentence = (language: Language, text: string): Sentence => {
  const parts = [...text.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g)].map(([all, source], index) => {
    if (all === '{{' || all === '}}') return all.charAt(0)
    if (source !== undefined && source.trim() !== '') return language.compile(source, 'words')
    if (/^[{}]/.test(all))
      throw new ExpressionError('a brace stands around an expression, as in `{row.name}`; written twice it is a brace', { start: index, end: index })
    return all
  })
  return {
    expressions: parts.filter(part => typeof part !== 'string'),
    words: variables =>
      parts
        .map(part => {
          if (typeof part === 'string') return part
          const outcome = part.evaluate(variables)
          return 'value' in outcome ? inWords(outcome.value) : NOT_KNOWN
        })
        .join(''),
  }
}

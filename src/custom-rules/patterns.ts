import { RE2JS } from 're2js'
import { type Meter, weightOf } from './meter.ts'

const LONGEST_PATTERN = 512

/** Instructions of a compiled pattern that are tried for one step. */
const INSTRUCTIONS_PER_STEP = 64

/** A pattern that does not compile. */
export class PatternError extends Error {}

/** Patterns of one rule. */
export interface Patterns {
  /** Throws `PatternError`. */
  add(pattern: string): void
  /** Whether the text holds a match, in time linear in its length and in the size of the pattern: a port of RE2, which never goes back. */
  matches(text: string, pattern: string): boolean
}

export const openPatterns = (meter: Meter): Patterns => {
  const compiled = new Map<string, { readonly pattern: RE2JS; readonly cost: number }>()
  return {
    add(text) {
      if (text.length > LONGEST_PATTERN) throw new PatternError(`a pattern may have ${LONGEST_PATTERN} characters`)
      try {
        const pattern = RE2JS.compile(text)
        compiled.set(text, { pattern, cost: 1 + Math.floor(pattern.programSize() / INSTRUCTIONS_PER_STEP) })
      } catch (error) {
        throw new PatternError(error instanceof Error ? error.message : String(error))
      }
    },
    matches(text, pattern) {
      const known = compiled.get(pattern)
      if (known === undefined) throw new PatternError('a pattern is written in the rule')
      meter.use(weightOf(text, false) * known.cost)
      return known.pattern.test(text)
    },
  }
}

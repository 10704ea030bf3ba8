import type { Rule } from '../src/rule.ts'

/** Every rule there is, sorted by recommendation and id. */
export const rules: readonly Rule[] = []

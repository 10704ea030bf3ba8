import type { Condition } from './policy-conditions.ts'

const exactOperators = new Set(['stringequals', 'stringequalsignorecase'])
/** Operators under which `*` and `?` are wildcards. */
export const patternOperators: ReadonlySet<string> = new Set(['stringlike', 'arnequals', 'arnlike'])

/** Whether the condition also holds for a token that lacks the key. `Null: false` on the same key says that it may not. */
export const isOptional = (condition: Condition, all: readonly Condition[]): boolean =>
  (condition.ifExists || condition.qualifier === 'ForAllValues') &&
  !all.some(({ operator, key, values }) => operator === 'null' && key === condition.key && values.every(value => value.toLowerCase() === 'false'))

/** Whether an operator demands one of its values, rather than anything but them, or a date or number. */
export const isComparison = ({ operator }: Condition): boolean => exactOperators.has(operator) || patternOperators.has(operator)

/** Whether a token must have this key, with one of the values. */
export const isDemanded = (condition: Condition, all: readonly Condition[]): boolean => isComparison(condition) && !isOptional(condition, all)

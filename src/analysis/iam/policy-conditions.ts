import { elementsOf, isRecord, stringsOf } from './policy-elements.ts'

/** One operator on one key: all conditions of a statement must hold, and one of the values suffices. */
export interface Condition {
  /** Lower case, without set qualifier and `IfExists`, e.g. `stringlike`. */
  readonly operator: string
  /** As the policy writes it, for people. */
  readonly written: string
  readonly qualifier?: 'ForAnyValue' | 'ForAllValues' | undefined
  readonly ifExists: boolean
  /** Lower case: AWS compares the names of keys without regard to case. */
  readonly key: string
  readonly values: readonly string[]
}

const scalars = (value: unknown): readonly string[] => {
  const texts = stringsOf(value)
  if (texts !== undefined) return texts
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map(one => {
    if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') throw new Error('a condition value is not a text, number or boolean')
    return String(one)
  })
}

const parseOperator = (written: string): Pick<Condition, 'operator' | 'qualifier' | 'ifExists'> => {
  const parts = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(written.toLowerCase())
  if (parts === null) throw new Error('a condition operator cannot be read')
  const qualifier = parts[1] === undefined ? undefined : parts[1] === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue'
  return { operator: parts[2] ?? '', qualifier, ifExists: parts[3] !== undefined }
}

const operators = new Map<string, ReturnType<typeof parseOperator>>()
const MOST_OPERATORS = 200

/** There are few operators, which are read once. */
const readOperator = (written: string): ReturnType<typeof parseOperator> => {
  const known = operators.get(written)
  if (known !== undefined) return known
  const operator = parseOperator(written)
  if (operators.size < MOST_OPERATORS) operators.set(written, operator)
  return operator
}

/**
 * The conditions of a statement, flat. Throws where the block is not operators of keys of values.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const readConditions = (block: unknown): readonly Condition[] => {
  if (block === undefined) return []
  if (!isRecord(block)) throw new Error('its condition is not an object')
  const conditions: Condition[] = []
  for (const written of Object.keys(block)) {
    const keys = block[written]
    if (!isRecord(keys)) throw new Error('a condition operator holds no keys')
    const { operator, qualifier, ifExists } = readOperator(written)
    for (const [key, values] of elementsOf(keys)) conditions.push({ operator, written, qualifier, ifExists, key, values: scalars(values) })
  }
  return conditions
}

import { type Operator, operatorOf } from './condition-operators.ts'
import { ALWAYS, type Atom, allOf, anyOf, type Expression, NEVER, not } from './expression.ts'
import type { Condition } from './policy-conditions.ts'
import { matchesArn, matchesText, type Resolved, resolveValue } from './policy-values.ts'
import type { ContextKeys } from './request-context.ts'

const MOST_SPLIT = 3

/** That the request has a key. */
const present = (key: string): Atom => ({ kind: 'atom', id: `has ${key}`, words: `the request has ${key}`, about: 'request', key, presence: true })

const among = (values: readonly string[]): string => (values.length === 1 ? String(values[0]) : `one of ${[...values].sort().join(', ')}`)

const atom = (key: string, says: string, exclusive?: string): Atom => ({
  kind: 'atom',
  id: `${key} ${says}`,
  words: `${key} ${says}`,
  about: 'request',
  key,
  ...(exclusive === undefined ? {} : { exclusive }),
})

const verbs: Readonly<Record<string, string>> = {
  stringequals: 'is',
  stringequalsignorecase: 'is, in any case,',
  stringlike: 'is like',
  arnlike: 'is like',
  bool: 'is',
  ipaddress: 'is in',
  numericequals: 'is',
  numericlessthan: 'is less than',
  numericlessthanequals: 'is at most',
  numericgreaterthan: 'is more than',
  numericgreaterthanequals: 'is at least',
  dateequals: 'is',
  datelessthan: 'is before',
  datelessthanequals: 'is not after',
  dategreaterthan: 'is after',
  dategreaterthanequals: 'is not before',
}
const verbOf = (name: string): string => verbs[name] ?? `meets ${name}`

const booleans = new Set(['aws:multifactorauthpresent', 'aws:principalisawsservice', 'aws:securetransport', 'aws:viaawsservice'])
/** Keys of services are taken at their word; a Region or a tag may be neither true nor false. */
const isBoolean = (key: string): boolean => !key.startsWith('aws:') || booleans.has(key)

const isAny = (key: string, name: string, values: readonly string[]): boolean =>
  ((name === 'stringlike' || name === 'arnlike') && values.some(value => /^\*+$/.test(value))) ||
  (name === 'bool' && isBoolean(key) && ['true', 'false'].every(wanted => values.some(value => value.toLowerCase() === wanted)))

interface Parts {
  readonly condition: Condition
  readonly operator: Operator
  /** The policy's values that can match at all. */
  readonly values: readonly string[]
}

/** That some value of an open key is one of the policy's. */
const someIs = ({ condition: { key, qualifier }, operator: { name }, values }: Parts): Expression => {
  if (values.length === 0) return NEVER
  if (isAny(key, name, values)) return present(key)
  if (name === 'bool' && !isBoolean(key)) {
    const wanted = [...new Set(values.map(value => value.toLowerCase()))]
    return anyOf(wanted.map(value => atom(key, `is, in any case, ${value}`, qualifier === undefined ? `truth of ${key}` : undefined)))
  }
  if (name === 'bool') {
    const isTrue = atom(key, 'is true')
    return values.some(value => value.toLowerCase() === 'true') ? isTrue : allOf([present(key), not(isTrue)])
  }
  if (name === 'stringequals' && values.length <= MOST_SPLIT)
    return anyOf(values.map(value => atom(key, `is ${value}`, qualifier === undefined ? `value of ${key}` : undefined)))
  return atom(key, `${verbOf(name)} ${among(values)}`)
}

/** That some value of an open key is none of the policy's. */
const someIsNot = ({ condition: { key }, operator: { name }, values }: Parts): Expression =>
  isAny(key, name, values) ? NEVER : atom(key, `has a value that not ${verbOf(name)} ${among(values)}`)

const whenOpen = (parts: Parts): Expression => {
  const {
    condition: { key, qualifier, ifExists },
    operator: { isNegated },
  } = parts
  const isOptional = (holds: Expression): Expression => (ifExists ? anyOf([not(present(key)), holds]) : holds)
  if (qualifier === 'ForAllValues') return not(isNegated ? someIs(parts) : someIsNot(parts))
  if (isNegated) return qualifier === 'ForAnyValue' ? isOptional(someIsNot(parts)) : not(someIs(parts))
  return isOptional(someIs(parts))
}

const whenAbsent = ({ condition: { qualifier, ifExists }, operator }: Parts): boolean =>
  ifExists || qualifier === 'ForAllValues' || (operator.isNegated && qualifier !== 'ForAnyValue')

/** Whether the values of a request meet a condition whose own values are known. */
const whenGiven = ({ condition: { qualifier }, operator, values }: Parts, given: readonly string[]): boolean => {
  const isOne = (one: string): boolean => values.some(value => operator.compare(value, one)) !== operator.isNegated
  // Without a qualifier a key has one value; of several, none may be what a negation forbids.
  const needsAll = qualifier === 'ForAllValues' || (qualifier === undefined && operator.isNegated)
  return needsAll ? given.every(isOne) : given.some(isOne)
}

const ofNull = ({ key, values }: Condition, keys: ContextKeys): Expression => {
  const given = keys(key)
  const isAbsent = given === undefined ? not(present(key)) : given === 'absent' ? ALWAYS : NEVER
  return anyOf(values.map(value => (value.toLowerCase() === 'true' ? isAbsent : value.toLowerCase() === 'false' ? not(isAbsent) : NEVER)))
}

const looseCompare: Readonly<Record<string, Operator['compare']>> = { stringequals: matchesText, stringlike: matchesText, arnlike: matchesArn }

const patternOf = (resolved: Resolved): string | undefined => (resolved.kind === 'known' ? resolved.pattern : undefined)

/** Whether one condition holds: yes, no, or by what of the request. */
const evaluateCondition = (condition: Condition, keys: ContextKeys, hasVariables: boolean): Expression => {
  if (condition.operator === 'null') return ofNull(condition, keys)
  const operator = operatorOf(condition.operator)
  // An operator that AWS may have added: what it asks of the key is open.
  if (operator === undefined) return atom(condition.key, `meets ${condition.written} ${among(condition.values)}`)
  const resolved = condition.values.map(value => resolveValue(value, keys, hasVariables))
  const parts: Parts = { condition, operator, values: resolved.flatMap(value => patternOf(value) ?? []) }
  const given = keys(condition.key)
  if (given === 'absent') return whenAbsent(parts) ? ALWAYS : NEVER
  const isOpen = resolved.some(({ kind }) => kind === 'open')
  if (given === undefined) return whenOpen(isOpen ? { ...parts, values: condition.values } : parts)
  if (!isOpen) return whenGiven(parts, given) ? ALWAYS : NEVER
  const says = atom(condition.key, `${verbOf(operator.name)} ${among(condition.values)}`)
  const open = operator.isNegated ? not(says) : says
  const compare = looseCompare[operator.name]
  if (compare === undefined) return open
  // What does not match with anything in the variables' place does not match; what matches without them does.
  const loose = {
    condition,
    operator: { ...operator, compare },
    values: resolved.flatMap(value => (value.kind === 'open' ? value.loose : (patternOf(value) ?? []))),
  }
  const [narrow, wide] = [whenGiven(parts, given), whenGiven(loose, given)]
  if (narrow === wide) return narrow ? ALWAYS : NEVER
  return open
}

/** Whether all conditions of a statement hold. */
export const evaluateConditions = (conditions: readonly Condition[], keys: ContextKeys, hasVariables: boolean): Expression =>
  conditions.length === 0 ? ALWAYS : allOf(conditions.map(condition => evaluateCondition(condition, keys, hasVariables)))

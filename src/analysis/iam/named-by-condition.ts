import type { AccountPrincipal } from './account-principals.ts'
import type { Condition } from './policy-conditions.ts'
import type { ParsedPolicy, Statement } from './policy-document.ts'
import type { NamedPolicy } from './principal-policies.ts'
import { contextFor, type GivenContext } from './request-context.ts'
import { applies, hasVariables, type Question } from './statement-application.ts'

/** Operators whose values are all that a key may be, or, negated in a Deny, all that is spared. */
const LISTING = new Set(['stringequals', 'stringlike', 'arnequals', 'arnlike'])
const SPARING = new Set(['stringnotequals', 'stringnotlike', 'arnnotequals', 'arnnotlike'])

/** A value of a key, or a pattern of values. */
export interface Named {
  readonly value: string
  readonly isPattern: boolean
}

/**
 * The values that a condition leaves a key of which every request has one value: set qualifiers and IfExists then change nothing. Undefined: a policy
 * variable decides, or the condition is of another kind.
 */
const valuesOf = ({ operator, values }: Condition, operators: ReadonlySet<string>): readonly Named[] | undefined => {
  if (!operators.has(operator) || values.some(value => value.includes('${'))) return undefined
  const honoursWildcards = !/^string(?:not)?equals$/.test(operator)
  return values.map(value => ({ value, isPattern: honoursWildcards && /[*?]/.test(value) }))
}

interface Asked {
  readonly principal: AccountPrincipal
  readonly action: string
  readonly resource: string
  readonly context?: GivenContext | undefined
  /** Lower case. */
  readonly key: string
}

/**
 * Every value that a condition key may have in a request that the policies of a principal allow, as far as their conditions list them: no other value is
 * allowed, these may be. Undefined: they leave it open.
 */
export const namedByConditions = (
  read: (document: string) => ParsedPolicy,
  { principal, action, resource, context, key }: Asked,
): readonly Named[] | undefined => {
  const { identity, boundary, serviceControl } = principal.policies
  const question: Question = { action, resource, keys: contextFor(principal.policies.principal, principal.policies.principal.account, context) }

  const listedByAllows = (policies: readonly NamedPolicy[]): readonly Named[] | undefined => {
    const listed: Named[] = []
    for (const { document } of policies) {
      const policy = document === undefined ? undefined : read(document)
      if (policy?.kind !== 'policy') return undefined
      for (const statement of policy.statements) {
        if (statement.effect !== 'Allow' || applies(statement, question, hasVariables(policy)).kind === 'never') continue
        const values = statement.conditions.flatMap(condition => (condition.key === key ? [valuesOf(condition, LISTING)] : [])).find(one => one !== undefined)
        if (values === undefined) return undefined
        listed.push(...values)
      }
    }
    return listed
  }

  /** What a Deny spares that holds for everything else. */
  const spared = (statement: Statement, variables: boolean): readonly Named[] | undefined => {
    if (statement.effect !== 'Deny') return undefined
    const [about, others] = [statement.conditions.filter(condition => condition.key === key), statement.conditions.filter(condition => condition.key !== key)]
    const [only] = about
    if (only === undefined || about.length > 1 || applies({ ...statement, conditions: others }, question, variables).kind !== 'always') return undefined
    return valuesOf(only, SPARING)
  }
  const sparedByDenies = (policies: readonly NamedPolicy[]): readonly Named[] | undefined => {
    for (const { document } of policies) {
      const policy = document === undefined ? undefined : read(document)
      if (policy?.kind !== 'policy') continue
      for (const statement of policy.statements) {
        const values = spared(statement, hasVariables(policy))
        if (values !== undefined) return values
      }
    }
    return undefined
  }

  const levels = typeof serviceControl === 'string' || principal.isServiceLinked ? [] : serviceControl
  const held = boundary === undefined ? [] : [boundary]
  return listedByAllows(identity) ?? (boundary === undefined ? undefined : listedByAllows(held)) ?? sparedByDenies([...identity, ...held, ...levels.flat()])
}

import { patternOperators } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import type { Statement } from './policy-document.ts'
import { isActionOfService, servicePrefixes } from './service-prefixes.ts'
import { coversAllActions, coversAllResources } from './statement-scope.ts'
import { coversAll, readValue } from './wildcards.ts'

/** Whether a Deny takes something away: it does, it says nothing that could, or the text cannot tell. */
export type Bite = 'bites' | 'never' | 'undecided'

/** Keys that every request has. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const alwaysPresent = new Set(['aws:principalarn', 'aws:principalaccount', 'aws:principaltype', 'aws:currenttime', 'aws:epochtime', 'aws:securetransport'])
/** Of members these are always the same, and service control policies bind no service principals: whether such a condition ever holds is not on the page. */
const fixedForMembers = new Set(['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalisawsservice', 'aws:principalservicename'])
const isKey = (key: string): boolean => /^aws:[a-z]/.test(key) || servicePrefixes.has(key.split(':', 1)[0] ?? '')

const isExact = (operator: string): boolean => /^string(?:not)?equals/.test(operator)

/** Whether a condition may never hold, by its text alone. */
const mayNeverHold = ({ operator, key, values, ifExists }: Condition, all: readonly Condition[]): boolean => {
  if (key === 'aws:principalisawsservice' && operator === 'bool' && values.every(value => value.toLowerCase() === 'false')) return false
  if (!isKey(key) || fixedForMembers.has(key) || values.length === 0) return true
  if (operator.startsWith('date') || key === 'aws:epochtime') return true
  if (operator === 'null') return values.every(value => value.toLowerCase() === 'true') && alwaysPresent.has(key)
  const negated = operator.includes('not')
  const read = values.map(value => readValue(value, patternOperators.has(operator) || /^(?:stringnotlike|arnnot)/.test(operator)))
  if (negated) return read.some(({ pattern, variable }) => coversAll(pattern) && !variable) || values.some(value => value === '0.0.0.0/0')
  // Under an exact operator a star is a star, which hardly any value holds.
  if (isExact(operator) && values.every(value => value.includes('*'))) return true
  return all.some(other => {
    if (other.key !== key) return false
    if (other.operator === 'null') return !ifExists && other.values.every(value => value.toLowerCase() === 'true')
    return isExact(operator) && operator === other.operator && !other.values.some(value => values.includes(value))
  })
}

/**
 * Whether a Deny statement of a service control policy can take anything away. `undecided`: its actions belong to no service that is known, or its
 * conditions may never hold.
 */
export const biteOf = ({ actions, resources, conditions }: Statement): Bite => {
  if (actions.not && actions.values.some(coversAllActions)) return 'never'
  if (resources?.not === true && resources.values.some(coversAllResources)) return 'never'
  if (!actions.not && !actions.values.some(value => coversAllActions(value) || isActionOfService(value))) return 'undecided'
  if (resources !== undefined && !resources.not && !resources.values.some(value => coversAllResources(value) || /^arn:/.test(value))) return 'undecided'
  return conditions.some(condition => mayNeverHold(condition, conditions)) ? 'undecided' : 'bites'
}

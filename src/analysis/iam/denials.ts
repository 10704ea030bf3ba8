import { mayBeOn } from './action-resources.ts'
import { patternOperators } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import type { Statement } from './policy-document.ts'
import { isActionOfService, servicePrefixes } from './service-prefixes.ts'
import { coversAllActions, coversAllResources } from './statement-scope.ts'
import { coversNearlyAll, matchesPattern, readValue } from './wildcards.ts'

/** Whether a Deny takes something away: it does, it says nothing that could, or the text cannot tell. */
export type Bite = 'bites' | 'never' | 'undecided'

/** Keys that every request has. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const alwaysPresent = new Set(['aws:principalarn', 'aws:principalaccount', 'aws:principaltype', 'aws:currenttime', 'aws:epochtime', 'aws:securetransport'])
/** Of members these are always the same, and service control policies bind no service principals: whether such a condition ever holds is not on the page. */
const fixedForMembers = new Set(['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalisawsservice', 'aws:principalservicename'])
const isKey = (key: string): boolean => /^aws:[a-z]/.test(key) || servicePrefixes.has(key.split(':', 1)[0] ?? '')

const isTruth = (value: string): boolean => /^(?:true|false)$/i.test(value)

/** One Region of each beginning and more, of the partitions that are open to all, of China and of GovCloud. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const someRegions =
  'us-east-1 us-west-2 ca-central-1 mx-central-1 sa-east-1 eu-central-1 eu-west-1 eu-north-1 eu-south-1 af-south-1 me-south-1 me-central-1 il-central-1 ap-east-1 ap-south-1 ap-northeast-1 ap-southeast-1 cn-north-1 us-gov-west-1'.split(
    ' ',
  )
/** As Regions are written, with wildcards or without. */
const mayBeRegion = (value: string): boolean => /[*?$]/.test(value) || /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d+$/i.test(value)

const isExact = (operator: string): boolean => /^string(?:not)?equals/.test(operator)

/** Whether a condition may never hold, by its text alone. */
const mayNeverHold = ({ operator, key, values, ifExists }: Condition, all: readonly Condition[]): boolean => {
  if (key === 'aws:principalisawsservice' && operator === 'bool' && values.every(value => value.toLowerCase() === 'false')) return false
  if (!isKey(key) || fixedForMembers.has(key) || values.length === 0) return true
  if (operator.startsWith('date') || key === 'aws:epochtime') return true
  if ((operator === 'bool' || operator === 'null') && !values.some(isTruth)) return true
  if (operator === 'null') return values.every(value => value.toLowerCase() === 'true') && alwaysPresent.has(key)
  const negated = operator.includes('not')
  const read = values.map(value => readValue(value, patternOperators.has(operator) || /^(?:stringnotlike|arnnot)/.test(operator)))
  if (negated) {
    if (key === 'aws:requestedregion' && someRegions.every(region => read.some(({ pattern }) => matchesPattern(pattern, region)))) return true
    return read.some(({ pattern, variable }) => coversNearlyAll(pattern) && !variable) || values.some(value => value === '0.0.0.0/0')
  }
  if (key === 'aws:requestedregion' && !values.some(mayBeRegion)) return true
  // Under an exact operator a star is a star, which hardly any value holds.
  if (isExact(operator) && values.every(value => value.includes('*'))) return true
  return all.some(other => {
    if (other.key !== key) return false
    if (other.operator === 'null') return !ifExists && other.values.every(value => value.toLowerCase() === 'true')
    return isExact(operator) && operator === other.operator && !other.values.some(value => values.includes(value))
  })
}

/** Services whose actions are also on resources that bear another service's name. https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const alsoOn = new Map<string, readonly string[]>([
  ['sts', ['iam']],
  ['ssm', ['ec2']],
  ['servicecatalog', ['catalog']],
])

/** The service in an ARN, which may be a pattern. */
const serviceOf = (arn: string): string => (arn.split(':')[2] ?? '*').toLowerCase()
/** Whether an ARN leaves nothing out of its service. */
const isAllOfService = (arn: string): boolean => /^[*:]*$/.test(arn.split(':').slice(3).join(':'))

/** Whether an action can surely be on some of what a statement names: most actions are on resources of their own service alone, and of some kinds only. */
const meets = ({ actions, resources }: Statement): boolean => {
  if (resources === undefined) return true
  if (!resources.not && resources.values.some(coversAllResources)) return true
  const arns = resources.values
    .filter(value => /^arn:/.test(value))
    .map(arn => ({ arn: arn.toLowerCase(), service: serviceOf(arn), isAll: isAllOfService(arn) }))
  const isOn = (service: string, name = '*'): boolean => {
    const services = [service, ...(alsoOn.get(service) ?? [])]
    if (resources.not) return !arns.some(arn => arn.isAll && matchesPattern(arn.service, service))
    return arns.some(arn => services.some(one => matchesPattern(arn.service, one) && (one !== service || mayBeOn(service, name, arn.arn))))
  }
  const named = actions.values.map(value => value.toLowerCase())
  if (actions.not) return [...servicePrefixes].some(service => isOn(service) && !named.some(value => matchesPattern(value, `${service}:x`)))
  return named
    .filter(value => isActionOfService(value) || coversAllActions(value))
    .some(value => {
      const [pattern = '', name] = value.split(':')
      return /[*?]/.test(pattern) ? [...servicePrefixes].some(service => matchesPattern(pattern, service) && isOn(service, name)) : isOn(pattern, name)
    })
}

/**
 * Whether a Deny statement of a service control policy can take anything away. `undecided`: its actions belong to no service that is known, or to
 * another than its resources, or its conditions may never hold.
 */
export const biteOf = (statement: Statement): Bite => {
  const { actions, resources, conditions } = statement
  if (actions.not && actions.values.some(coversAllActions)) return 'never'
  if (resources?.not === true && resources.values.some(coversAllResources)) return 'never'
  if (!actions.not && !actions.values.some(value => coversAllActions(value) || isActionOfService(value))) return 'undecided'
  if (resources !== undefined && !resources.not && !resources.values.some(value => coversAllResources(value) || /^arn:/.test(value))) return 'undecided'
  if (!meets(statement)) return 'undecided'
  return conditions.some(condition => mayNeverHold(condition, conditions)) ? 'undecided' : 'bites'
}

import { callerKeys } from './caller-keys.ts'
import { isDemanded } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import { isAboutTime } from './policy-dates.ts'
import { readValue } from './wildcards.ts'

/** A condition on the request, not on the token, that narrows who gets in without telling the issuer's customers apart. */
export interface RequestLimit {
  /** For people, e.g. `IpAddress aws:sourceip = 203.0.113.0/24`. */
  readonly words: string
  /** Whether it keeps most strangers out now; a day on which the trust will end does not. */
  readonly keepsOut: boolean
}

/** The end of a sentence about who gets in; empty where nothing limits them. */
export const asFarAs = (limits: readonly RequestLimit[], whom: 'it' | 'them'): string =>
  limits.length === 0 ? '' : `, as far as ${limits.map(({ words }) => words).join(' and ')} lets ${whom}`

const addresses = new Set(['aws:sourceip', 'aws:vpcsourceip'])
const networks = new Set(['aws:sourcevpc', 'aws:sourcevpce', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths'])

/** Keys that whoever holds a token of the issuer meets or chooses. */
const open =
  /^(?:aws:(?:securetransport|requestedregion|useragent|referer|viaawsservice|calledvia.*|principalisawsservice|federatedprovider|resourceaccount|resourceorgid|resourceorgpaths|resourcetag\/.*)|sts:(?:rolesessionname|durationseconds))$/

const isNetwork = (condition: Condition, all: readonly Condition[]): boolean => {
  const isMet = addresses.has(condition.key)
    ? condition.operator === 'ipaddress' && !condition.ifExists
    : networks.has(condition.key) && isDemanded(condition, all)
  const reach = callerKeys.get(addresses.has(condition.key) ? 'aws:sourceip' : condition.key)?.reach
  return isMet && reach !== undefined && condition.values.every(value => reach(readValue(value, true)) === 'narrow')
}

/** The limits among the conditions of a statement. */
export const requestLimits = (conditions: readonly Condition[]): readonly RequestLimit[] =>
  conditions.flatMap(condition => {
    const keepsOut = isAboutTime(condition) ? !/^(?:date|numeric)lessthan/.test(condition.operator) : isNetwork(condition, conditions)
    return keepsOut || isAboutTime(condition) ? [{ words: `${condition.written} ${condition.key} = ${condition.values.join(', ')}`, keepsOut }] : []
  })

const restricting = /^(?:bool|binaryequals|numeric(?!not)|date(?!not))/

/**
 * Whether a condition on AWS's own keys may leave nobody: of properties of a signed caller, such as `aws:PrincipalArn`, AWS does not say whether a request
 * with a web identity token has them. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const mayShutOut = (condition: Condition, all: readonly Condition[]): boolean => {
  const { key, operator, values, ifExists, qualifier } = condition
  if (!/^(?:aws|sts):/.test(key) || open.test(key) || isAboutTime(condition) || addresses.has(key) || networks.has(key)) return false
  if (operator === 'null') return values.every(value => value.toLowerCase() === 'false')
  return isDemanded(condition, all) || (restricting.test(operator) && !ifExists && qualifier !== 'ForAllValues')
}

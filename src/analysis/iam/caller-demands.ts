import { callerKeys, isOpenToAnyone, type Outsider, type Reach } from './caller-keys.ts'
import { turnedRound } from './claim-demands.ts'
import { isComparison, isDemanded, patternOperators } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import { isAboutTime } from './policy-dates.ts'
import type { Statement } from './policy-document.ts'
import { readValue } from './wildcards.ts'

/** How far conditions narrow a trust in everyone, from the weakest. */
export const narrowings = ['open', 'undecided', 'narrow'] as const
type Narrowing = (typeof narrowings)[number]

/** What conditions demand of whoever calls `sts:AssumeRole`. */
export interface CallerDemand {
  readonly narrowing: Narrowing
  /** Why, as a clause. */
  readonly because: string
  /** The accounts or organizations that the caller must be of; absent: not said. */
  readonly outsiders?: readonly Outsider[] | undefined
}

/**
 * Whether a call comes from one of AWS's services by itself, which only the services decide; every request says it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
 */
const isService = ({ key, operator, values }: Condition, said: 'true' | 'false'): boolean =>
  key === 'aws:principalisawsservice' && operator === 'bool' && values.length > 0 && values.every(value => value.toLowerCase() === said)
const SERVICES_ONLY: CallerDemand = { narrowing: 'narrow', because: "only AWS's own services get in" }

const narrowingOf: Readonly<Record<Reach, Narrowing>> = { wide: 'open', unclear: 'undecided', narrow: 'narrow' }

const demandOf = (condition: Condition, all: readonly Condition[]): CallerDemand => {
  const { key, values, written } = condition
  const caller = callerKeys.get(key)
  if (caller === undefined) {
    if (isOpenToAnyone(key)) return { narrowing: 'open', because: `anyone can meet a condition on ${key}` }
    if (isService(condition, 'true')) return SERVICES_ONLY
    // The callers that are people and programs, which leaves out only AWS's own services.
    if (isService(condition, 'false')) return { narrowing: 'open', because: `anyone can meet a condition on ${key}` }
    // Of the conditions on time that `policyAt` leaves, those with an end hold now.
    if (isAboutTime(condition) && /^(?:date|numeric)lessthan/.test(condition.operator))
      return { narrowing: 'open', because: `${written} on ${key} lets everyone in until that day` }
    return { narrowing: 'undecided', because: `whether ${key} keeps strangers out cannot be told from the policy` }
  }
  if (caller.isOfServices && condition.operator === 'null' && values.every(value => value.toLowerCase() === 'false'))
    return { narrowing: 'undecided', because: `whether strangers can have a service of AWS’s call with any ${key} cannot be told from the policy` }
  const isMet = condition.operator === 'ipaddress' ? !condition.ifExists : isDemanded(condition, all) || (caller.isAlwaysPresent && isComparison(condition))
  if (!isMet) return { narrowing: 'open', because: `${written} on ${key} lets in callers who have none of its values` }
  const read = values.map(value => readValue(value, patternOperators.has(condition.operator)))
  const reaches = read.map(value => caller.reach(value))
  const weakest = reaches.indexOf('wide') >= 0 ? reaches.indexOf('wide') : reaches.indexOf('unclear')
  if (weakest >= 0) return { narrowing: narrowingOf[reaches[weakest] ?? 'unclear'], because: `${key} may be "${values[weakest]}"` }
  const named = read.map(value => caller.names?.(value))
  const outsiders = named.filter(one => one !== undefined)
  return { narrowing: 'narrow', because: `it demands ${key}`, ...(outsiders.length === named.length && outsiders.length > 0 ? { outsiders } : {}) }
}

const rank = ({ narrowing, outsiders }: CallerDemand): number => narrowings.indexOf(narrowing) * 2 + (outsiders === undefined ? 0 : 1)
/** Organizations come first, so that the order of conditions does not matter. */
const orderOf = ({ outsiders = [], because }: CallerDemand): string =>
  [...outsiders.map(({ kind, id }) => `${kind === 'organization' ? 0 : 1}${id}`).sort(), because].join(' ')
const strongest = (a: CallerDemand, b: CallerDemand): CallerDemand => {
  if (rank(a) !== rank(b)) return rank(b) > rank(a) ? b : a
  return orderOf(b) < orderOf(a) ? b : a
}

/** Services of AWS's are let through so that they can work; a stranger is not one of them. The other way round it is the strangers who are spared. */
const sparesServices = ({ key, operator, values }: Condition): boolean =>
  (key === 'aws:principalisawsservice' || key === 'aws:viaawsservice') && operator === 'bool' && values.every(value => value.toLowerCase() === 'false')

/** What those have who escape a Deny: one of its conditions does not hold for them, so the weakest counts. */
const demandOfDeny = ({ conditions }: Statement): CallerDemand => {
  const others = conditions.filter(condition => !sparesServices(condition))
  if (others.length === 0) {
    if (conditions.every(condition => isService(condition, 'false'))) return SERVICES_ONLY
    return { narrowing: 'undecided', because: 'whether strangers can have a service of AWS’s call for them cannot be told from the policy' }
  }
  const ways = others.map((condition): CallerDemand => {
    const turned = turnedRound(condition)
    if (turned !== undefined) return demandOf(turned, [turned])
    const isKnown = condition.key === 'aws:principalisawsservice' || callerKeys.has(condition.key) || isOpenToAnyone(condition.key)
    return { narrowing: isKnown ? 'open' : 'undecided', because: `a Deny on ${condition.key} leaves out some callers only` }
  })
  const weakest = ways.reduce((a, b) => (rank(b) < rank(a) ? b : a))
  const outsiders = ways.flatMap(way => way.outsiders ?? [])
  return ways.every(way => way.outsiders !== undefined) ? { ...weakest, outsiders } : { ...weakest, outsiders: undefined }
}

/**
 * What an Allow statement and the Deny statements beside it demand of a caller. The conditions of an Allow all hold at once, so the strongest decides;
 * whoever gets past every Deny gets in.
 */
export const callerDemand = (conditions: readonly Condition[], denies: readonly Statement[]): CallerDemand => {
  const none: CallerDemand = { narrowing: 'open', because: conditions.length === 0 ? 'it has no condition' : 'none of its conditions keeps strangers out' }
  const demands = [...conditions.map(condition => demandOf(condition, conditions)), ...denies.map(demandOfDeny)]
  const wide = demands.find(({ narrowing }) => narrowing === 'open')
  return demands.reduce(strongest, wide ?? none)
}

import type { Condition } from './policy-conditions.ts'
import type { PolicyDocument, Statement } from './policy-document.ts'

/** Keys that hold the time of the request. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime */
const clocks = new Set(['aws:currenttime', 'aws:epochtime'])

/** Whether a condition is about the time of the request. */
export const isAboutTime = ({ key }: Condition): boolean => clocks.has(key)

/** Whether what a policy says depends on the time. */
export const isDated = ({ statements }: PolicyDocument): boolean => statements.some(({ conditions }) => conditions.some(isAboutTime))

/** From now on, never again, now but not for ever, not yet, or the text cannot tell. */
type Truth = 'always' | 'never' | 'for-now' | 'later' | 'unclear'

/** ISO 8601, or seconds since 1970. Four digits may be a year or seconds, so that they tell nothing. */
const instantOf = (written: string): number => {
  if (/^\d{4}$/.test(written)) return Number.NaN
  return /^\d+(?:\.\d+)?$/.test(written) ? Number(written) * 1000 : Date.parse(written)
}

const truthAt = ({ operator, values }: Condition, now: number): Truth => {
  const instants = values.map(instantOf)
  if (instants.length === 0 || instants.some(Number.isNaN)) return 'unclear'
  if (/^(?:date|numeric)lessthan/.test(operator)) return now < Math.max(...instants) ? 'for-now' : 'never'
  if (/^(?:date|numeric)greaterthan/.test(operator)) return now > Math.min(...instants) ? 'always' : 'later'
  return 'unclear'
}

const statementAt = (statement: Statement, now: number): readonly Statement[] => {
  const truths = new Map(statement.conditions.filter(isAboutTime).map(condition => [condition, truthAt(condition, now)]))
  const told = [...truths.values()]
  const isAllow = statement.effect === 'Allow'
  // What a Deny may forbid one day it does not forbid now; what an Allow may let in one day is kept, and its condition with it.
  if (told.includes('never') || (!isAllow && told.includes('later'))) return []
  const holds = (truth: Truth | undefined): boolean => truth === 'always' || (!isAllow && truth === 'for-now')
  return [{ ...statement, conditions: statement.conditions.filter(condition => !holds(truths.get(condition))) }]
}

/** What a policy says at a time: without statements whose time is over, and without conditions on time that hold from then on. */
export const policyAt = (policy: PolicyDocument, now: Date): PolicyDocument =>
  isDated(policy) ? { ...policy, statements: policy.statements.flatMap(statement => statementAt(statement, now.getTime())) } : policy

import { isComparison, patternOperators } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import { matchesPattern, readValue } from './wildcards.ts'

/** What every signed request of an IAM user says of its caller. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const factsOf = (arn: string): ReadonlyMap<string, string> =>
  new Map([
    ['aws:principalarn', arn],
    ['aws:principalaccount', arn.split(':')[4] ?? ''],
    ['aws:principaltype', 'User'],
  ])

/** Whether conditions let an IAM user of this ARN through, as far as they speak of its ARN, its account or its kind; what else they demand is not weighed. */
export const letsUserThrough = (conditions: readonly Condition[], arn: string): boolean => {
  const facts = factsOf(arn)
  return conditions.every(condition => {
    const fact = facts.get(condition.key)
    if (fact === undefined || !isComparison(condition)) return true
    return condition.values.some(value => matchesPattern(readValue(value, patternOperators.has(condition.operator)).pattern, fact))
  })
}

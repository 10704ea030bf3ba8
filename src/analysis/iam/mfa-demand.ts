import type { Condition } from './policy-conditions.ts'
import type { PolicyDocument } from './policy-document.ts'
import { coversAction } from './policy-document.ts'
import type { TrustedParty } from './trusted-parties.ts'

/** What a trust demands of the caller's MFA: a recent one, any, or none. */
export type MfaDemand = 'recent' | 'any' | 'none'

const PRESENT = 'aws:multifactorauthpresent'
const AGE = 'aws:multifactorauthage'

/** Seconds: longer no session lasts that knows of MFA. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
const LONGEST = 129_600
const isYoung = ({ key, operator, values }: Condition): boolean =>
  key === AGE && /^numericlessthan/.test(operator) && values.every(value => !(Number(value) >= LONGEST))

const says = ({ values }: Condition, word: string): boolean => values.length > 0 && values.every(value => value.toLowerCase() === word)

/** Long-lived keys bring neither of the two keys, so that a condition demands MFA only if it fails without them. */
const demandedBy = (conditions: readonly Condition[]): MfaDemand => {
  const strict = conditions.filter(({ ifExists, qualifier }) => !ifExists && qualifier !== 'ForAllValues')
  if (strict.some(isYoung)) return 'recent'
  const isPresent = strict.some(
    condition =>
      (condition.key === PRESENT && /^(?:bool|stringequals(?:ignorecase)?)$/.test(condition.operator) && says(condition, 'true')) ||
      (condition.key === AGE && ((condition.operator === 'null' && says(condition, 'false')) || /^numericlessthan/.test(condition.operator))),
  )
  // With the age at hand, a condition that is skipped without it is not skipped.
  if (isPresent && conditions.some(isYoung)) return 'recent'
  return isPresent ? 'any' : 'none'
}

const isForAll = ({ principals }: PolicyDocument['statements'][number]): boolean =>
  principals?.not !== true && (principals?.list ?? []).some(({ value }) => value === '*')

/** What the Deny statements of a trust policy that everyone meets demand: those that shut out whoever has no MFA. */
const demandedByDenies = ({ statements }: PolicyDocument): MfaDemand => {
  const shutsOut = statements
    .filter(statement => statement.effect === 'Deny' && coversAction(statement, 'sts:AssumeRole') && isForAll(statement) && statement.conditions.length === 1)
    .flatMap(({ conditions }) => conditions)
  if (shutsOut.some(({ key, operator, ifExists }) => key === AGE && /^numericgreaterthan/.test(operator) && ifExists)) return 'recent'
  const withoutMfa = shutsOut.some(
    condition =>
      (condition.key === PRESENT && condition.operator === 'bool' && condition.ifExists && says(condition, 'false')) ||
      (condition.key === AGE && condition.operator === 'null' && says(condition, 'true')),
  )
  if (!withoutMfa) return 'none'
  return shutsOut.some(({ key, operator }) => key === AGE && /^numericgreaterthan/.test(operator)) ? 'recent' : 'any'
}

/**
 * What a role's trust policy demands of the MFA of a party that it lets in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export const mfaDemand = (policy: PolicyDocument, { statement: { conditions } }: TrustedParty): MfaDemand => {
  const both = [demandedBy(conditions), demandedByDenies(policy)]
  if (both.includes('recent')) return 'recent'
  if (!both.includes('any')) return 'none'
  // A Deny of old MFA and an Allow of any together demand a recent one.
  const isOldShutOut = policy.statements.some(
    deny =>
      deny.effect === 'Deny' &&
      isForAll(deny) &&
      deny.conditions.length === 1 &&
      deny.conditions.some(({ key, operator }) => key === AGE && /^numericgreaterthan/.test(operator)),
  )
  return isOldShutOut ? 'recent' : 'any'
}

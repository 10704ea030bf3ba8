import { turnedRound } from '../../analysis/iam/claim-demands.ts'
import { isComparison, patternOperators } from '../../analysis/iam/demanded-conditions.ts'
import type { Condition } from '../../analysis/iam/policy-conditions.ts'
import { coversAction, parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import { matchesText } from '../../analysis/iam/policy-values.ts'
import type { IamRole } from '../../datasets/aws/iam.ts'

/** `perhaps`: that cannot be told. */
type Answer = 'yes' | 'no' | 'perhaps'

const all = (answers: readonly Answer[]): Answer => (answers.includes('no') ? 'no' : answers.includes('perhaps') ? 'perhaps' : 'yes')
const opposite: Readonly<Record<Answer, Answer>> = { yes: 'no', no: 'yes', perhaps: 'perhaps' }

/** Whether a token for an audience meets a condition on it. Every token has one audience, so that set qualifiers and IfExists change nothing. */
const meets = (condition: Condition, audience: string): Answer => {
  const { operator, values } = condition
  if (values.some(value => value.includes('${'))) return 'perhaps'
  if (operator === 'null') return values.every(value => value.toLowerCase() === 'false') ? 'yes' : 'perhaps'
  const turned = turnedRound(condition)
  if (turned !== undefined) return opposite[meets(turned, audience)]
  if (!isComparison(condition)) return 'perhaps'
  const isOne = (value: string): boolean =>
    patternOperators.has(operator)
      ? matchesText(value, audience)
      : operator === 'stringequalsignorecase'
        ? value.toLowerCase() === audience.toLowerCase()
        : value === audience
  return values.some(isOne) ? 'yes' : 'no'
}

const isAbout = (provider: string): ((condition: Condition) => boolean) => {
  const keys = [`${provider}:aud`, `${provider}/:aud`]
  return ({ key }) => keys.includes(key)
}

/** Whether a Deny of the trust policy takes tokens for an audience away from all who come by the provider. */
const denies = ({ conditions, principals }: Statement, provider: string, audience: string): Answer => {
  const about = conditions.filter(isAbout(provider))
  // What says nothing of audiences is weighed with the rest of the trust.
  if (about.length === 0) return 'no'
  const isForAll = principals?.not === false && principals.list.some(({ value }) => value === '*' || value.toLowerCase().replace(/\/$/, '').endsWith(provider))
  const answer = all(about.map(condition => meets(condition, audience)))
  return answer === 'yes' && (!isForAll || about.length < conditions.length) ? 'perhaps' : answer
}

/**
 * The audiences for which tokens open a role: `surely` by the statement that demands least, `perhaps` by any. IAM turns away tokens for audiences that the
 * provider does not list, whatever the trust policy says: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export const audiencesLetIn = (
  role: IamRole | undefined,
  provider: string,
  weakest: Statement,
  accepted: readonly string[],
): { readonly surely: readonly string[]; readonly perhaps: readonly string[] } => {
  const policy = role === undefined ? undefined : parsePolicy(role.trustPolicy)
  const speaking = policy?.kind === 'policy' ? policy.statements.filter(each => coversAction(each, 'sts:AssumeRoleWithWebIdentity')) : [weakest]
  const denying = speaking.filter(({ effect }) => effect === 'Deny')
  const letsIn = ({ conditions }: Statement, audience: string): Answer =>
    all([
      ...conditions.filter(isAbout(provider)).map(condition => meets(condition, audience)),
      ...denying.map(statement => opposite[denies(statement, provider, audience)]),
    ])
  return {
    surely: accepted.filter(audience => letsIn(weakest, audience) === 'yes'),
    perhaps: accepted.filter(audience => speaking.some(each => each.effect === 'Allow' && letsIn(each, audience) !== 'no')),
  }
}

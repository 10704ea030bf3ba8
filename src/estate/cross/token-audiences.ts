import { isDemanded, patternOperators } from '../../analysis/iam/demanded-conditions.ts'
import { coversAction, parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import type { IamRole } from '../../datasets/aws/iam.ts'

/** What a statement demands of the audience; undefined: nothing that can be told. */
const demandedBy = ({ conditions }: Statement, provider: string): readonly string[] | undefined => {
  const keys = [`${provider}:aud`, `${provider}/:aud`]
  const condition = conditions.find(each => keys.includes(each.key) && isDemanded(each, conditions))
  if (condition === undefined) return undefined
  const isPattern = condition.values.some(value => value.includes('${') || (patternOperators.has(condition.operator) && /[*?]/.test(value)))
  return isPattern ? undefined : condition.values
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
  const of = (statement: Statement): readonly string[] => {
    const demanded = demandedBy(statement, provider)
    return demanded === undefined ? accepted : accepted.filter(audience => demanded.includes(audience))
  }
  const policy = role === undefined ? undefined : parsePolicy(role.trustPolicy)
  const allows =
    policy?.kind === 'policy' ? policy.statements.filter(each => each.effect === 'Allow' && coversAction(each, 'sts:AssumeRoleWithWebIdentity')) : [weakest]
  return { surely: of(weakest), perhaps: [...new Set(allows.flatMap(of))] }
}

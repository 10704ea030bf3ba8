import { isComparison } from '../../analysis/iam/demanded-conditions.ts'
import { coversAction, parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import { allowsOfEverything } from '../../analysis/iam/statement-scope.ts'
import { saysSomething } from '../../analysis/iam/trusted-parties.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** Who may get tokens of the account's own issuer, for services outside. */
export interface TokenMinters {
  /** Names of users, groups and roles that may name any audience, with the policy that says so. */
  readonly forAnyAudience: readonly string[]
  /** Names of those with a policy that could not be read. */
  readonly undecided: readonly string[]
}

const MINT = 'sts:GetWebIdentityToken'

/** Every request has the key, with all audiences of the token: one of them that is allowed does not make the others so. */
const namesAudience = ({ conditions }: Statement): boolean =>
  conditions.some(
    condition => condition.key === 'sts:identitytokenaudience' && isComparison(condition) && condition.qualifier !== 'ForAnyValue' && saysSomething(condition),
  )

/**
 * Users, groups and roles with a statement that allows `sts:GetWebIdentityToken` for any audience. Those who may do everything are left out, as are
 * Deny statements, boundaries and organization policies, which could only take away. People come by roles of IAM Identity Center, which count; of roles that
 * AWS made, those of services alone are left out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_policies.html
 */
export const tokenMinters = defineView({
  name: 'token-minters',
  per: 'aws-account',
  needs: { iamUsers, iamGroups, iamRoles, iamPolicies },
  build({ iamUsers, iamGroups, iamRoles, iamPolicies }): TokenMinters {
    const judge = (document: string | undefined): 'any' | 'no' | 'unread' => {
      const policy = document === undefined ? undefined : parsePolicy(document)
      if (policy?.kind !== 'policy') return 'unread'
      const everything = new Set(allowsOfEverything(policy))
      const mints = policy.statements.filter(statement => statement.effect === 'Allow' && !everything.has(statement) && coversAction(statement, MINT))
      return mints.some(statement => !namesAudience(statement)) ? 'any' : 'no'
    }
    const managed = new Map([...iamPolicies].map(({ arn, document }) => [arn, judge(document)]))
    const holders = [
      ...[...iamUsers].map(user => ({ ...user, kind: 'user' })),
      ...[...iamGroups].map(group => ({ ...group, kind: 'group' })),
      ...[...iamRoles].filter(({ path }) => !path.startsWith('/aws-service-role/')).map(role => ({ ...role, kind: 'role' })),
    ]
    const held = holders.flatMap(({ kind, name, attachedPolicies, inlinePolicies }) =>
      [
        ...attachedPolicies.map(policy => ({ policy: policy.name, answer: managed.get(policy.arn) ?? ('unread' as const) })),
        ...inlinePolicies.map(policy => ({ policy: policy.name, answer: judge(policy.document) })),
      ].map(one => ({ ...one, words: `${kind} ${name} by ${one.policy}` })),
    )
    const of = (answer: 'any' | 'unread') => held.filter(one => one.answer === answer).map(({ words }) => words)
    return { forAnyAudience: of('any'), undecided: of('unread') }
  },
})

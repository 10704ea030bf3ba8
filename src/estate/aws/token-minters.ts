import { isComparison } from '../../analysis/iam/demanded-conditions.ts'
import { coversAction, parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import { allowsOfEverything } from '../../analysis/iam/statement-scope.ts'
import { saysSomething } from '../../analysis/iam/trusted-parties.ts'
import { type IamGroup, type IamRole, type IamUser, iamGroups, iamPolicies, iamRoles, iamUsers } from '../../datasets/aws/iam.ts'
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
      const speaking = policy.statements.filter(statement => statement.effect === 'Allow' && coversAction(statement, MINT))
      if (speaking.length === 0) return 'no'
      const everything = new Set(allowsOfEverything(policy))
      const mints = speaking.filter(statement => !everything.has(statement))
      return mints.some(statement => !namesAudience(statement)) ? 'any' : 'no'
    }
    const managed = new Map([...iamPolicies].map(({ arn, document }) => [arn, judge(document)]))
    const forAnyAudience: string[] = []
    const undecided: string[] = []
    const note = (answer: ReturnType<typeof judge>, holder: string, policy: string): void => {
      if (answer === 'any') forAnyAudience.push(`${holder} by ${policy}`)
      else if (answer === 'unread') undecided.push(`${holder} by ${policy}`)
    }
    const look = (kind: string, { name, attachedPolicies, inlinePolicies }: IamUser | IamGroup | IamRole): void => {
      for (const policy of attachedPolicies) note(managed.get(policy.arn) ?? 'unread', `${kind} ${name}`, policy.name)
      for (const policy of inlinePolicies) note(judge(policy.document), `${kind} ${name}`, policy.name)
    }
    for (const user of iamUsers) look('user', user)
    for (const group of iamGroups) look('group', group)
    for (const role of iamRoles) if (!role.path.startsWith('/aws-service-role/')) look('role', role)
    return { forAnyAudience, undecided }
  },
})

import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { allowsEverything } from '../../analysis/iam/statement-scope.ts'
import { type IamGroup, type IamUser, iamGroups, iamPolicies, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

export interface AdministratorPolicy {
  /** The policy that allows everything. */
  readonly policy: string
  /** The group it comes through; absent where the user holds it. */
  readonly group?: string | undefined
}

/**
 * IAM users who hold, directly or through a group, a policy that allows every action on every resource, by ARN. Boundaries, service control policies
 * and Deny statements are not subtracted, and escalation is not followed. Where a document could not be read, the user is not among them.
 */
export const administratorUsers = defineView({
  name: 'administrator-users',
  per: 'aws-account',
  needs: { iamUsers, iamGroups, iamPolicies },
  build({ iamUsers, iamGroups, iamPolicies }): ReadonlyMap<string, AdministratorPolicy> {
    const isAdministrators = (document: string): boolean => {
      const parsed = parsePolicy(document)
      return parsed.kind === 'policy' && allowsEverything(parsed)
    }
    const managed = new Set([...iamPolicies].filter(({ document }) => isAdministrators(document)).map(({ arn }) => arn))
    const held = ({ attachedPolicies, inlinePolicies }: IamUser | IamGroup): string | undefined =>
      attachedPolicies.find(({ arn }) => managed.has(arn))?.name ?? inlinePolicies.find(({ document }) => isAdministrators(document))?.name
    const heldByGroup = new Map(
      [...iamGroups].flatMap(group => {
        const policy = held(group)
        return policy === undefined ? [] : [[group.name, policy] as const]
      }),
    )
    const found = new Map<string, AdministratorPolicy>()
    for (const user of iamUsers) {
      const own = held(user)
      const group = user.groups.find(name => heldByGroup.has(name))
      const policy = own ?? (group === undefined ? undefined : heldByGroup.get(group))
      if (policy !== undefined) found.set(user.arn, { policy, ...(own === undefined ? { group } : {}) })
    }
    return found
  },
})

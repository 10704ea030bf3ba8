import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { allowsEverything } from '../../analysis/iam/statement-scope.ts'
import { type IamGroup, type IamUser, iamGroups, iamPolicies, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** Why a user is, or may be, an administrator. */
export interface AdministratorPolicy {
  /** The policy that allows everything, or that could not be read. */
  readonly policy: string
  /** The group it comes through; absent where the user holds it. */
  readonly group?: string | undefined
  /** False: what the policy allows could not be read, and none that could be allows everything. */
  readonly isCertain: boolean
}

/**
 * IAM users who hold, directly or through a group, a policy that allows every action on every resource, by ARN. Boundaries, service control policies
 * and Deny statements are not subtracted, and escalation is not followed.
 */
export const administratorUsers = defineView({
  name: 'administrator-users',
  per: 'aws-account',
  needs: { iamUsers, iamGroups, iamPolicies },
  build({ iamUsers, iamGroups, iamPolicies }): ReadonlyMap<string, AdministratorPolicy> {
    const documents = new Map([...iamPolicies].map(({ arn, document }) => [arn, document]))
    const heldBy = ({ attachedPolicies, inlinePolicies }: IamUser | IamGroup): AdministratorPolicy[] =>
      [...attachedPolicies.map(({ name, arn }) => ({ name, document: documents.get(arn) })), ...inlinePolicies].flatMap(
        ({ name, document }): AdministratorPolicy[] => {
          const parsed = document === undefined ? undefined : parsePolicy(document)
          if (parsed?.kind !== 'policy') return [{ policy: name, isCertain: false }]
          return allowsEverything(parsed) ? [{ policy: name, isCertain: true }] : []
        },
      )
    const groups = new Map([...iamGroups].map(group => [group.name, heldBy(group).map(held => ({ ...held, group: group.name }))]))
    const found = new Map<string, AdministratorPolicy>()
    for (const user of iamUsers) {
      const held = [...heldBy(user), ...user.groups.flatMap(name => groups.get(name) ?? [])]
      const policy = held.find(({ isCertain }) => isCertain) ?? held[0]
      if (policy !== undefined) found.set(user.arn, policy)
    }
    return found
  },
})

/** For people: which policy, and through which group. */
export const describeAdministrator = ({ policy, group, isCertain }: AdministratorPolicy): string =>
  `${policy}${group === undefined ? '' : `, through group ${group}`}${isCertain ? '' : ' (could not be read)'}`

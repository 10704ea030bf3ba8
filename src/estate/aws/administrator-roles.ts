import { iamRoles } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'
import { type AdministratorPolicy, administratorPolicies } from './administrator-users.ts'

/**
 * IAM roles that hold a policy which allows every action on every resource, or one that could not be read, by the role's unique id; within the same
 * limits as for users: a boundary is weighed, organization policies, Deny statements of the role's own policies and escalation are not.
 */
export const administratorRoles = defineView({
  name: 'administrator-roles',
  per: 'aws-account',
  needs: { iamRoles, administratorPolicies },
  build({ iamRoles, administratorPolicies: { heldBy, boundaryOf } }): ReadonlyMap<string, AdministratorPolicy> {
    return new Map(
      [...iamRoles].flatMap((role): readonly (readonly [string, AdministratorPolicy])[] => {
        const held = heldBy(role)
        const policy = held.find(({ isCertain }) => isCertain) ?? held[0]
        if (policy === undefined) return []
        const boundary = boundaryOf(role)
        return [[role.id, boundary === undefined ? policy : { ...policy, isCertain: false, boundary }]]
      }),
    )
  },
})

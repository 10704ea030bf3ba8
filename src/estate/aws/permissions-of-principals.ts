import { type AccountPermissions, openPermissions } from '../../analysis/iam/account-permissions.ts'
import { nativeId } from '../../dataset.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'
import { controlNeeds, findControls } from './control-policies.ts'

/**
 * What the users and roles of an account may do, under the policies of its organization. Where these could not be read, answers that depend on them are
 * `unknown` and say so; the view itself is complete all the same.
 */
export const permissionsOfPrincipals = defineView({
  name: 'permissions-of-principals',
  per: 'aws-account',
  needs: { iamUsers, iamGroups, iamRoles, iamPolicies, ...controlNeeds },
  build({ iamUsers, iamGroups, iamRoles, iamPolicies, controlsOfAccounts, organizationsOfAccounts }, at, _missing, now): AccountPermissions {
    const account = nativeId(at.id)
    return openPermissions({
      account,
      now,
      users: [...iamUsers],
      groups: [...iamGroups],
      roles: [...iamRoles],
      policies: [...iamPolicies],
      ...findControls(controlsOfAccounts, organizationsOfAccounts)(at.id, account),
    })
  },
})

import type { Row } from '../../dataset.ts'
import { type IamGroup, type IamRole, type IamUser, iamGroups, iamRoles, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView, tableOf } from '../needs.ts'
import { isAwsOwned } from './role-makers.ts'

/** A user, group or role that can hold policies; `id` is its unique id. */
export interface PolicyHolder extends Row, Pick<IamUser, 'arn' | 'attachedPolicies' | 'inlinePolicies'> {
  readonly kind: 'user' | 'group' | 'role'
}

const holder =
  (kind: PolicyHolder['kind']) =>
  ({ id, scope, name, arn, attachedPolicies, inlinePolicies }: IamUser | IamGroup | IamRole): PolicyHolder => ({
    id,
    scope,
    name,
    kind,
    arn,
    attachedPolicies,
    inlinePolicies,
  })

/** Users, groups and roles of the account; not the roles that AWS made, whose policies nobody in the account can change. */
export const policyHolders = defineView({
  name: 'policy-holders',
  per: 'aws-account',
  needs: { iamUsers, iamGroups, iamRoles },
  build: ({ iamUsers, iamGroups, iamRoles }) =>
    tableOf([
      ...[...iamUsers].map(holder('user')),
      ...[...iamGroups].map(holder('group')),
      ...[...iamRoles].filter(role => !isAwsOwned(role)).map(holder('role')),
    ]),
})

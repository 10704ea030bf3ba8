import {
  GetAccountAuthorizationDetailsCommand,
  type GroupDetail,
  IAMClient,
  type ManagedPolicyDetail,
  type PolicyDetail,
  type RoleDetail,
  type UserDetail,
} from '@aws-sdk/client-iam'
import type { Scope } from '../../dataset.ts'
import { type IamGroup, type IamPolicy, type IamRole, type IamUser, iamGroups, iamPolicies, iamRoles, iamUsers } from '../../datasets/aws/iam.ts'
import { CollectError, defineCollector } from '../collector.ts'
import { booleanOf, documentOf, instantOf, listOf, numberOf, objectOf, optionalInstant, textOf, textsOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** The most a page can hold; IAM may give fewer. */
const PAGE = 1000

const inline = (policies: readonly PolicyDetail[], what: string) =>
  policies.map(policy => {
    const name = textOf(policy.PolicyName, `${what} PolicyName`)
    return { name, document: documentOf(policy.PolicyDocument, `inline policy ${name}`) }
  })

const common = (at: Scope, detail: UserDetail | GroupDetail | RoleDetail) => {
  const arn = textOf(detail.Arn, 'Arn')
  const attached = listOf(detail.AttachedManagedPolicies, 'AttachedManagedPolicies')
  return {
    scope: at.id,
    arn,
    path: textOf(detail.Path, 'Path'),
    createdAt: instantOf(detail.CreateDate, 'CreateDate'),
    attachedPolicies: attached.map(policy => ({ name: textOf(policy.PolicyName, 'attached PolicyName'), arn: textOf(policy.PolicyArn, 'attached PolicyArn') })),
  }
}

const boundaryOf = (detail: UserDetail | RoleDetail) =>
  detail.PermissionsBoundary === undefined ? {} : { boundaryArn: textOf(detail.PermissionsBoundary.PermissionsBoundaryArn, 'PermissionsBoundaryArn') }

const userOf = (at: Scope, detail: UserDetail): IamUser => ({
  id: textOf(detail.UserId, 'UserId'),
  name: textOf(detail.UserName, 'UserName'),
  ...common(at, detail),
  // Of all lists only this one is left out when it is empty: https://github.com/boto/boto3/issues/1303
  inlinePolicies: detail.UserPolicyList === undefined ? [] : inline(listOf(detail.UserPolicyList, 'UserPolicyList'), 'UserPolicyList'),
  groups: textsOf(detail.GroupList, 'GroupList'),
  ...boundaryOf(detail),
})

const groupOf = (at: Scope, detail: GroupDetail): IamGroup => ({
  id: textOf(detail.GroupId, 'GroupId'),
  name: textOf(detail.GroupName, 'GroupName'),
  ...common(at, detail),
  inlinePolicies: inline(listOf(detail.GroupPolicyList, 'GroupPolicyList'), 'GroupPolicyList'),
})

const roleOf = (at: Scope, detail: RoleDetail): IamRole => ({
  id: textOf(detail.RoleId, 'RoleId'),
  name: textOf(detail.RoleName, 'RoleName'),
  ...common(at, detail),
  inlinePolicies: inline(listOf(detail.RolePolicyList, 'RolePolicyList'), 'RolePolicyList'),
  trustPolicy: documentOf(detail.AssumeRolePolicyDocument, 'trust policy'),
  instanceProfileArns: listOf(detail.InstanceProfileList, 'InstanceProfileList').map(profile => textOf(profile.Arn, 'instance profile Arn')),
  ...boundaryOf(detail),
  ...optionalInstant('lastUsedAt', detail.RoleLastUsed?.LastUsedDate, 'LastUsedDate'),
})

const isAwsManaged = (arn: string): boolean => /^arn:[^:]*:iam::aws:/.test(arn)

const policyOf = (at: Scope, detail: ManagedPolicyDetail): IamPolicy => {
  const arn = textOf(detail.Arn, 'Arn')
  const defaultVersionId = textOf(detail.DefaultVersionId, 'DefaultVersionId')
  const version = listOf(detail.PolicyVersionList, 'PolicyVersionList').find(one => one.VersionId === defaultVersionId)
  if (!version || !booleanOf(version.IsDefaultVersion, 'IsDefaultVersion'))
    throw new CollectError('invalid', `the default version ${defaultVersionId} is missing`)
  return {
    id: textOf(detail.PolicyId, 'PolicyId'),
    scope: at.id,
    name: textOf(detail.PolicyName, 'PolicyName'),
    arn,
    path: textOf(detail.Path, 'Path'),
    isAwsManaged: isAwsManaged(arn),
    attachmentCount: numberOf(detail.AttachmentCount, 'AttachmentCount'),
    // Left out where the policy bounds nothing.
    boundaryUsageCount:
      detail.PermissionsBoundaryUsageCount === undefined ? 0 : numberOf(detail.PermissionsBoundaryUsageCount, 'PermissionsBoundaryUsageCount'),
    defaultVersionId,
    document: documentOf(objectOf(version, 'default version').Document, 'document'),
  }
}

/** An AWS-managed policy that nothing uses says nothing about the account. */
const isUsed = (detail: ManagedPolicyDetail): boolean =>
  !(detail.Arn && isAwsManaged(detail.Arn) && detail.AttachmentCount === 0 && !detail.PermissionsBoundaryUsageCount)

/**
 * Users, groups, roles and policies with everything about them, in one call a thousand things: never one call a user or role.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export const authorizationDetails = defineCollector<AwsSession>({
  name: 'aws-authorization-details',
  gives: [iamUsers, iamGroups, iamRoles, iamPolicies],
  async *collect(session, at) {
    const iam = session.client(IAMClient)
    const operation = 'GetAccountAuthorizationDetails'
    const pages = pagesOf(session, operation, Marker => iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: PAGE, Marker })))
    for await (const page of pages) {
      yield* rowsOf(
        iamUsers,
        listOf(page.UserDetailList, `${operation}: UserDetailList`),
        user => user.UserName,
        user => userOf(at, user),
      )
      yield* rowsOf(
        iamGroups,
        listOf(page.GroupDetailList, `${operation}: GroupDetailList`),
        group => group.GroupName,
        group => groupOf(at, group),
      )
      yield* rowsOf(
        iamRoles,
        listOf(page.RoleDetailList, `${operation}: RoleDetailList`),
        role => role.RoleName,
        role => roleOf(at, role),
      )
      yield* rowsOf(
        iamPolicies,
        listOf(page.Policies, `${operation}: Policies`).filter(isUsed),
        policy => policy.PolicyName,
        policy => policyOf(at, policy),
      )
    }
  },
})

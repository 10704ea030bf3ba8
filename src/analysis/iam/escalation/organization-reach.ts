import type { EscalationPrimitive } from './primitive.ts'

const IDENTITY_CENTER = 'the account runs IAM Identity Center'
const ORGANIZATION = 'the account manages the organization, or is delegated to'

const reaching = (id: string, does: string, elsewhere: EscalationPrimitive['elsewhere'], provided: string, source: string): EscalationPrimitive => ({
  id,
  does,
  target: 'none',
  onTarget: [],
  elsewhere,
  gives: 'organization',
  provided,
  source,
})

/** Ways over other accounts: they work in the account that manages the organization or in one that it delegates to. */
export const organizationReach: readonly EscalationPrimitive[] = [
  reaching(
    'sso-create-permission-set',
    'make an administrator permission set and assign it to itself',
    [['sso:CreatePermissionSet'], ['sso:AttachManagedPolicyToPermissionSet', 'sso:PutInlinePolicyToPermissionSet'], ['sso:CreateAccountAssignment']],
    IDENTITY_CENTER,
    'https://pathfinding.cloud/paths/sso-001',
  ),
  reaching(
    'sso-widen-permission-set',
    'widen a permission set that is assigned',
    [['sso:AttachManagedPolicyToPermissionSet', 'sso:PutInlinePolicyToPermissionSet'], ['sso:ProvisionPermissionSet']],
    IDENTITY_CENTER,
    'https://pathfinding.cloud/paths/sso-002',
  ),
  reaching(
    'sso-create-account-assignment',
    'assign itself a permission set that is there',
    [['sso:CreateAccountAssignment']],
    IDENTITY_CENTER,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html',
  ),
  reaching(
    'sso-customer-managed-policy',
    'have a permission set carry a policy by name that member accounts can write',
    [['sso:AttachCustomerManagedPolicyReferenceToPermissionSet']],
    IDENTITY_CENTER,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html',
  ),
  reaching(
    'sso-boundary',
    'take off or change the boundary of a permission set',
    [['sso:DeletePermissionsBoundaryFromPermissionSet', 'sso:PutPermissionsBoundaryToPermissionSet']],
    IDENTITY_CENTER,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html',
  ),
  reaching(
    'sso-attribute-access-control',
    'change the attributes by which Identity Center grants access',
    [['sso:UpdateInstanceAccessControlAttributeConfiguration']],
    IDENTITY_CENTER,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html',
  ),
  reaching(
    'sso-trusted-token-issuer',
    'have an application accept tokens of its own issuer',
    [['sso:CreateTrustedTokenIssuer'], ['sso:PutApplicationGrant']],
    IDENTITY_CENTER,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html',
  ),
  reaching(
    'sso-application-assignment',
    'open an application to everybody',
    [['sso:PutApplicationAssignmentConfiguration']],
    IDENTITY_CENTER,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html',
  ),
  reaching(
    'identitystore-group-membership',
    'put a user into a group of Identity Center',
    [['identitystore:CreateGroupMembership']],
    IDENTITY_CENTER,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentitystore.html',
  ),
  reaching(
    'identitystore-update-user',
    'change who a user of Identity Center is',
    [['identitystore:UpdateUser']],
    IDENTITY_CENTER,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentitystore.html',
  ),
  reaching(
    'sts-assume-root',
    'act as the root user of a member account',
    [['sts:AssumeRoot']],
    ORGANIZATION,
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html',
  ),
  reaching(
    'account-primary-email',
    'move the root user of a member to another e-mail address',
    [['account:StartPrimaryEmailUpdate'], ['account:AcceptPrimaryEmailUpdate']],
    ORGANIZATION,
    'https://docs.aws.amazon.com/accounts/latest/APIReference/API_StartPrimaryEmailUpdate.html',
  ),
  {
    id: 'sts-organization-role',
    does: 'assume the administrator role of a member account',
    target: 'member-role',
    onTarget: [['sts:AssumeRole']],
    elsewhere: [],
    gives: 'organization',
    provided: 'a member account has such a role, which trusts this account',
    source: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html',
  },
  reaching(
    'cloudformation-service-managed',
    'deploy to every account of the organization',
    [['cloudformation:CreateStackSet'], ['cloudformation:CreateStackInstances']],
    ORGANIZATION,
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html',
  ),
  reaching(
    'organizations-detach-policy',
    'take off the policies that hold member accounts',
    [['organizations:DetachPolicy', 'organizations:UpdatePolicy', 'organizations:DisablePolicyType']],
    ORGANIZATION,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html',
  ),
  reaching(
    'organizations-move-account',
    'move an account from under its policies',
    [['organizations:MoveAccount']],
    ORGANIZATION,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html',
  ),
  reaching(
    'organizations-delegate',
    'make an account administrator of a service for the organization',
    [['organizations:RegisterDelegatedAdministrator']],
    ORGANIZATION,
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html',
  ),
]

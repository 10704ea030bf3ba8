import { CollectError } from '../collector.ts'

/** How AWS classes an action in its service authorization reference. `Write` is only entering a role, which changes nothing. */
type AccessLevel = 'List' | 'Read' | 'Write'

export interface AllowedCommand {
  /** What the scanner's identity must be allowed, as IAM writes it. Empty: AWS asks for no permission. */
  readonly actions: readonly string[]
  readonly access: AccessLevel
}

const iam = (action: string, access: AccessLevel): AllowedCommand => ({ actions: [`iam:${action}`], access })
const organizations = (action: string, access: AccessLevel): AllowedCommand => ({ actions: [`organizations:${action}`], access })

/**
 * Every command that may leave this program, by client and command; what is not here is refused before the wire.
 * Access levels: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ALLOWED_COMMANDS: ReadonlyMap<string, AllowedCommand> = new Map<string, AllowedCommand>([
  ['AccountClient.ListRegionsCommand', { actions: ['account:ListRegions'], access: 'List' }],
  ['IAMClient.GetAccountAuthorizationDetailsCommand', iam('GetAccountAuthorizationDetails', 'Read')],
  ['IAMClient.GenerateCredentialReportCommand', iam('GenerateCredentialReport', 'Read')],
  ['IAMClient.GetCredentialReportCommand', iam('GetCredentialReport', 'Read')],
  ['IAMClient.GetAccountSummaryCommand', iam('GetAccountSummary', 'List')],
  ['IAMClient.GetAccountPasswordPolicyCommand', iam('GetAccountPasswordPolicy', 'Read')],
  ['IAMClient.ListSAMLProvidersCommand', iam('ListSAMLProviders', 'List')],
  ['IAMClient.GetSAMLProviderCommand', iam('GetSAMLProvider', 'Read')],
  ['IAMClient.ListOpenIDConnectProvidersCommand', iam('ListOpenIDConnectProviders', 'List')],
  ['IAMClient.GetOpenIDConnectProviderCommand', iam('GetOpenIDConnectProvider', 'Read')],
  ['IAMClient.ListVirtualMFADevicesCommand', iam('ListVirtualMFADevices', 'List')],
  ['IAMClient.ListSSHPublicKeysCommand', iam('ListSSHPublicKeys', 'List')],
  ['IAMClient.ListServiceSpecificCredentialsCommand', iam('ListServiceSpecificCredentials', 'List')],
  ['IAMClient.ListOrganizationsFeaturesCommand', iam('ListOrganizationsFeatures', 'List')],
  ['OrganizationsClient.DescribeOrganizationCommand', organizations('DescribeOrganization', 'Read')],
  ['OrganizationsClient.ListRootsCommand', organizations('ListRoots', 'List')],
  ['OrganizationsClient.ListOrganizationalUnitsForParentCommand', organizations('ListOrganizationalUnitsForParent', 'List')],
  ['OrganizationsClient.ListAccountsForParentCommand', organizations('ListAccountsForParent', 'List')],
  ['OrganizationsClient.ListPoliciesCommand', organizations('ListPolicies', 'List')],
  ['OrganizationsClient.DescribePolicyCommand', organizations('DescribePolicy', 'Read')],
  ['OrganizationsClient.ListTargetsForPolicyCommand', organizations('ListTargetsForPolicy', 'List')],
  ['OrganizationsClient.ListAWSServiceAccessForOrganizationCommand', organizations('ListAWSServiceAccessForOrganization', 'List')],
  ['SSOAdminClient.ListInstancesCommand', { actions: ['sso:ListInstances'], access: 'List' }],
  ['STSClient.GetCallerIdentityCommand', { actions: [], access: 'Read' }],
  ['STSClient.AssumeRoleCommand', { actions: ['sts:AssumeRole'], access: 'Write' }],
  // The role's trust in the identity provider is all it takes.
  ['STSClient.AssumeRoleWithWebIdentityCommand', { actions: [], access: 'Write' }],
])

/** A command outside the allow-list: a fault of this program, never of the account. */
export const refusal = (client: string, command: string): CollectError =>
  new CollectError('failed', `${client}.${command} is not on the read-only allow-list and was not sent`)

import { CollectError } from '../collector.ts'

/** How AWS classes an action in its service authorization reference. `Write` is only entering a role, which changes nothing. */
type AccessLevel = 'List' | 'Read' | 'Write'

export interface AllowedCommand {
  /** What the scanner's identity must be allowed, as IAM writes it. Empty: AWS asks for no permission. */
  readonly actions: readonly string[]
  readonly access: AccessLevel
}

const iam = (action: string, access: AccessLevel): AllowedCommand => ({ actions: [`iam:${action}`], access })
const sso = (action: string, access: AccessLevel): AllowedCommand => ({ actions: [`sso:${action}`], access })
const cognito = (action: string, access: AccessLevel): AllowedCommand => ({ actions: [`cognito-idp:${action}`], access })
const organizations = (action: string, access: AccessLevel): AllowedCommand => ({ actions: [`organizations:${action}`], access })

/**
 * Every command that may leave this program, by client and command; what is not here is refused before the wire.
 * Access levels: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const ALLOWED_COMMANDS: ReadonlyMap<string, AllowedCommand> = new Map<string, AllowedCommand>([
  ['AccountClient.ListRegionsCommand', { actions: ['account:ListRegions'], access: 'List' }],
  ['AccountClient.GetAlternateContactCommand', { actions: ['account:GetAlternateContact'], access: 'Read' }],
  ['CodeBuildClient.BatchGetProjectsCommand', { actions: ['codebuild:BatchGetProjects'], access: 'Read' }],
  ['CodeBuildClient.ListProjectsCommand', { actions: ['codebuild:ListProjects'], access: 'List' }],
  ['DirectoryServiceClient.DescribeClientAuthenticationSettingsCommand', { actions: ['ds:DescribeClientAuthenticationSettings'], access: 'Read' }],
  ['DirectoryServiceClient.DescribeDirectoriesCommand', { actions: ['ds:DescribeDirectories'], access: 'List' }],
  ['DirectoryServiceClient.DescribeEventTopicsCommand', { actions: ['ds:DescribeEventTopics'], access: 'Read' }],
  ['DirectoryServiceClient.DescribeLDAPSSettingsCommand', { actions: ['ds:DescribeLDAPSSettings'], access: 'Read' }],
  ['DirectoryServiceClient.DescribeSettingsCommand', { actions: ['ds:DescribeSettings'], access: 'Read' }],
  ['DirectoryServiceClient.DescribeSharedDirectoriesCommand', { actions: ['ds:DescribeSharedDirectories'], access: 'Read' }],
  ['DirectoryServiceClient.DescribeTrustsCommand', { actions: ['ds:DescribeTrusts'], access: 'Read' }],
  ['DirectoryServiceClient.ListCertificatesCommand', { actions: ['ds:ListCertificates'], access: 'List' }],
  ['DirectoryServiceClient.ListLogSubscriptionsCommand', { actions: ['ds:ListLogSubscriptions'], access: 'Read' }],
  ['EC2Client.DescribeIamInstanceProfileAssociationsCommand', { actions: ['ec2:DescribeIamInstanceProfileAssociations'], access: 'List' }],
  ['EC2Client.GetInstanceMetadataDefaultsCommand', { actions: ['ec2:GetInstanceMetadataDefaults'], access: 'List' }],
  ['ECSClient.DescribeServicesCommand', { actions: ['ecs:DescribeServices'], access: 'Read' }],
  ['ECSClient.DescribeTaskDefinitionCommand', { actions: ['ecs:DescribeTaskDefinition'], access: 'Read' }],
  ['ECSClient.ListClustersCommand', { actions: ['ecs:ListClusters'], access: 'List' }],
  ['ECSClient.ListServicesCommand', { actions: ['ecs:ListServices'], access: 'List' }],
  ['LambdaClient.ListFunctionsCommand', { actions: ['lambda:ListFunctions'], access: 'List' }],
  ['IAMClient.GetAccountAuthorizationDetailsCommand', iam('GetAccountAuthorizationDetails', 'Read')],
  ['IAMClient.GenerateCredentialReportCommand', iam('GenerateCredentialReport', 'Read')],
  ['IAMClient.GetCredentialReportCommand', iam('GetCredentialReport', 'Read')],
  ['IAMClient.GetAccountSummaryCommand', iam('GetAccountSummary', 'List')],
  ['IAMClient.GetAccountPasswordPolicyCommand', iam('GetAccountPasswordPolicy', 'Read')],
  ['IAMClient.GetOutboundWebIdentityFederationInfoCommand', iam('GetOutboundWebIdentityFederationInfo', 'Read')],
  ['IAMClient.ListDelegationRequestsCommand', iam('ListDelegationRequests', 'List')],
  ['IAMClient.ListMFADevicesCommand', iam('ListMFADevices', 'List')],
  ['IAMClient.ListRolesCommand', iam('ListRoles', 'List')],
  ['IAMClient.ListServerCertificatesCommand', iam('ListServerCertificates', 'List')],
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
  ['OrganizationsClient.ListDelegatedAdministratorsCommand', organizations('ListDelegatedAdministrators', 'List')],
  ['OrganizationsClient.ListDelegatedServicesForAccountCommand', organizations('ListDelegatedServicesForAccount', 'List')],
  ['RAMClient.GetResourceShareAssociationsCommand', { actions: ['ram:GetResourceShareAssociations'], access: 'Read' }],
  // Without a client: the names are those that one would have.
  ['RolesAnywhereClient.ListProfilesCommand', { actions: ['rolesanywhere:ListProfiles'], access: 'List' }],
  ['RolesAnywhereClient.ListTrustAnchorsCommand', { actions: ['rolesanywhere:ListTrustAnchors'], access: 'List' }],
  ['SSOAdminClient.ListInstancesCommand', sso('ListInstances', 'List')],
  ['SSOAdminClient.ListPermissionSetsCommand', sso('ListPermissionSets', 'List')],
  ['SSOAdminClient.DescribePermissionSetCommand', sso('DescribePermissionSet', 'Read')],
  ['SSOAdminClient.GetInlinePolicyForPermissionSetCommand', sso('GetInlinePolicyForPermissionSet', 'Read')],
  ['SSOAdminClient.ListManagedPoliciesInPermissionSetCommand', sso('ListManagedPoliciesInPermissionSet', 'List')],
  ['SSOAdminClient.ListCustomerManagedPolicyReferencesInPermissionSetCommand', sso('ListCustomerManagedPolicyReferencesInPermissionSet', 'List')],
  ['SSOAdminClient.GetPermissionsBoundaryForPermissionSetCommand', sso('GetPermissionsBoundaryForPermissionSet', 'Read')],
  ['SSOAdminClient.ListAccountsForProvisionedPermissionSetCommand', sso('ListAccountsForProvisionedPermissionSet', 'List')],
  ['SSOAdminClient.ListAccountAssignmentsCommand', sso('ListAccountAssignments', 'List')],
  ['SSOAdminClient.ListApplicationsCommand', sso('ListApplications', 'List')],
  ['SSOAdminClient.GetApplicationAssignmentConfigurationCommand', sso('GetApplicationAssignmentConfiguration', 'Read')],
  ['SSOAdminClient.ListTrustedTokenIssuersCommand', sso('ListTrustedTokenIssuers', 'List')],
  ['SSOAdminClient.DescribeTrustedTokenIssuerCommand', sso('DescribeTrustedTokenIssuer', 'Read')],
  ['IdentitystoreClient.ListUsersCommand', { actions: ['identitystore:ListUsers'], access: 'List' }],
  ['IdentitystoreClient.ListGroupsCommand', { actions: ['identitystore:ListGroups'], access: 'List' }],
  ['IdentitystoreClient.ListGroupMembershipsCommand', { actions: ['identitystore:ListGroupMemberships'], access: 'List' }],
  ['AmplifyClient.ListAppsCommand', { actions: ['amplify:ListApps'], access: 'List' }],
  ['AmplifyClient.ListBranchesCommand', { actions: ['amplify:ListBranches'], access: 'List' }],
  ['AppSyncClient.ListGraphqlApisCommand', { actions: ['appsync:ListGraphqlApis'], access: 'List' }],
  ['CognitoIdentityClient.DescribeIdentityPoolCommand', { actions: ['cognito-identity:DescribeIdentityPool'], access: 'Read' }],
  ['CognitoIdentityClient.GetIdentityPoolRolesCommand', { actions: ['cognito-identity:GetIdentityPoolRoles'], access: 'Read' }],
  ['CognitoIdentityClient.ListIdentityPoolsCommand', { actions: ['cognito-identity:ListIdentityPools'], access: 'List' }],
  ['CognitoIdentityProviderClient.DescribeIdentityProviderCommand', cognito('DescribeIdentityProvider', 'Read')],
  ['CognitoIdentityProviderClient.DescribeRiskConfigurationCommand', cognito('DescribeRiskConfiguration', 'Read')],
  ['CognitoIdentityProviderClient.DescribeUserPoolClientCommand', cognito('DescribeUserPoolClient', 'Read')],
  ['CognitoIdentityProviderClient.DescribeUserPoolCommand', cognito('DescribeUserPool', 'Read')],
  ['CognitoIdentityProviderClient.GetUserPoolMfaConfigCommand', cognito('GetUserPoolMfaConfig', 'Read')],
  ['CognitoIdentityProviderClient.ListIdentityProvidersCommand', cognito('ListIdentityProviders', 'List')],
  ['CognitoIdentityProviderClient.ListResourceServersCommand', cognito('ListResourceServers', 'List')],
  ['CognitoIdentityProviderClient.ListUserPoolClientsCommand', cognito('ListUserPoolClients', 'List')],
  ['CognitoIdentityProviderClient.ListUserPoolsCommand', cognito('ListUserPools', 'List')],
  // Of user pools, WAF asks for the pool's own permission as well: https://docs.aws.amazon.com/waf/latest/developerguide/security_iam_service-with-iam.html
  ['WAFV2Client.ListResourcesForWebACLCommand', { actions: ['wafv2:ListResourcesForWebACL', 'cognito-idp:ListResourcesForWebACL'], access: 'List' }],
  ['WAFV2Client.ListWebACLsCommand', { actions: ['wafv2:ListWebACLs'], access: 'List' }],
  ['AccessAnalyzerClient.ListAnalyzersCommand', { actions: ['access-analyzer:ListAnalyzers'], access: 'List' }],
  ['AccessAnalyzerClient.ListFindingsCommand', { actions: ['access-analyzer:ListFindings'], access: 'Read' }],
  ['CloudTrailClient.DescribeTrailsCommand', { actions: ['cloudtrail:DescribeTrails'], access: 'Read' }],
  ['CloudTrailClient.GetEventSelectorsCommand', { actions: ['cloudtrail:GetEventSelectors'], access: 'Read' }],
  ['CloudTrailClient.GetEventDataStoreCommand', { actions: ['cloudtrail:GetEventDataStore'], access: 'Read' }],
  ['CloudTrailClient.ListEventDataStoresCommand', { actions: ['cloudtrail:ListEventDataStores'], access: 'List' }],
  ['CloudTrailClient.GetTrailStatusCommand', { actions: ['cloudtrail:GetTrailStatus'], access: 'Read' }],
  ['CloudWatchClient.DescribeAlarmsCommand', { actions: ['cloudwatch:DescribeAlarms'], access: 'Read' }],
  ['CloudWatchLogsClient.DescribeMetricFiltersCommand', { actions: ['logs:DescribeMetricFilters'], access: 'Read' }],
  ['ConfigServiceClient.DescribeConfigurationRecordersCommand', { actions: ['config:DescribeConfigurationRecorders'], access: 'Read' }],
  ['ConfigServiceClient.DescribeConfigurationRecorderStatusCommand', { actions: ['config:DescribeConfigurationRecorderStatus'], access: 'Read' }],
  ['GuardDutyClient.GetDetectorCommand', { actions: ['guardduty:GetDetector'], access: 'Read' }],
  ['GuardDutyClient.ListDetectorsCommand', { actions: ['guardduty:ListDetectors'], access: 'List' }],
  ['S3Client.GetBucketAclCommand', { actions: ['s3:GetBucketAcl'], access: 'Read' }],
  ['S3Client.GetBucketPolicyStatusCommand', { actions: ['s3:GetBucketPolicyStatus'], access: 'Read' }],
  ['S3Client.GetPublicAccessBlockCommand', { actions: ['s3:GetBucketPublicAccessBlock'], access: 'Read' }],
  ['S3Client.ListBucketsCommand', { actions: ['s3:ListAllMyBuckets'], access: 'List' }],
  ['SNSClient.ListSubscriptionsByTopicCommand', { actions: ['sns:ListSubscriptionsByTopic'], access: 'List' }],
  ['SecurityHubClient.DescribeHubCommand', { actions: ['securityhub:DescribeHub'], access: 'Read' }],
  ['SecurityHubClient.DescribeSecurityHubV2Command', { actions: ['securityhub:DescribeSecurityHubV2'], access: 'Read' }],
  ['STSClient.GetCallerIdentityCommand', { actions: [], access: 'Read' }],
  ['STSClient.AssumeRoleCommand', { actions: ['sts:AssumeRole'], access: 'Write' }],
  // The role's trust in the identity provider is all it takes.
  ['STSClient.AssumeRoleWithWebIdentityCommand', { actions: [], access: 'Write' }],
])

/** A command outside the allow-list: a fault of this program, never of the account. */
export const refusal = (client: string, command: string): CollectError =>
  new CollectError('failed', `${client}.${command} is not on the read-only allow-list and was not sent`)

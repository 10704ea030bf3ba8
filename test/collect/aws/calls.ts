import { awsCollectors } from '../../../src/collect/aws/collectors.ts'

/** A call of AWS and what hangs on it. */
export interface Call {
  readonly operation: string
  /** The tables that this call fills, itself or through what it lets others find. */
  readonly fills: readonly string[]
  /** Members whose type matters. */
  readonly members: readonly string[]
  /** Whether its answer comes in pages. */
  readonly paged?: boolean
  /** Tables that cannot be asked for without what it fills. */
  readonly needed?: readonly string[]
  /** Where it is called; us-east-1 if absent. */
  readonly regions?: readonly string[]
}

const IAM_TABLES = ['iam-users', 'iam-groups', 'iam-roles', 'iam-policies']
const USER_POOL_TABLES = [
  'user-pools',
  'user-pool-mfa',
  'user-pool-risk-configurations',
  'user-pool-web-acls',
  'user-pool-clients',
  'user-pool-identity-providers',
  'user-pool-resource-servers',
]
const SET_TABLES = [
  'permission-sets',
  'permission-set-inline-policies',
  'permission-set-managed-policies',
  'permission-set-customer-policies',
  'permission-set-boundaries',
  'permission-set-provisionings',
  'account-assignments',
]
/** What is in an instance of Identity Center. */
const CENTER_TABLES = [
  ...SET_TABLES,
  'identity-center-applications',
  'trusted-token-issuers',
  'identity-store-users',
  'identity-store-groups',
  'identity-store-memberships',
]
const DIRECTORY_TABLES = [
  'directories',
  'directory-ldaps',
  'directory-certificates',
  'directory-trusts',
  'directory-settings',
  'directory-shares',
  'directory-client-authentication',
  'directory-log-subscriptions',
  'directory-event-topics',
]
/** What is asked in each Region; which Regions there are is asked first. A management account has no instance of Identity Center of its own. */
const REGIONAL_TABLES = awsCollectors
  .flatMap(({ gives }) => gives)
  .filter(({ per, permissions }) => per === 'aws-account' && permissions.includes('account:ListRegions'))
  .map(({ name }) => name)
  .filter(name => name !== 'identity-center-account-instances')
const TREE = ['organization-roots', 'organizational-units', 'organization-accounts', 'account-entries']

/** Every call of a scan of one account and its organization. */
export const CALLS: readonly Call[] = [
  {
    operation: 'GetAccountAuthorizationDetails',
    fills: IAM_TABLES,
    members: ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'],
    paged: true,
    needed: ['ssh-public-keys'],
  },
  { operation: 'ListSSHPublicKeys', fills: ['ssh-public-keys'], members: ['SSHPublicKeys'], paged: true },
  { operation: 'GenerateCredentialReport', fills: ['credential-report'], members: ['State'], needed: ['user-mfa-devices'] },
  { operation: 'GetCredentialReport', fills: ['credential-report'], members: ['Content'], needed: ['user-mfa-devices'] },
  { operation: 'GetAccountSummary', fills: ['account-summary'], members: ['SummaryMap'] },
  { operation: 'GetAccountPasswordPolicy', fills: ['account-password-policies'], members: ['PasswordPolicy'] },
  { operation: 'ListSAMLProviders', fills: ['saml-providers'], members: ['SAMLProviderList'] },
  { operation: 'GetSAMLProvider', fills: ['saml-providers'], members: [] },
  { operation: 'ListOpenIDConnectProviders', fills: ['oidc-providers'], members: ['OpenIDConnectProviderList'] },
  { operation: 'GetOpenIDConnectProvider', fills: ['oidc-providers'], members: ['ClientIDList', 'ThumbprintList'] },
  { operation: 'ListVirtualMFADevices', fills: ['virtual-mfa-devices'], members: ['VirtualMFADevices'], paged: true, needed: ['user-mfa-devices'] },
  { operation: 'ListServiceSpecificCredentials', fills: ['service-specific-credentials'], members: ['ServiceSpecificCredentials'], paged: true },
  { operation: 'ListOrganizationsFeatures', fills: ['organization-features'], members: ['EnabledFeatures'] },
  {
    operation: 'DescribeOrganization',
    fills: [
      'organization-memberships',
      ...TREE,
      'organization-policies',
      'organization-features',
      'trusted-services',
      'delegated-administrators',
      'identity-center-instances',
      ...CENTER_TABLES,
    ],
    members: ['Organization'],
  },
  { operation: 'ListRoots', fills: TREE, members: ['Roots'] },
  {
    operation: 'ListOrganizationalUnitsForParent',
    fills: ['organizational-units', 'organization-accounts', 'account-entries'],
    members: ['OrganizationalUnits'],
    paged: true,
  },
  { operation: 'ListAccountsForParent', fills: ['organization-accounts', 'account-entries'], members: ['Accounts'], paged: true },
  { operation: 'ListPolicies', fills: ['organization-policies'], members: ['Policies'], paged: true },
  { operation: 'DescribePolicy', fills: ['organization-policies'], members: ['Policy'] },
  { operation: 'ListTargetsForPolicy', fills: ['organization-policies'], members: ['Targets'], paged: true },
  { operation: 'ListAWSServiceAccessForOrganization', fills: ['trusted-services'], members: ['EnabledServicePrincipals'], paged: true },
  { operation: 'ListRegions', fills: ['identity-center-instances', ...REGIONAL_TABLES], members: ['Regions'], paged: true, needed: CENTER_TABLES },
  { operation: 'ListInstances', fills: ['identity-center-instances'], members: ['Instances'], paged: true, needed: CENTER_TABLES },
  { operation: 'ListPermissionSets', fills: SET_TABLES, members: ['PermissionSets'], paged: true, needed: ['identity-store-memberships'] },
  { operation: 'DescribePermissionSet', fills: ['permission-sets'], members: ['PermissionSet'] },
  { operation: 'GetInlinePolicyForPermissionSet', fills: ['permission-set-inline-policies'], members: ['InlinePolicy'] },
  { operation: 'ListManagedPoliciesInPermissionSet', fills: ['permission-set-managed-policies'], members: ['AttachedManagedPolicies'], paged: true },
  {
    operation: 'ListCustomerManagedPolicyReferencesInPermissionSet',
    fills: ['permission-set-customer-policies'],
    members: ['CustomerManagedPolicyReferences'],
    paged: true,
  },
  { operation: 'GetPermissionsBoundaryForPermissionSet', fills: ['permission-set-boundaries'], members: ['PermissionsBoundary'] },
  {
    operation: 'ListAccountsForProvisionedPermissionSet',
    fills: ['permission-set-provisionings', 'account-assignments'],
    members: ['AccountIds'],
    paged: true,
    needed: ['identity-store-memberships'],
  },
  { operation: 'ListAccountAssignments', fills: ['account-assignments'], members: ['AccountAssignments'], paged: true, needed: ['identity-store-memberships'] },
  { operation: 'ListApplications', fills: ['identity-center-applications'], members: ['Applications'], paged: true },
  { operation: 'GetApplicationAssignmentConfiguration', fills: ['identity-center-applications'], members: ['AssignmentRequired'] },
  { operation: 'ListTrustedTokenIssuers', fills: ['trusted-token-issuers'], members: ['TrustedTokenIssuers'], paged: true },
  { operation: 'DescribeTrustedTokenIssuer', fills: ['trusted-token-issuers'], members: ['TrustedTokenIssuerConfiguration'] },
  { operation: 'ListUsers', fills: ['identity-store-users'], members: ['Users'], paged: true },
  { operation: 'ListGroups', fills: ['identity-store-groups'], members: ['Groups'], paged: true },
  { operation: 'ListGroupMemberships', fills: ['identity-store-memberships'], members: ['GroupMemberships'], paged: true },
  { operation: 'ListDelegatedAdministrators', fills: ['delegated-administrators'], members: ['DelegatedAdministrators'], paged: true },
  { operation: 'ListDelegatedServicesForAccount', fills: ['delegated-administrators'], members: ['DelegatedServices'], paged: true },
  { operation: 'GetResourceShareAssociations', fills: ['resource-share-associations'], members: ['resourceShareAssociations'], paged: true },
  { operation: 'DescribeDirectories', fills: DIRECTORY_TABLES, members: ['DirectoryDescriptions'], paged: true },
  { operation: 'DescribeLDAPSSettings', fills: ['directory-ldaps'], members: ['LDAPSSettingsInfo'] },
  { operation: 'ListCertificates', fills: ['directory-certificates'], members: ['CertificatesInfo'] },
  { operation: 'DescribeTrusts', fills: ['directory-trusts'], members: ['Trusts'], paged: true },
  { operation: 'DescribeSettings', fills: ['directory-settings'], members: ['SettingEntries'] },
  { operation: 'DescribeSharedDirectories', fills: ['directory-shares'], members: ['SharedDirectories'] },
  { operation: 'DescribeClientAuthenticationSettings', fills: ['directory-client-authentication'], members: ['ClientAuthenticationSettingsInfo'] },
  { operation: 'ListLogSubscriptions', fills: ['directory-log-subscriptions'], members: ['LogSubscriptions'], paged: true },
  { operation: 'DescribeEventTopics', fills: ['directory-event-topics'], members: ['EventTopics'] },
  { operation: 'GetAlternateContact', fills: ['alternate-contacts'], members: ['AlternateContact'] },
  { operation: 'GetOutboundWebIdentityFederationInfo', fills: ['outbound-federations'], members: ['JwtVendingEnabled'] },
  { operation: 'ListDelegationRequests', fills: ['delegation-requests'], members: ['DelegationRequests'], paged: true },
  { operation: 'ListMFADevices', fills: ['user-mfa-devices'], members: ['MFADevices'], paged: true },
  { operation: 'ListRoles', fills: ['role-sessions'], members: ['Roles'], paged: true },
  { operation: 'ListServerCertificates', fills: ['server-certificates'], members: ['ServerCertificateMetadataList'], paged: true },
  { operation: 'GetInstanceMetadataDefaults', fills: ['instance-metadata-defaults'], members: ['accountLevel'] },
  { operation: 'ListProjects', fills: ['build-projects'], members: ['projects'], paged: true },
  { operation: 'BatchGetProjects', fills: ['build-projects'], members: ['projects'] },
  {
    operation: 'DescribeIamInstanceProfileAssociations',
    fills: ['instance-profile-associations'],
    members: ['iamInstanceProfileAssociationSet'],
    paged: true,
  },
  { operation: 'ListFunctions', fills: ['lambda-functions'], members: ['Functions'], paged: true },
  { operation: 'ListClusters', fills: ['ecs-services'], members: ['clusterArns'], paged: true },
  { operation: 'ListServices', fills: ['ecs-services'], members: ['serviceArns'], paged: true },
  { operation: 'DescribeServices', fills: ['ecs-services'], members: ['services'] },
  { operation: 'DescribeTaskDefinition', fills: ['ecs-services'], members: ['taskDefinition'] },
  { operation: 'ListUserPools', fills: USER_POOL_TABLES, members: ['UserPools'], paged: true },
  { operation: 'DescribeUserPool', fills: ['user-pools', 'user-pool-risk-configurations'], members: ['UserPool'] },
  { operation: 'GetUserPoolMfaConfig', fills: ['user-pool-mfa'], members: ['MfaConfiguration'] },
  { operation: 'DescribeRiskConfiguration', fills: ['user-pool-risk-configurations'], members: ['RiskConfiguration'] },
  { operation: 'ListWebACLs', fills: ['user-pool-web-acls'], members: ['WebACLs'], paged: true },
  { operation: 'ListResourcesForWebACL', fills: ['user-pool-web-acls'], members: ['ResourceArns'] },
  { operation: 'ListUserPoolClients', fills: ['user-pool-clients'], members: ['UserPoolClients'], paged: true },
  { operation: 'DescribeUserPoolClient', fills: ['user-pool-clients'], members: ['UserPoolClient'] },
  { operation: 'ListIdentityProviders', fills: ['user-pool-identity-providers'], members: ['Providers'], paged: true },
  { operation: 'DescribeIdentityProvider', fills: ['user-pool-identity-providers'], members: ['IdentityProvider'] },
  { operation: 'ListResourceServers', fills: ['user-pool-resource-servers'], members: ['ResourceServers'], paged: true },
  { operation: 'ListIdentityPools', fills: ['identity-pools', 'identity-pool-roles'], members: ['IdentityPools'], paged: true },
  { operation: 'DescribeIdentityPool', fills: ['identity-pools'], members: ['AllowUnauthenticatedIdentities'] },
  { operation: 'GetIdentityPoolRoles', fills: ['identity-pool-roles'], members: [] },
  { operation: 'ListGraphqlApis', fills: ['appsync-apis'], members: ['graphqlApis'], paged: true },
  { operation: 'ListApps', fills: ['amplify-branches'], members: ['apps'], paged: true },
  { operation: 'ListBranches', fills: ['amplify-branches'], members: ['branches'], paged: true },
  {
    operation: 'DescribeTrails',
    fills: [
      'cloudtrail-trails',
      'cloudtrail-trail-statuses',
      'cloudtrail-event-selectors',
      'cloudtrail-log-buckets',
      'cloudtrail-metric-filters',
      'cloudtrail-alarms',
      'cloudtrail-alarm-topics',
    ],
    members: ['trailList'],
  },
  { operation: 'ListProfiles', fills: ['roles-anywhere-profiles'], members: ['profiles'], paged: true },
  { operation: 'ListTrustAnchors', fills: ['roles-anywhere-trust-anchors'], members: ['trustAnchors'], paged: true },
  { operation: 'ListEventDataStores', fills: ['cloudtrail-event-data-stores'], members: ['EventDataStores'], paged: true },
  { operation: 'GetEventDataStore', fills: ['cloudtrail-event-data-stores'], members: ['MultiRegionEnabled', 'AdvancedEventSelectors'] },
  { operation: 'GetTrailStatus', fills: ['cloudtrail-trail-statuses'], members: ['IsLogging'] },
  { operation: 'GetEventSelectors', fills: ['cloudtrail-event-selectors'], members: ['EventSelectors'] },
  { operation: 'ListBuckets', fills: ['cloudtrail-log-buckets'], members: ['Buckets'] },
  { operation: 'GetBucketAcl', fills: ['cloudtrail-log-buckets'], members: ['AccessControlList'] },
  { operation: 'GetBucketPolicyStatus', fills: ['cloudtrail-log-buckets'], members: ['IsPublic'] },
  { operation: 'GetPublicAccessBlock', fills: ['cloudtrail-log-buckets'], members: ['IgnorePublicAcls', 'RestrictPublicBuckets'] },
  {
    operation: 'DescribeMetricFilters',
    fills: ['cloudtrail-metric-filters', 'cloudtrail-alarms', 'cloudtrail-alarm-topics'],
    members: ['metricFilters'],
    paged: true,
  },
  { operation: 'DescribeAlarms', fills: ['cloudtrail-alarms', 'cloudtrail-alarm-topics'], members: ['MetricAlarms', 'CompositeAlarms'], paged: true },
  { operation: 'ListSubscriptionsByTopic', fills: ['cloudtrail-alarm-topics'], members: ['Subscriptions'] },
  { operation: 'DescribeConfigurationRecorders', fills: ['config-recorders', 'config-recorder-statuses'], members: ['ConfigurationRecorders'] },
  { operation: 'DescribeConfigurationRecorderStatus', fills: ['config-recorder-statuses'], members: ['ConfigurationRecordersStatus'] },
  { operation: 'ListDetectors', fills: ['guardduty-detectors'], members: ['detectorIds'], paged: true },
  { operation: 'GetDetector', fills: ['guardduty-detectors'], members: [] },
  { operation: 'DescribeHub', fills: ['security-hubs'], members: [] },
  { operation: 'DescribeSecurityHubV2', fills: ['security-hubs'], members: [], regions: ['us-east-1', 'eu-west-1'] },
  { operation: 'ListAnalyzers', fills: ['access-analyzers', 'access-analyzer-findings'], members: ['analyzers'], paged: true },
  { operation: 'ListFindings', fills: ['access-analyzer-findings'], members: ['findings'], paged: true },
]

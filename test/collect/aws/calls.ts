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
    fills: ['organization-memberships', ...TREE, 'organization-policies', 'organization-features', 'trusted-services', 'identity-center-instances'],
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
  { operation: 'ListRegions', fills: ['identity-center-instances'], members: ['Regions'], paged: true },
  { operation: 'ListInstances', fills: ['identity-center-instances'], members: ['Instances'], paged: true },
  { operation: 'GetAlternateContact', fills: ['alternate-contacts'], members: ['AlternateContact'] },
  { operation: 'GetOutboundWebIdentityFederationInfo', fills: ['outbound-federations'], members: ['JwtVendingEnabled'] },
  { operation: 'ListDelegationRequests', fills: ['delegation-requests'], members: ['DelegationRequests'], paged: true },
  { operation: 'ListMFADevices', fills: ['user-mfa-devices'], members: ['MFADevices'], paged: true },
  { operation: 'ListRoles', fills: ['role-sessions'], members: ['Roles'], paged: true },
  { operation: 'ListServerCertificates', fills: ['server-certificates'], members: ['ServerCertificateMetadataList'], paged: true },
  { operation: 'GetInstanceMetadataDefaults', fills: ['instance-metadata-defaults'], members: ['accountLevel'] },
  { operation: 'ListProjects', fills: ['build-projects'], members: ['projects'], paged: true },
  { operation: 'BatchGetProjects', fills: ['build-projects'], members: ['projects'] },
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

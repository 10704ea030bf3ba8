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
}

const IAM_TABLES = ['iam-users', 'iam-groups', 'iam-roles', 'iam-policies']
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
  { operation: 'GenerateCredentialReport', fills: ['credential-report'], members: ['State'] },
  { operation: 'GetCredentialReport', fills: ['credential-report'], members: ['Content'] },
  { operation: 'GetAccountSummary', fills: ['account-summary'], members: ['SummaryMap'] },
  { operation: 'GetAccountPasswordPolicy', fills: ['account-password-policies'], members: ['PasswordPolicy'] },
  { operation: 'ListSAMLProviders', fills: ['saml-providers'], members: ['SAMLProviderList'] },
  { operation: 'GetSAMLProvider', fills: ['saml-providers'], members: [] },
  { operation: 'ListOpenIDConnectProviders', fills: ['oidc-providers'], members: ['OpenIDConnectProviderList'] },
  { operation: 'GetOpenIDConnectProvider', fills: ['oidc-providers'], members: ['ClientIDList', 'ThumbprintList'] },
  { operation: 'ListVirtualMFADevices', fills: ['virtual-mfa-devices'], members: ['VirtualMFADevices'], paged: true },
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
]

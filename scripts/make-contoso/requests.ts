import type { ScopeContent } from './tables.ts'

type Requests = ScopeContent['requests']

/** The first question to each service of a Region; whether more follow depends on what is there, and those are few. */
const regional: readonly (readonly [service: string, operation: string])[] = [
  ['access-analyzer', 'ListAnalyzers'],
  ['amplify', 'ListApps'],
  ['appsync', 'ListGraphqlApis'],
  ['cloudtrail', 'DescribeTrails'],
  ['codebuild', 'ListProjects'],
  ['cognito-identity', 'ListIdentityPools'],
  ['cognito-idp', 'ListUserPools'],
  ['config', 'DescribeConfigurationRecorders'],
  ['ds', 'DescribeDirectories'],
  ['ec2', 'GetInstanceMetadataDefaults'],
  ['guardduty', 'ListDetectors'],
  ['ram', 'GetResourceShareAssociations'],
  ['securityhub', 'DescribeHub'],
  ['sso-admin', 'ListInstances'],
]

/** What the services of an account's Regions cost. Where a policy forbids a Region, every question to it fails. */
export const regionalRequests = (regions: number, forbidden: number): Requests =>
  regional.map(([service, operation]) => [service, operation, regions, forbidden])

/** What a member account costs: details of everything in one call, one call a provider, one a user who may use CodeCommit. */
export const accountRequests = (of: { readonly saml: number; readonly oidc: number; readonly codeCommit: number }): Requests => [
  ['sts', 'GetCallerIdentity', 1],
  ['iam', 'GetAccountAuthorizationDetails', 1],
  ['iam', 'GenerateCredentialReport', 2],
  ['iam', 'GetCredentialReport', 1],
  ['iam', 'GetAccountSummary', 1],
  ['iam', 'GetAccountPasswordPolicy', 1],
  ['iam', 'ListVirtualMFADevices', 1],
  ['iam', 'ListServiceSpecificCredentials', 1],
  ['iam', 'ListSAMLProviders', 1],
  ...(of.saml === 0 ? [] : [['iam', 'GetSAMLProvider', of.saml] as const]),
  ['iam', 'ListOpenIDConnectProviders', 1],
  ...(of.oidc === 0 ? [] : [['iam', 'GetOpenIDConnectProvider', of.oidc] as const]),
  ...(of.codeCommit === 0 ? [] : [['iam', 'ListSSHPublicKeys', of.codeCommit] as const]),
  ['iam', 'ListRoles', 1],
  ['iam', 'ListServerCertificates', 1],
  ['iam', 'ListDelegationRequests', 1],
  ['iam', 'GetOutboundWebIdentityFederationInfo', 1],
  ['account', 'ListRegions', 1],
  ['account', 'GetAlternateContact', 1],
  ['organizations', 'DescribeOrganization', 1],
]

/** The hierarchy is walked unit by unit, and each policy is asked what it says and where it is attached. */
export const organizationRequests: Requests = [
  ['organizations', 'DescribeOrganization', 1],
  ['organizations', 'ListRoots', 1],
  ['organizations', 'ListOrganizationalUnitsForParent', 8],
  ['organizations', 'ListAccountsForParent', 8],
  ['organizations', 'ListPolicies', 1],
  ['organizations', 'DescribePolicy', 6],
  ['organizations', 'ListTargetsForPolicy', 6],
  ['organizations', 'ListAWSServiceAccessForOrganization', 1],
  ['iam', 'ListOrganizationsFeatures', 1],
  ['organizations', 'ListDelegatedAdministrators', 1],
  ['organizations', 'ListDelegatedServicesForAccount', 1],
  ['sso-admin', 'ListInstances', 1],
  ['sso-admin', 'ListPermissionSets', 1],
  ['sso-admin', 'DescribePermissionSet', 6],
  ['sso-admin', 'GetInlinePolicyForPermissionSet', 6],
  ['sso-admin', 'ListManagedPoliciesInPermissionSet', 6],
  ['sso-admin', 'ListCustomerManagedPolicyReferencesInPermissionSet', 6],
  ['sso-admin', 'GetPermissionsBoundaryForPermissionSet', 6],
  ['sso-admin', 'ListAccountsForProvisionedPermissionSet', 6],
  ['sso-admin', 'ListAccountAssignments', 19],
  ['sso-admin', 'ListApplications', 1],
  ['sso-admin', 'GetApplicationAssignmentConfiguration', 2],
  ['sso-admin', 'ListTrustedTokenIssuers', 1],
  ['sso-admin', 'DescribeTrustedTokenIssuer', 1],
  ['identitystore', 'ListUsers', 1],
  ['identitystore', 'ListGroups', 1],
  ['identitystore', 'ListGroupMemberships', 2],
]

/** Conditional Access is asked in both versions; groups come ten a batch. What was throttled was repeated once, what was unavailable until patience ended. */
export const tenantRequests = (batches: number, awsApplications: number, throttled: number, unavailable = 0, federated = 0): Requests => [
  ['login', 'POST', 2],
  ['graph', 'GET /organization', 3],
  ['graph', 'GET /subscribedSkus', 1],
  ['graph', 'GET /policies/identitySecurityDefaultsEnforcementPolicy', 1],
  ['graph', 'GET /identity/conditionalAccess/policies', 2 + throttled, throttled],
  ['graph', 'GET /identity/conditionalAccess/namedLocations', 1],
  ['graph', 'GET /policies/authenticationStrengthPolicies', 1],
  ['graph', 'GET /roleManagement/directory/roleDefinitions', 1],
  ['graph', 'GET /roleManagement/directory/roleAssignmentScheduleInstances', 1],
  ['graph', 'GET /roleManagement/directory/roleEligibilityScheduleInstances', 1],
  ['graph', 'GET /policies/roleManagementPolicyAssignments', 1],
  ['graph', 'GET /policies/authenticationMethodsPolicy', 2],
  ['graph', 'GET /policies/authorizationPolicy', 1],
  ['graph', 'GET /policies/adminConsentRequestPolicy', 1],
  ['graph', 'GET /policies/crossTenantAccessPolicy/default', 1],
  ['graph', 'GET /policies/crossTenantAccessPolicy/partners', 1],
  ['graph', 'GET /policies/deviceRegistrationPolicy', 1],
  ['graph', 'GET /groupSettings', 1],
  ['graph', 'GET /domains', 1],
  ...(federated === 0 ? [] : [['graph', 'GET /domains/{domain}/federationConfiguration', federated] as const]),
  ['graph', 'GET /identityGovernance/accessReviews/definitions', 1],
  ['graph', 'GET /identityGovernance/entitlementManagement/assignmentPolicies', 1],
  ['graph', 'GET /identityProtection/riskyUsers', 1],
  ['graph', 'GET /reports/authenticationMethods/userRegistrationDetails', 1],
  ['graph', 'GET /auditLogs/signIns', 1],
  ['graph', 'GET /users', 2],
  ['graph', 'GET /servicePrincipals', 1],
  ['graph', 'GET /servicePrincipals/{id}', awsApplications + unavailable, unavailable === 0 ? 0 : awsApplications + unavailable],
  ['graph', 'GET /servicePrincipals/{id}/appRoleAssignedTo', awsApplications],
  ['graph', 'POST /$batch', batches],
]

export type GraphVersion = 'v1.0' | 'beta'

/** Services of Graph that throttle on their own: https://learn.microsoft.com/graph/throttling-limits */
export type Workload = 'conditional-access' | 'directory' | 'reports' | 'roles'

/** One request to Microsoft Graph that may leave. `{id}` and `{domain}` stand for one segment. */
export interface Operation {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly versions: readonly GraphVersion[]
  /** The least application permission that opens it, named when the answer is a refusal. */
  readonly permission: string
  /** Permissions it needs besides; a refusal that names one of them is about that one. */
  readonly also?: readonly string[]
  readonly workload: Workload
}

const workloads: readonly (readonly [RegExp, Workload])[] = [
  [/^\/(?:identity\/conditionalAccess|identityProtection)\//, 'conditional-access'],
  [/^\/(?:reports|auditLogs)\//, 'reports'],
  [/^\/(?:roleManagement|policies\/roleManagement|identityGovernance\/(?:privilegedAccess|roleManagementAlerts))/, 'roles'],
]
const workloadOf = (path: string): Workload => workloads.find(([pattern]) => pattern.test(path))?.[1] ?? 'directory'

const read = (path: string, permission: string, more: Partial<Pick<Operation, 'versions' | 'also'>> = {}): Operation => ({
  method: 'GET',
  path,
  versions: ['v1.0'],
  permission,
  workload: workloadOf(path),
  ...more,
})

const roles = '/roleManagement/directory'
const pimForGroups = '/identityGovernance/privilegedAccess/group'

/**
 * Everything that may be asked of Microsoft Graph: the allow-list of the read-only guard. A POST is here only where Graph reads by POST.
 * Permissions: the permissions table on each method's page under https://learn.microsoft.com/graph/api/overview
 */
export const operations: readonly Operation[] = [
  read('/organization', 'Organization.Read.All', { versions: ['v1.0', 'beta'] }),
  read('/organization/{id}/certificateBasedAuthConfiguration', 'Organization.Read.All'),
  read('/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations', 'PublicKeyInfrastructure.Read.All'),
  read('/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations/{id}/certificateAuthorities', 'PublicKeyInfrastructure.Read.All'),
  read('/subscribedSkus', 'LicenseAssignment.Read.All'),
  read('/users', 'User.Read.All', { also: ['AuditLog.Read.All'] }),
  read('/users/{id}/transitiveMemberOf', 'User.Read.All', { also: ['GroupMember.Read.All', 'RoleManagement.Read.Directory', 'AdministrativeUnit.Read.All'] }),
  read('/groupSettings', 'GroupSettings.Read.All'),
  read('/domains', 'Domain.Read.All'),
  read('/domains/{domain}/federationConfiguration', 'Domain.Read.All'),
  read('/groups/{id}', 'GroupMember.Read.All'),
  read('/groups/{id}/transitiveMembers', 'GroupMember.Read.All'),
  read('/groups/{id}/members', 'GroupMember.Read.All'),
  read('/groups/{id}/owners', 'GroupMember.Read.All'),
  read(`${pimForGroups}/eligibilityScheduleInstances`, 'PrivilegedEligibilitySchedule.Read.AzureADGroup'),
  read(`${pimForGroups}/assignmentScheduleInstances`, 'PrivilegedAssignmentSchedule.Read.AzureADGroup'),
  read('/identityGovernance/roleManagementAlerts/alerts', 'RoleManagementAlert.Read.Directory', { versions: ['beta'] }),
  read('/directory/administrativeUnits', 'AdministrativeUnit.Read.All'),
  read('/directory/administrativeUnits/{id}/members', 'AdministrativeUnit.Read.All'),
  read('/onPremisesPublishingProfiles/authentication/agents', 'Policy.Read.HybridAuthentication', { versions: ['beta'] }),
  read('/directory/deletedItems/{id}', 'User.Read.All'),
  read('/directory/onPremisesSynchronization', 'OnPremDirectorySynchronization.Read.All'),
  read('/users/{id}', 'User.Read.All'),
  read('/users/{id}/authentication/methods', 'UserAuthenticationMethod.Read.All'),
  read('/users/{id}/authentication/requirements', 'Policy.Read.All', { versions: ['beta'] }),
  read(`${roles}/roleDefinitions`, 'RoleManagement.Read.Directory', { versions: ['beta'] }),
  read(`${roles}/roleAssignments`, 'RoleManagement.Read.Directory'),
  read(`${roles}/roleAssignmentScheduleInstances`, 'RoleAssignmentSchedule.Read.Directory'),
  read(`${roles}/roleEligibilityScheduleInstances`, 'RoleEligibilitySchedule.Read.Directory'),
  read(`${roles}/resourceNamespaces/microsoft.directory/resourceActions`, 'RoleManagement.Read.Directory', { versions: ['beta'] }),
  read('/policies/roleManagementPolicyAssignments', 'RoleManagementPolicy.Read.Directory', { also: ['RoleManagementPolicy.Read.AzureADGroup'] }),
  read('/identity/conditionalAccess/policies', 'Policy.Read.All', { versions: ['v1.0', 'beta'] }),
  read('/identity/conditionalAccess/settings', 'Policy.Read.ConditionalAccess', { versions: ['beta'] }),
  read('/identity/conditionalAccess/namedLocations', 'Policy.Read.All'),
  read('/policies/authenticationStrengthPolicies', 'Policy.Read.All'),
  read('/policies/authenticationMethodsPolicy', 'Policy.Read.AuthenticationMethod', { versions: ['v1.0', 'beta'] }),
  read('/policies/authorizationPolicy', 'Policy.Read.All'),
  read('/policies/b2bManagementPolicies', 'Policy.Read.B2BManagementPolicy', { versions: ['beta'] }),
  read('/policies/adminConsentRequestPolicy', 'Policy.Read.All'),
  read('/policies/crossTenantAccessPolicy/default', 'Policy.Read.All'),
  read('/policies/crossTenantAccessPolicy/partners', 'Policy.Read.All'),
  read('/policies/deviceRegistrationPolicy', 'Policy.Read.DeviceConfiguration'),
  read('/identityGovernance/accessReviews/definitions', 'AccessReview.Read.All'),
  read('/identityGovernance/entitlementManagement/assignmentPolicies', 'EntitlementManagement.Read.All'),
  read('/identityGovernance/lifecycleWorkflows/workflows', 'LifecycleWorkflows-Workflow.ReadBasic.All'),
  read('/identityProtection/riskyServicePrincipals', 'IdentityRiskyServicePrincipal.Read.All'),
  read('/identityProtection/riskyUsers', 'IdentityRiskyUser.Read.All'),
  read('/policies/identitySecurityDefaultsEnforcementPolicy', 'Policy.Read.All'),
  read('/reports/authenticationMethods/userRegistrationDetails', 'AuditLog.Read.All'),
  read('/auditLogs/signIns', 'AuditLog.Read.All', { versions: ['v1.0', 'beta'], also: ['Directory.Read.All'] }),
  read('/servicePrincipals', 'Application.Read.All'),
  read('/servicePrincipals/{id}', 'Application.Read.All'),
  read('/servicePrincipals/{id}/appRoleAssignedTo', 'Application.Read.All'),
  read('/servicePrincipals/{id}/owners', 'Application.Read.All'),
  read('/applications', 'Application.Read.All', { versions: ['v1.0', 'beta'] }),
  read('/applications/{id}/owners', 'Application.Read.All'),
  read('/servicePrincipals/{id}/claimsPolicy', 'Policy.Read.ApplicationConfiguration', { versions: ['beta'] }),
  read('/policies/defaultAppManagementPolicy', 'Policy.Read.All'),
  read('/policies/tokenLifetimePolicies', 'Policy.Read.All'),
  read('/policies/claimsMappingPolicies', 'Policy.Read.All'),
  read('/reports/servicePrincipalSignInActivities', 'AuditLog.Read.All', { versions: ['beta'] }),
  read('/directory/recommendations', 'DirectoryRecommendations.Read.All', { versions: ['beta'] }),
  read('/oauth2PermissionGrants', 'Directory.Read.All'),
  read('/servicePrincipals/microsoft.graph.agentIdentity', 'AgentIdentity.Read.All'),
  read('/servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors', 'Application.Read.All'),
  read('/applications/microsoft.graph.agentIdentityBlueprint', 'AgentIdentityBlueprint.Read.All'),
  read('/servicePrincipals/{id}/synchronization/jobs', 'Synchronization.Read.All'),
  read('/servicePrincipals/{id}/synchronization/jobs/{job}/schema', 'Synchronization.Read.All'),
  read('/policies/authenticationFlowsPolicy', 'Policy.Read.All'),
  read('/identity/b2xUserFlows', 'IdentityUserFlow.Read.All'),
  { method: 'POST', path: '/$batch', versions: ['v1.0', 'beta'], permission: '', workload: 'directory' },
]

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All']

/**
 * Application permissions that open a resource, any one of them, the least first. `a + b`: both together.
 * Source: the permissions tables of https://learn.microsoft.com/graph/api/overview (each resource's list page).
 */
export const permissions = {
  organization: ['Organization.Read.All', 'Organization.ReadWrite.All', ...directory],
  subscribedSkus: ['LicenseAssignment.Read.All', 'Organization.Read.All', 'Organization.ReadWrite.All', ...directory],
  domains: ['Domain.Read.All', 'Domain.ReadWrite.All', ...directory],
  users: ['User.Read.All', 'User.ReadWrite.All', ...directory],
  groups: ['GroupMember.Read.All', 'Group.Read.All', 'GroupMember.ReadWrite.All', 'Group.ReadWrite.All', ...directory],
  roles: ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'RoleManagement.ReadWrite.Directory', ...directory],
  assignmentSchedules: [
    'RoleAssignmentSchedule.Read.Directory',
    'RoleManagement.Read.Directory',
    'RoleManagement.Read.All',
    'RoleAssignmentSchedule.ReadWrite.Directory',
    'RoleManagement.ReadWrite.Directory',
  ],
  eligibilitySchedules: [
    'RoleEligibilitySchedule.Read.Directory',
    'RoleManagement.Read.Directory',
    'RoleManagement.Read.All',
    'RoleEligibilitySchedule.ReadWrite.Directory',
    'RoleManagement.ReadWrite.Directory',
  ],
  rolePolicies: [
    'RoleManagementPolicy.Read.Directory',
    'RoleManagement.Read.Directory',
    'RoleManagement.Read.All',
    'RoleManagementPolicy.ReadWrite.Directory',
    'RoleManagement.ReadWrite.Directory',
  ],
  groupEligibility: ['PrivilegedEligibilitySchedule.Read.AzureADGroup', 'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'],
  groupAssignment: ['PrivilegedAssignmentSchedule.Read.AzureADGroup', 'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup'],
  groupPolicies: ['RoleManagementPolicy.Read.AzureADGroup', 'RoleManagementPolicy.ReadWrite.AzureADGroup'],
  pimAlerts: ['RoleManagementAlert.Read.Directory', 'RoleManagementAlert.ReadWrite.Directory'],
  administrativeUnits: ['AdministrativeUnit.Read.All', 'AdministrativeUnit.ReadWrite.All', ...directory],
  publicKeyInfrastructure: ['PublicKeyInfrastructure.Read.All', 'PublicKeyInfrastructure.ReadWrite.All'],
  invitationDomains: ['Policy.Read.B2BManagementPolicy', 'Policy.ReadWrite.B2BManagementPolicy'],
  conditionalAccessSettings: ['Policy.Read.ConditionalAccess', 'Policy.ReadWrite.ConditionalAccess'],
  userMethods: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'],
  onPremisesSynchronization: ['OnPremDirectorySynchronization.Read.All', 'OnPremDirectorySynchronization.ReadWrite.All'],
  conditionalAccess: ['Policy.Read.All'],
  strengths: ['Policy.Read.All', 'Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod'],
  authenticationMethods: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
  registrations: ['AuditLog.Read.All'],
  signIns: ['AuditLog.Read.All + Directory.Read.All'],
  policies: ['Policy.Read.All'],
  devicePolicy: ['Policy.Read.DeviceConfiguration', 'Policy.ReadWrite.DeviceConfiguration'],
  groupSettings: ['GroupSettings.Read.All', 'GroupSettings.ReadWrite.All', ...directory],
  accessReviews: ['AccessReview.Read.All', 'AccessReview.ReadWrite.All'],
  entitlements: ['EntitlementManagement.Read.All', 'EntitlementManagement.ReadWrite.All'],
  lifecycleWorkflows: ['LifecycleWorkflows-Workflow.ReadBasic.All', 'LifecycleWorkflows-Workflow.Read.All', 'LifecycleWorkflows.Read.All'],
  riskyUsers: ['IdentityRiskyUser.Read.All', 'IdentityRiskyUser.ReadWrite.All'],
  riskyServicePrincipals: ['IdentityRiskyServicePrincipal.Read.All', 'IdentityRiskyServicePrincipal.ReadWrite.All'],
  delegatedGrants: ['Directory.Read.All', 'DelegatedPermissionGrant.ReadWrite.All', 'Directory.ReadWrite.All'],
  agentIdentities: ['AgentIdentity.Read.All', 'AgentIdentity.ReadWrite.All'],
  agentBlueprints: ['AgentIdentityBlueprint.Read.All', 'AgentIdentityBlueprint.ReadWrite.All'],
  synchronization: ['Synchronization.Read.All', 'Synchronization.ReadWrite.All'],
  userFlows: ['IdentityUserFlow.Read.All', 'IdentityUserFlow.ReadWrite.All'],
  recommendations: ['DirectoryRecommendations.Read.All', 'DirectoryRecommendations.ReadWrite.All'],
  claimsPolicies: ['Policy.Read.ApplicationConfiguration', 'Policy.ReadWrite.ApplicationConfiguration'],
  applicationUse: ['AuditLog.Read.All', 'Directory.Read.All'],
  applications: ['Application.Read.All', 'Application.ReadWrite.OwnedBy', 'Application.ReadWrite.All', ...directory],
} as const satisfies Record<string, readonly string[]>

export type PermissionSet = keyof typeof permissions

const all = (text: string): readonly string[] => text.split(' + ')

/** Every permission named above: what a client gets when its fixture names none. */
export const allPermissions: readonly string[] = [...new Set(Object.values(permissions).flat().flatMap(all))].filter(name => !name.includes('Write'))

/** Whether a token with these permissions may read; with `leastOnly` greater permissions do not stand in for the least. */
export const opens = (needed: PermissionSet, held: ReadonlySet<string>, leastOnly: boolean): boolean => {
  const ways: readonly string[] = permissions[needed]
  return (leastOnly ? ways.slice(0, 1) : ways).some(way => all(way).every(name => held.has(name)))
}

/** What is missing of the least that opens it. */
export const missing = (needed: PermissionSet, held: ReadonlySet<string>): readonly string[] => all(permissions[needed][0]).filter(name => !held.has(name))

export type GraphVersion = 'v1.0' | 'beta'

/** One request to Microsoft Graph that may leave. `{id}` stands for one segment. */
export interface Operation {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly versions: readonly GraphVersion[]
  /** The least application permission that opens it, named when the answer is a refusal. */
  readonly permission: string
}

const read = (path: string, permission: string, ...versions: readonly GraphVersion[]): Operation => ({
  method: 'GET',
  path,
  versions: versions.length === 0 ? ['v1.0'] : versions,
  permission,
})

const roles = '/roleManagement/directory'

/**
 * Everything that may be asked of Microsoft Graph: the allow-list of the read-only guard. A POST is here only where Graph reads by POST.
 * Permissions: the permissions table on each method's page under https://learn.microsoft.com/graph/api/overview
 */
export const operations: readonly Operation[] = [
  read('/organization', 'Organization.Read.All'),
  read('/subscribedSkus', 'LicenseAssignment.Read.All'),
  read('/users', 'User.Read.All'),
  read('/groups/{id}', 'GroupMember.Read.All'),
  read('/groups/{id}/transitiveMembers', 'GroupMember.Read.All'),
  read(`${roles}/roleDefinitions`, 'RoleManagement.Read.Directory', 'beta'),
  read(`${roles}/roleAssignments`, 'RoleManagement.Read.Directory'),
  read(`${roles}/roleAssignmentScheduleInstances`, 'RoleAssignmentSchedule.Read.Directory'),
  read(`${roles}/roleEligibilityScheduleInstances`, 'RoleEligibilitySchedule.Read.Directory'),
  read('/identity/conditionalAccess/policies', 'Policy.Read.All', 'v1.0', 'beta'),
  read('/identity/conditionalAccess/namedLocations', 'Policy.Read.All'),
  read('/policies/authenticationStrengthPolicies', 'Policy.Read.All'),
  read('/policies/identitySecurityDefaultsEnforcementPolicy', 'Policy.Read.All'),
  read('/servicePrincipals', 'Application.Read.All'),
  read('/servicePrincipals/{id}', 'Application.Read.All'),
  read('/servicePrincipals/{id}/appRoleAssignedTo', 'Application.Read.All'),
  { method: 'POST', path: '/$batch', versions: ['v1.0'], permission: '' },
]

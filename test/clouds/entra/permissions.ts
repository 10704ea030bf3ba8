const directory = ['Directory.Read.All', 'Directory.ReadWrite.All']

/**
 * Application permissions that open a resource, any one of them, the least first.
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
  conditionalAccess: ['Policy.Read.All'],
  strengths: ['Policy.Read.AuthenticationMethod', 'Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod'],
  policies: ['Policy.Read.All'],
  applications: ['Application.Read.All', 'Application.ReadWrite.OwnedBy', 'Application.ReadWrite.All', ...directory],
} as const satisfies Record<string, readonly string[]>

export type PermissionSet = keyof typeof permissions

/** Every permission named above: what a client gets when its fixture names none. */
export const allPermissions: readonly string[] = [...new Set(Object.values(permissions).flat())].filter(name => !name.includes('Write'))

import type { rolePolicy } from '../../clouds/entra/defaults.ts'
import { groupPolicy } from '../../clouds/entra/example-privilege.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { daysAgo } from './accounts.ts'
import { domains, idOf } from './entra-people.ts'
import { roleIds } from './entra-roles.ts'
import { tenants } from './tenants.ts'

type User = TenantFixture['users'][number]
type Rule = NonNullable<Parameters<typeof rolePolicy>[2]>[number]

const SYNCHRONIZATION_ACCOUNTS = 'd29b2b05-8046-44ba-8758-1e26182fcf32'

const seen = (days: number) => ({
  lastSignInDateTime: daysAgo(days),
  lastNonInteractiveSignInDateTime: daysAgo(days),
  lastSuccessfulSignInDateTime: daysAgo(days),
})

const account = (tenant: 'faulty' | 'sound', name: string, more: Partial<User> = {}): User => ({
  id: idOf(tenant, name),
  displayName: name,
  userPrincipalName: `${name}@${domains[tenant]}`,
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  createdDateTime: '2024-01-01T00:00:00Z',
  signInActivity: seen(2),
  ...more,
})

const assignment = (id: string, principalId: string, roleDefinitionId: string) => ({
  id,
  principalId,
  roleDefinitionId,
  directoryScopeId: '/',
  appScopeId: null,
  memberType: 'Direct',
  startDateTime: '2024-01-01T00:00:00Z',
})
const couldBe = (id: string, principalId: string, roleDefinitionId: string) => ({
  ...assignment(id, principalId, roleDefinitionId),
  endDateTime: '2099-01-01T00:00:00Z',
})

const asks = (...enabledRules: string[]): Rule => ({
  '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule',
  id: 'Enablement_EndUser_Assignment',
  enabledRules,
})
const tells = (id: string, address: string): Rule => ({
  '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyNotificationRule',
  id,
  notificationType: 'Email',
  recipientType: 'Admin',
  notificationLevel: 'All',
  isDefaultRecipientsEnabled: true,
  notificationRecipients: [address],
})

const alert = (id: string, displayName: string, isActive: boolean): TenantFixture['pimAlerts'][number] => ({
  id,
  alertDefinitionId: id,
  displayName,
  isActive,
  incidentCount: isActive ? 1 : 0,
  lastScannedDateTime: daysAgo(1),
  severityLevel: 'high',
})

const customRole = (id: string, displayName: string, ...allowedResourceActions: string[]): TenantFixture['roleDefinitions'][number] => ({
  id,
  templateId: id,
  displayName,
  isBuiltIn: false,
  isEnabled: true,
  isPrivileged: false,
  rolePermissions: [{ allowedResourceActions }],
})

const changed = (policies: TenantFixture['roleManagementPolicies'], change: (roleId: string) => readonly Rule[]): TenantFixture['roleManagementPolicies'] =>
  policies.map(policy => {
    const rules = change(policy.roleDefinitionId ?? '')
    return { ...policy, rules: policy.rules.map(rule => rules.find(({ id }) => id === rule.id) ?? rule) }
  })

/** Who activated, left, idles and synchronizes with too much, in a group that anybody fills and a guest owns. */
const faulty = (tenant: TenantFixture): TenantFixture => ({
  ...tenant,
  users: [
    ...tenant.users.map(user =>
      user.id === idOf('faulty', 'standing-security') ? { ...user, assignedPlans: [{ service: 'exchange', capabilityStatus: 'Enabled' }] } : user,
    ),
    account('faulty', 'leaver', { accountEnabled: false }),
  ],
  groups: [
    ...tenant.groups.map(group => (group.displayName === 'Left out' ? { ...group, membershipRule: '(user.otherMails -contains "@contoso.com")' } : group)),
    {
      id: 'faulty-desk',
      displayName: 'Desk',
      securityEnabled: true,
      isAssignableToRole: false,
      members: [idOf('faulty', 'guest-admin')],
      owners: [idOf('faulty', 'idle-guest')],
    },
  ],
  roleDefinitions: [...tenant.roleDefinitions, customRole('faulty-support', 'Application support', 'microsoft.directory/applications/credentials/update')],
  roleAssignmentScheduleInstances: [
    ...tenant.roleAssignmentScheduleInstances,
    { ...assignment('faulty-sync', idOf('faulty', 'outside-pim'), SYNCHRONIZATION_ACCOUNTS), assignmentType: 'Assigned', endDateTime: null },
  ],
  roleEligibilityScheduleInstances: [
    ...tenant.roleEligibilityScheduleInstances,
    couldBe('faulty-desk-users', 'faulty-desk', roleIds.userAdministrator),
    couldBe('faulty-leaver', idOf('faulty', 'leaver'), roleIds.userAdministrator),
  ],
  eligibleGroupAccess: [
    { id: 'faulty-idle-desk', groupId: 'faulty-desk', principalId: idOf('faulty', 'idle'), accessId: 'member', startDateTime: null, endDateTime: null },
  ],
  groupActivationPolicies: [groupPolicy('faulty-desk', 'member', [asks('Justification')])],
  roleManagementPolicies: changed(tenant.roleManagementPolicies, role => (role === roleIds.userAdministrator ? [asks('MultiFactorAuthentication')] : [])),
  pimAlerts: [alert('faulty-outside', 'Roles are being assigned outside of PIM', true)],
  administrativeUnits: [
    {
      id: 'faulty-unit',
      displayName: 'Berlin',
      isMemberManagementRestricted: null,
      visibility: null,
      members: ['ada', 'bob'].map(name => idOf('faulty', name)),
    },
  ],
  userMethods: {
    ...Object.fromEntries(['ada', 'standing-security', 'outside-pim', 'synced-admin', 'idle'].map(name => [idOf('faulty', name), ['fido2']])),
    [idOf('faulty', 'eligible')]: ['microsoftAuthenticator', 'phone'],
    [idOf('faulty', 'break-glass-1')]: ['fido2', 'microsoftAuthenticator'],
  },
  perUserMfa: { [idOf('faulty', 'standing-security')]: 'enforced' },
})

/** The same things as they should be. */
const sound = (tenant: TenantFixture): TenantFixture => ({
  ...tenant,
  users: [...tenant.users, account('sound', 'Sync_DC01_0a1b2c3d4e5f'), account('sound', 'left-well', { accountEnabled: false })],
  groups: [
    ...tenant.groups,
    {
      id: 'sound-vault',
      displayName: 'Vault',
      securityEnabled: true,
      isAssignableToRole: true,
      members: [idOf('sound', 'ada')],
      owners: [idOf('sound', 'carla')],
    },
    {
      id: 'sound-engineers',
      displayName: 'Engineers',
      securityEnabled: true,
      membershipRule: '(user.department -eq "Engineering")',
      members: [idOf('sound', 'bob')],
    },
  ],
  servicePrincipals: tenant.servicePrincipals.map(application =>
    application.id === 'aws-of-fabrikam'
      ? {
          ...application,
          appRoleAssignedTo: [
            ...(application.appRoleAssignedTo ?? []),
            {
              id: 'sound-engineers-aws',
              resourceId: application.id,
              principalId: 'sound-engineers',
              principalType: 'Group',
              principalDisplayName: 'Engineers',
              appRoleId: '00000000-0000-0000-0000-000000000000',
            },
          ],
        }
      : application,
  ),
  roleDefinitions: [...tenant.roleDefinitions, customRole('sound-readers', 'Registration readers', 'microsoft.directory/applications/standard/read')],
  roleAssignmentScheduleInstances: [
    ...tenant.roleAssignmentScheduleInstances,
    { ...assignment('sound-sync', idOf('sound', 'Sync_DC01_0a1b2c3d4e5f'), SYNCHRONIZATION_ACCOUNTS), assignmentType: 'Assigned', endDateTime: null },
  ],
  roleEligibilityScheduleInstances: [...tenant.roleEligibilityScheduleInstances, couldBe('sound-vault-users', 'sound-vault', roleIds.userAdministrator)],
  eligibleGroupAccess: [
    {
      id: 'sound-dan-vault',
      groupId: 'sound-vault',
      principalId: idOf('sound', 'dan'),
      accessId: 'member',
      startDateTime: null,
      endDateTime: '2099-01-01T00:00:00Z',
    },
  ],
  groupActivationPolicies: [groupPolicy('sound-vault')],
  roleManagementPolicies: changed(tenant.roleManagementPolicies, () =>
    ['Notification_Admin_Admin_Eligibility', 'Notification_Admin_Admin_Assignment', 'Notification_Admin_EndUser_Assignment'].map(id =>
      tells(id, 'soc@fabrikam.example'),
    ),
  ),
  pimAlerts: [alert('sound-outside', 'Roles are being assigned outside of PIM', false)],
  administrativeUnits: [
    { id: 'sound-unit', displayName: 'Safe', isMemberManagementRestricted: true, visibility: null, members: [idOf('sound', 'break-glass-1')] },
  ],
  userMethods: Object.fromEntries(['ada', 'carla', 'dan', 'break-glass-1', 'break-glass-2'].map(name => [idOf('sound', name), ['fido2']])),
})

/** Administrators, their groups and what PIM asks of them: with faults in the faulty tenant, and as they should be in the sound one. */
export const withPrivilege = (tenant: TenantFixture): TenantFixture => {
  if (tenant.id === tenants.faulty) return faulty(tenant)
  return tenant.id === tenants.sound ? sound(tenant) : tenant
}

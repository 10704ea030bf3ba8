import { rolePolicy } from './defaults.ts'
import type { TenantFixture } from './tenant-fixture.ts'

type Privilege = Pick<
  TenantFixture,
  'eligibleGroupAccess' | 'activeGroupAccess' | 'groupActivationPolicies' | 'deletedItems' | 'pimAlerts' | 'administrativeUnits' | 'userMethods' | 'perUserMfa'
>

/** How membership of a group is activated; `changed` rules differ from what PIM starts with. */
export const groupPolicy = (
  group: string,
  access: 'member' | 'owner' = 'member',
  changed?: Parameters<typeof rolePolicy>[2],
): TenantFixture['groupActivationPolicies'][number] => ({
  ...rolePolicy('group', access, changed),
  id: `Group_${group}_${access}`,
  policyId: `Group_${group}`,
  scopeId: group,
  scopeType: 'Group',
})

/** What PIM says of the role-assignable group of the example tenant, and what its administrators have. */
export const examplePrivilege: Privilege = {
  eligibleGroupAccess: [
    {
      id: 'ega-bob',
      groupId: 'g-admins',
      principalId: 'u-bob',
      accessId: 'member',
      startDateTime: '2026-01-01T00:00:00Z',
      endDateTime: '2099-01-01T00:00:00Z',
    },
    { id: 'ega-inner', groupId: 'g-admins', principalId: 'g-inner', accessId: 'member', startDateTime: '2026-01-01T00:00:00Z', endDateTime: null },
  ],
  activeGroupAccess: [
    { id: 'aga-ada', groupId: 'g-admins', principalId: 'u-ada', accessId: 'member', assignmentType: 'assigned', startDateTime: null, endDateTime: null },
  ],
  groupActivationPolicies: [groupPolicy('g-admins')],
  deletedItems: [{ '@odata.type': '#microsoft.graph.user', id: 'u-gone', displayName: 'Gone', deletedDateTime: '2026-11-20T09:00:00Z' }],
  pimAlerts: [
    {
      id: 'DirectoryRole_alert_TooManyGlobalAdminsAssignedToTenantAlert',
      alertDefinitionId: 'DirectoryRole_definition_TooManyGlobalAdminsAssignedToTenantAlert',
      isActive: true,
      incidentCount: 3,
      lastScannedDateTime: '2026-11-23T02:00:00Z',
      displayName: 'There are too many global administrators',
      severityLevel: 'low',
    },
  ],
  administrativeUnits: [{ id: 'au-vault', displayName: 'Vault', isMemberManagementRestricted: true, visibility: null, members: ['u-ada'] }],
  userMethods: { 'u-ada': ['fido2', 'phone'] },
  perUserMfa: { 'u-ada': 'enforced' },
}

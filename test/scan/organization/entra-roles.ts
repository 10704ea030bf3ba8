import { builtInRoles } from '../../clouds/entra/built-ins.ts'
import { rolePolicy } from '../../clouds/entra/defaults.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { idOf, type TenantName } from './entra-people.ts'
import { tenants } from './tenants.ts'

type Active = TenantFixture['roleAssignmentScheduleInstances'][number]
type Eligible = TenantFixture['roleEligibilityScheduleInstances'][number]
type RolePolicy = TenantFixture['roleManagementPolicies'][number]

export const roleIds = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  securityAdministrator: '194ae4cb-b126-40b2-bd5b-6091b380977d',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
} as const
type RoleName = keyof typeof roleIds

const held = (tenant: TenantName, name: string, role: RoleName) => ({
  id: `${tenant}-${name}-${role}`,
  principalId: idOf(tenant, name),
  roleDefinitionId: roleIds[role],
  directoryScopeId: '/',
  appScopeId: null,
  memberType: 'Direct',
  startDateTime: '2024-01-01T00:00:00Z',
  endDateTime: null,
})
const standing = (tenant: TenantName, name: string, role: RoleName, more: Partial<Active> = {}): Active => ({
  ...held(tenant, name, role),
  assignmentType: 'Assigned',
  ...more,
})
const eligible = (tenant: TenantName, name: string, role: RoleName): Eligible => ({ ...held(tenant, name, role), endDateTime: '2099-01-01T00:00:00Z' })

/** Roles that are held all the time. */
export const active: Readonly<Record<TenantName, readonly Active[]>> = {
  faulty: [
    standing('faulty', 'ada', 'globalAdministrator'),
    standing('faulty', 'break-glass-1', 'globalAdministrator'),
    standing('faulty', 'standing-security', 'securityAdministrator'),
    standing('faulty', 'outside-pim', 'userAdministrator', { startDateTime: null }),
  ],
  sound: [standing('sound', 'break-glass-1', 'globalAdministrator'), standing('sound', 'break-glass-2', 'globalAdministrator')],
  bare: [],
}

/** Roles that can be activated. */
export const eligibleRoles: Readonly<Record<TenantName, readonly Eligible[]>> = {
  faulty: [
    eligible('faulty', 'eligible', 'privilegedRoleAdministrator'),
    eligible('faulty', 'synced-admin', 'securityAdministrator'),
    eligible('faulty', 'guest-admin', 'userAdministrator'),
  ],
  sound: [
    eligible('sound', 'ada', 'globalAdministrator'),
    eligible('sound', 'carla', 'privilegedRoleAdministrator'),
    eligible('sound', 'dan', 'securityAdministrator'),
    eligible('sound', 'ada', 'userAdministrator'),
  ],
  bare: [],
}

/** Without a licence for PIM there are only plain assignments. */
export const plainAssignments: TenantFixture['roleAssignments'] = [
  { id: 'bare-ada', principalId: idOf('bare', 'ada'), roleDefinitionId: roleIds.globalAdministrator, directoryScopeId: '/' },
]

const expiring = (id: string, maximumDuration: string): RolePolicy['rules'][number] => ({
  '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
  id,
  isExpirationRequired: true,
  maximumDuration,
})
const approvedBy = (...people: readonly string[]): RolePolicy['rules'][number] => ({
  '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyApprovalRule',
  id: 'Approval_EndUser_Assignment',
  setting: {
    isApprovalRequired: true,
    approvalMode: 'SingleStage',
    approvalStages: [
      {
        approvalStageTimeOutInDays: 1,
        primaryApprovers: people.map(userId => ({ '@odata.type': '#microsoft.graph.singleUser', userId })),
      },
    ],
  },
})
const reasonIsEnough: RolePolicy['rules'][number] = {
  '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule',
  id: 'Enablement_EndUser_Assignment',
  enabledRules: ['Justification'],
}

/** How roles are activated: without MFA or approval in the faulty tenant, for a short time and with two approvers in the sound one. */
export const rolePolicies: Readonly<Record<TenantName, readonly RolePolicy[]>> = {
  faulty: builtInRoles.map(({ id }) =>
    rolePolicy(tenants.faulty, id, id === roleIds.globalAdministrator ? [reasonIsEnough] : [expiring('Expiration_EndUser_Assignment', 'PT4H')]),
  ),
  sound: builtInRoles.map(({ id }) =>
    rolePolicy(tenants.sound, id, [
      approvedBy(idOf('sound', 'carla'), idOf('sound', 'dan')),
      expiring('Expiration_EndUser_Assignment', 'PT4H'),
      expiring('Expiration_Admin_Assignment', 'P180D'),
      expiring('Expiration_Admin_Eligibility', 'P365D'),
    ]),
  ),
  bare: [],
}

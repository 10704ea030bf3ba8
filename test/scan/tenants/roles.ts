import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { idOf } from './people.ts'
import type { TenantName } from './tenants.ts'

export const roleIds = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  exchangeAdministrator: '29232cdf-9323-42fd-ade2-1d097af3e4de',
  synchronizationAccounts: 'd29b2b05-8046-44ba-8758-1e26182fcf32',
} as const
type RoleName = keyof typeof roleIds

const held = (tenant: TenantName, name: string, role: RoleName) => ({
  id: `${tenant}-${name}-${role}`,
  principalId: idOf(tenant, name),
  roleDefinitionId: roleIds[role],
  directoryScopeId: '/',
  appScopeId: null,
})

/** Held for good, as every tenant can assign it. */
export const assigned = (tenant: TenantName, name: string, role: RoleName): TenantFixture['roleAssignments'][number] => held(tenant, name, role)

/** The same as PIM sees it. */
export const standing = (tenant: TenantName, name: string, role: RoleName): TenantFixture['roleAssignmentScheduleInstances'][number] => ({
  ...held(tenant, name, role),
  memberType: 'Direct',
  assignmentType: 'Assigned',
  startDateTime: '2024-01-01T00:00:00Z',
  endDateTime: null,
})

/** To be activated when it is needed. */
export const eligible = (tenant: TenantName, name: string, role: RoleName): TenantFixture['roleEligibilityScheduleInstances'][number] => ({
  ...held(tenant, name, role),
  memberType: 'Direct',
  startDateTime: '2024-01-01T00:00:00Z',
  endDateTime: '2099-01-01T00:00:00Z',
})

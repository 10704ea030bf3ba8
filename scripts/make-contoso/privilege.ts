import type { EntraUser } from '../../src/datasets/entra/directory.ts'
import {
  type ActiveGroupAccess,
  activeGroupAccess,
  type EligibleGroupAccess,
  eligibleGroupAccess,
  type GroupActivationPolicy,
  groupActivationPolicies,
  type PrivilegeGroup,
  privilegeGroups,
} from '../../src/datasets/entra/privilege-groups.ts'
import { perUserMfaRequirements, privilegedUserAccounts, privilegedUserMethods } from '../../src/datasets/entra/privileged-users.ts'
import {
  type AdministrativeUnit,
  administrativeUnits,
  type CustomRole,
  customRoles,
  type PimAlert,
  pimAlerts,
  synchronizationFeatures,
} from '../../src/datasets/entra/role-security.ts'
import { daysAgo } from './dates.ts'
import { guid } from './ids.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

type User = Pick<EntraUser, 'id' | 'name'>

/** Somebody with a privileged role, and what belongs to the account. */
export interface Administrator {
  readonly user: User
  /** Besides a password. */
  readonly methods: readonly string[]
  readonly services?: readonly string[]
  readonly perUserMfa?: 'enabled' | 'enforced'
}

/** What is known of a tenant's administrators and their groups. */
export interface PrivilegeSpec {
  readonly administrators: readonly Administrator[]
  readonly groups: readonly Loose<PrivilegeGroup>[]
  readonly eligible?: readonly Loose<EligibleGroupAccess>[]
  readonly active?: readonly Loose<ActiveGroupAccess>[]
  readonly policies?: readonly Loose<GroupActivationPolicy>[]
  /** Names of the alerts of PIM that are open, with how many cases. */
  readonly open?: Readonly<Record<string, number>>
  readonly roles?: readonly Loose<CustomRole>[]
  readonly units?: readonly Loose<AdministrativeUnit>[]
}

/** The alerts that PIM has: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-configure-security-alerts */
const alerts: readonly (readonly [string, string, string])[] = [
  ['RolesAssignedOutsidePrivilegedIdentityManagementAlert', 'Roles are being assigned outside of Privileged Identity Management', 'high'],
  ['SequentialActivationRenewalsAlert', 'Roles are being activated too frequently', 'low'],
  ['StaleSignInAlert', 'Potential stale accounts in a privileged role', 'medium'],
  ['NoMfaOnRoleActivationAlert', "Roles don't require multifactor authentication for activation", 'low'],
  ['TooManyGlobalAdminsAssignedToTenantAlert', 'There are too many Global Administrators', 'low'],
  ['RedundantAssignmentAlert', "Administrators aren't using their privileged roles", 'low'],
]

const alert = ([id, name, severity]: (typeof alerts)[number], open: Readonly<Record<string, number>>): Loose<PimAlert> => ({
  id: `DirectoryRole_${id}`,
  name,
  isActive: open[id] !== undefined,
  isEnabled: true,
  incidentCount: open[id] ?? 0,
  severity,
  lastScannedAt: daysAgo(1, `alert ${id}`),
})

const membership = (group: Pick<PrivilegeGroup, 'id'>, user: User) => ({
  name: user.name,
  groupId: group.id,
  principalId: user.id,
  principalType: 'user',
  access: 'member',
})

/** Somebody who could activate the membership of a group. */
export const eligibleFor = (group: Pick<PrivilegeGroup, 'id'>, user: User): Loose<EligibleGroupAccess> => ({
  id: guid(`eligible ${user.id} in ${group.id}`),
  ...membership(group, user),
  startAt: daysAgo(300, `eligible ${user.id}`),
  endAt: null,
})

/** Somebody who is in a group all the time, as PIM tells it. */
export const standingIn = (group: Pick<PrivilegeGroup, 'id'>, user: User): Loose<ActiveGroupAccess> => ({
  id: guid(`active ${user.id} in ${group.id}`),
  ...membership(group, user),
  startAt: null,
  endAt: null,
  assignmentType: 'assigned',
})

/** All tables about administrators and their groups. Settings of synchronization are empty: no application reads them. */
export const privilegeTables = (key: TenantKey, spec: PrivilegeSpec): Table[] => {
  const at = tenantScope(key)
  const { administrators, open = {} } = spec
  return [
    table(privilegeGroups, at, spec.groups),
    table(eligibleGroupAccess, at, spec.eligible ?? []),
    table(activeGroupAccess, at, spec.active ?? []),
    table(groupActivationPolicies, at, spec.policies ?? []),
    table(
      privilegedUserMethods,
      at,
      administrators.map(({ user: { id, name }, methods }) => ({ id, name, methods: ['password', ...methods] })),
    ),
    table(
      privilegedUserAccounts,
      at,
      administrators.map(({ user: { id, name }, services = ['AADPremiumService'] }) => ({ id, name, services: [...services], isManagementRestricted: null })),
    ),
    table(
      perUserMfaRequirements,
      at,
      administrators.map(({ user: { id, name }, perUserMfa = 'disabled' }) => ({ id, name, perUserMfaState: perUserMfa })),
    ),
    table(
      pimAlerts,
      at,
      alerts.map(each => alert(each, open)),
    ),
    table(customRoles, at, spec.roles ?? []),
    table(administrativeUnits, at, spec.units ?? []),
    table(synchronizationFeatures, at, []),
  ]
}

import { nativeId } from '../../src/dataset.ts'
import type { AzureCustomRole, AzureEligibleAssignment, AzureRoleAssignment, AzureScheduledAssignment } from '../../src/datasets/azure/authorization.ts'
import { OWNER } from '../../src/datasets/azure/authorization.ts'
import type { AzureGroupActivation } from '../../src/datasets/azure/group-access.ts'
import type { AzureSubscription, ManagementGroup, SubscriptionState } from '../../src/datasets/azure/hierarchy.ts'
import type { AzureOwnerProtection, AzurePrincipal } from '../../src/datasets/azure/principals.ts'
import { defaultScopes } from '../rule-tester.ts'

type Loose<R> = Omit<R, 'scope'>

export const root = nativeId(defaultScopes['azure-hierarchy'].id)
export const shop = 'bbbbbbbb-0000-4000-8000-000000000001'

const names: Readonly<Record<string, string>> = { [OWNER]: 'Owner' }

/** At a management group, a subscription, something in it (`shop/data`), or `/`. */
const placed = (where: string): Pick<AzureRoleAssignment, 'level' | 'at' | 'managementGroup' | 'subscription'> => {
  if (where === '/') return { level: 'root', at: '/', managementGroup: null, subscription: null }
  const [subscription = where, group] = where.split('/')
  if (subscription !== shop)
    return { level: 'management-group', at: `/providers/Microsoft.Management/managementGroups/${where}`, managementGroup: where, subscription: null }
  const at = `/subscriptions/${subscription}`
  return group === undefined
    ? { level: 'subscription', at, managementGroup: null, subscription }
    : { level: 'resource-group', at: `${at}/resourceGroups/${group}`, managementGroup: null, subscription }
}

const held = (principalId: string, where: string, roleId: string) => ({
  id: `${principalId}-${where}-${roleId.slice(0, 4)}`,
  name: `${names[roleId] ?? roleId}: ${principalId}`,
  ...placed(where),
  roleId,
  roleName: names[roleId] ?? roleId,
  principalId,
  principalType: 'User',
})

/** A user's role, in force. */
export const assignment = (principalId: string, where: string, roleId = OWNER, more: Partial<AzureRoleAssignment> = {}): Loose<AzureRoleAssignment> => ({
  ...held(principalId, where, roleId),
  hasCondition: false,
  bindsRoles: false,
  isCustom: false,
  ...more,
})

export const eligibility = (
  principalId: string,
  where: string,
  roleId = OWNER,
  more: Partial<AzureEligibleAssignment> = {},
): Loose<AzureEligibleAssignment> => ({
  ...held(principalId, where, roleId),
  startAt: null,
  endAt: null,
  ...more,
})

export const scheduled = (assigned: Loose<AzureRoleAssignment>, assignmentType: string, endAt: string | null = null): Loose<AzureScheduledAssignment> => ({
  id: `schedule-${assigned.id}`,
  name: assigned.principalId,
  assignment: assigned.id,
  assignmentType,
  startAt: null,
  endAt,
})

const nothing = {
  isDeleted: false,
  userType: null,
  accountEnabled: true,
  onPremisesSyncEnabled: null,
  appId: null,
  servicePrincipalType: null,
  users: null,
  servicePrincipals: null,
}
export const person = (id: string, more: Partial<AzurePrincipal> = {}): Loose<AzurePrincipal> => ({
  ...nothing,
  id,
  name: `${id}@contoso.example`,
  kind: 'user',
  userType: 'Member',
  ...more,
})
export const program = (id: string, more: Partial<AzurePrincipal> = {}): Loose<AzurePrincipal> => ({
  ...nothing,
  id,
  name: id,
  kind: 'servicePrincipal',
  appId: `app-${id}`,
  servicePrincipalType: 'Application',
  ...more,
})
export const team = (id: string, users: readonly string[] | null, servicePrincipals: readonly string[] | null = []): Loose<AzurePrincipal> => ({
  ...nothing,
  id,
  name: id,
  kind: 'group',
  users: users === null ? null : [...users],
  servicePrincipals: servicePrincipals === null ? null : [...servicePrincipals],
})

/** A membership of a group that was activated through PIM for Groups. */
export const joined = (groupId: string, principalId: string, isOnlyWay = true): Loose<AzureGroupActivation> => ({
  id: `${groupId}/${principalId}`,
  name: principalId,
  groupId,
  principalId,
  endAt: '2026-11-24T04:00:00Z',
  isOnlyWay,
})

export const rootGroup: Loose<ManagementGroup> = { id: root, name: 'Tenant Root Group', parent: null, isRoot: true }
export const managementGroup = (id: string, parent = root): Loose<ManagementGroup> => ({ id, name: id, parent, isRoot: false })
export const subscription = (more: Partial<AzureSubscription> = {}): Loose<AzureSubscription> => ({
  id: shop,
  name: 'Shop',
  state: 'Enabled',
  managementGroup: 'platform',
  isAsked: true,
  ...more,
})

/** The state of the subscription whose scope the test is in. */
export const inState = (state: string): Loose<SubscriptionState> => ({ id: nativeId(defaultScopes['azure-subscription'].id), name: 'Production', state })

export const customRole = (
  id: string,
  actions: readonly string[],
  more: Partial<AzureCustomRole> & { readonly notActions?: readonly string[] } = {},
): Loose<AzureCustomRole> => ({
  id,
  name: id,
  permissions: [{ actions: [...actions], notActions: [...(more.notActions ?? [])] }],
  assignableScopes: more.assignableScopes ?? [`/subscriptions/${shop}`],
})

export const protection = (id: string, more: Partial<AzureOwnerProtection> = {}): Loose<AzureOwnerProtection> => ({
  id,
  name: `${id}@contoso.example`,
  directoryRoles: [],
  roleAssignableGroups: [],
  restrictedUnits: [],
  ...more,
})

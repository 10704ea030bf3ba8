import type { ActiveGroupAccess, EligibleGroupAccess, GroupActivationPolicy, PrivilegeGroup } from '../../src/datasets/entra/privilege-groups.ts'
import type { PrivilegedUserAccount, PrivilegedUserMethods } from '../../src/datasets/entra/privileged-users.ts'
import { scope } from '../analysis/conditional-access/tenant.ts'

type Linked = PrivilegeGroup['members'][number]

export const users = (...ids: readonly string[]): Linked[] => ids.map(id => ({ id, type: 'user' }))
export const groupsIn = (...ids: readonly string[]): Linked[] => ids.map(id => ({ id, type: 'group' }))

/** A role-assignable group without owners. */
export const privilegeGroup = (id: string, members: readonly Linked[], more: Partial<PrivilegeGroup> = {}): PrivilegeGroup => ({
  id,
  scope,
  name: `Group ${id}`,
  isAssignableToRole: true,
  isManagementRestricted: null,
  membershipRule: null,
  onPremisesSyncEnabled: null,
  owners: [],
  members: [...members],
  ...more,
})

/** Somebody who could activate the membership of a group. */
export const eligibleIn = (groupId: string, principalId: string, more: Partial<EligibleGroupAccess> = {}): EligibleGroupAccess => ({
  id: `eligible-${principalId}-in-${groupId}`,
  scope,
  name: principalId,
  groupId,
  principalId,
  principalType: 'user',
  access: 'member',
  startAt: null,
  endAt: null,
  ...more,
})

/** Somebody who is in a group, as PIM tells it: all the time. */
export const activeIn = (groupId: string, principalId: string, more: Partial<ActiveGroupAccess> = {}): ActiveGroupAccess => ({
  ...eligibleIn(groupId, principalId),
  id: `active-${principalId}-in-${groupId}`,
  assignmentType: 'assigned',
  ...more,
})

/** How membership of a group is activated, as it should be. */
export const activationPolicy = (groupId: string, more: Partial<GroupActivationPolicy> = {}): GroupActivationPolicy => ({
  id: `policy-of-${groupId}`,
  scope,
  name: `Group ${groupId}`,
  groupId,
  access: 'member',
  enabledRules: ['MultiFactorAuthentication', 'Justification'],
  authenticationContext: null,
  isApprovalRequired: true,
  maximumDuration: 'PT4H',
  ...more,
})

/** What somebody registered besides a password. */
export const methodsOf = (id: string, ...methods: readonly string[]): PrivilegedUserMethods => ({
  id,
  scope,
  name: `${id}@contoso.example`,
  methods: ['password', ...methods],
})

/** What the account of an administrator is licensed for. */
export const accountOf = (id: string, ...services: readonly string[]): PrivilegedUserAccount => ({
  id,
  scope,
  name: `${id}@contoso.example`,
  services: [...services],
  isManagementRestricted: null,
})

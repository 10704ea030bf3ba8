import type { Row } from '../../dataset.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { type RoleManagementPolicy, roleManagementPolicies } from '../../datasets/entra/role-management-policies.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { currentActiveAssignments, currentEligibleAssignments } from './current-assignments.ts'
import { emergencyAccess } from './emergency-access.ts'
import { knownGroups } from './known-groups.ts'
import { type DirectoryRole, directoryRoles, GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLE_ADMINISTRATOR } from './privileged-roles.ts'
import { allRoleHolders, type RoleHolder } from './role-holders.ts'

/** Who may approve an activation. */
export interface Approvers {
  /** Names of enabled users, groups resolved; `the manager` of whoever asks is one. */
  readonly people: readonly string[]
  /** Approvers of whom it is not known who they are. */
  readonly unread: readonly string[]
  /** Whether nobody is named, so that whoever is Privileged Role or Global Administrator at the time approves. */
  readonly isDefault: boolean
}

/** PIM's settings of a privileged role; `id` is the policy assignment's, `name` the role's. */
export interface PrivilegedRolePolicy extends Row {
  readonly role: DirectoryRole
  readonly policy: RoleManagementPolicy
  /** Everyone who holds the role or could activate it, for the tenant or a part of it. */
  readonly holders: readonly RoleHolder[]
  /** Whether the role can be activated: it is assigned as eligible, to whomever. */
  readonly hasEligible: boolean
  readonly approvers: Approvers
}

/** Roles that give away all others. */
const highest = new Set([GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLE_ADMINISTRATOR])

/** Whether it is one of the two roles that give away all others. */
export const isHighest = ({ role }: PrivilegedRolePolicy): boolean => highest.has(role.templateId)

/** Settings of the privileged roles that are assigned, active or eligible, to whomever; and of the two highest ones in any case. */
export const privilegedRolePolicies = defineView({
  name: 'entra-privileged-role-policies',
  per: 'entra-tenant',
  needs: {
    roleManagementPolicies,
    directoryRoles,
    activeRoleAssignments: currentActiveAssignments,
    eligibleRoleAssignments: currentEligibleAssignments,
    allRoleHolders,
    entraUsers,
    referencedGroups,
    emergencyAccess,
  },
  toleratesPartsOf: ['referencedGroups'],
  build(
    { roleManagementPolicies, directoryRoles, activeRoleAssignments, eligibleRoleAssignments, allRoleHolders, entraUsers, referencedGroups, emergencyAccess },
    _at,
    missing,
  ): Table<PrivilegedRolePolicy> {
    const groups = knownGroups(referencedGroups, missing('referencedGroups'))
    // https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings#require-approval-to-activate
    const standing = [...highest]
      .flatMap(role => allRoleHolders.get(role) ?? [])
      .filter(({ id, ways }) => !emergencyAccess.has(id) && ways.some(({ state }) => state === 'assigned'))
    const enabled = (ids: Iterable<string>): string[] =>
      [...ids].flatMap(id => {
        const user = entraUsers.get(id)
        // Emergency access is for when nobody else can get in: nobody there approves, by name or by default.
        return user?.accountEnabled === true && !emergencyAccess.has(id) ? [user.name] : []
      })
    const unreadStanding = standing.filter(({ kind }) => kind === 'group').map(({ name }) => `group ${name}`)
    const approversOf = ({ activation }: RoleManagementPolicy): Approvers => {
      if (activation.approvers.length === 0) return { people: [...new Set(enabled(standing.map(({ id }) => id)))], unread: unreadStanding, isDefault: true }
      const people = new Set<string>()
      const unread: string[] = []
      for (const { id, type } of activation.approvers) {
        const group = groups.get(id)
        if (/manager/i.test(type)) people.add('the manager')
        else if (entraUsers.get(id) !== undefined) for (const name of enabled([id])) people.add(name)
        else if (group !== undefined) for (const name of enabled(group.users)) people.add(name)
        else unread.push(`${/group/i.test(type) ? 'group' : 'approver'} ${id}`)
      }
      return { people: [...people], unread, isDefault: false }
    }
    const rolesOf = (assignments: readonly { readonly roleDefinitionId: string }[]): Set<string> =>
      new Set(assignments.map(({ roleDefinitionId }) => directoryRoles(roleDefinitionId).templateId))
    const active = rolesOf([...activeRoleAssignments])
    const eligible = rolesOf([...eligibleRoleAssignments, ...[...activeRoleAssignments].filter(({ assignmentType }) => assignmentType === 'Activated')])
    return tableOf(
      [...roleManagementPolicies].flatMap((policy): PrivilegedRolePolicy[] => {
        const role = directoryRoles(policy.roleDefinitionId)
        const hasEligible = eligible.has(role.templateId)
        if (!role.isPrivileged || !(hasEligible || active.has(role.templateId) || highest.has(role.templateId))) return []
        const holders = allRoleHolders.get(role.templateId) ?? []
        return [{ id: policy.id, scope: policy.scope, name: role.name, role, policy, holders, hasEligible, approvers: approversOf(policy) }]
      }),
    )
  },
})

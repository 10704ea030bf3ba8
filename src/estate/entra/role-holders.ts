import type { Row } from '../../dataset.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { deletedPrincipals } from '../../datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import type { ActiveRoleAssignment, EligibleRoleAssignment } from '../../datasets/entra/roles.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { currentActiveAssignments, currentEligibleAssignments } from './current-assignments.ts'
import { chained, type GroupMember, groupMembers, type Holding } from './group-members.ts'
import { type DirectoryRole, directoryRoles, GLOBAL_ADMINISTRATOR } from './privileged-roles.ts'

/** How a role came to somebody. */
export interface RoleWay {
  /** `assigned`: standing; `activated`: in force for now, from an eligibility; `eligible`: can be activated. Whoever may activate a group's membership is eligible for what the group holds. */
  readonly state: Holding
  /** How the assignment itself stands, whatever it takes to be in the group. */
  readonly ofRole: Holding
  /** The group it comes through, at any depth. */
  readonly through?: { readonly id: string; readonly name: string } | undefined
  /** ISO 8601; null: it does not end. */
  readonly endAt: string | null
  /** The assignment's row. */
  readonly assignment: string
  /** Whether the tenant has PIM, which alone knows of eligibility. */
  readonly hasPim: boolean
  /** The administrative unit or application it is limited to; absent: the whole tenant. */
  readonly within?: string | undefined
}

/** Somebody who holds a role, or could activate it; `id` is the principal's. */
export interface RoleHolder extends Row {
  /** `group`: a group whose members are not known; `unknown`: the directory does not resolve the principal. */
  readonly kind: 'user' | 'servicePrincipal' | 'group' | 'unknown'
  readonly role: DirectoryRole
  readonly ways: readonly RoleWay[]
}

/** Holders by role template id; roles nobody holds are not in it. */
export type RoleHolders = ReadonlyMap<string, readonly RoleHolder[]>

type Assignment = ActiveRoleAssignment | EligibleRoleAssignment

const stateOf = (assignment: Assignment): RoleWay['state'] => {
  if (!('assignmentType' in assignment)) return 'eligible'
  return assignment.assignmentType === 'Activated' ? 'activated' : 'assigned'
}

/** Who holds which role, for the tenant or a part of it, groups resolved, those who were deleted among them. A group that could not be read is a holder of its own. */
export const namedRoleHolders = defineView({
  name: 'entra-named-role-holders',
  per: 'entra-tenant',
  needs: {
    directoryRoles,
    activeRoleAssignments: currentActiveAssignments,
    eligibleRoleAssignments: currentEligibleAssignments,
    groupMembers,
    referencedGroups,
    entraUsers,
    servicePrincipals,
  },
  toleratesPartsOf: ['referencedGroups'],
  build({ directoryRoles, activeRoleAssignments, eligibleRoleAssignments, groupMembers, referencedGroups, entraUsers, servicePrincipals }, at): RoleHolders {
    const found = new Map<string, Map<string, RoleHolder & { readonly ways: RoleWay[] }>>()
    const kindOf = (principal: string, assignment: Assignment, member: GroupMember | undefined): RoleHolder['kind'] => {
      if (member?.isUnread === true) return 'group'
      if (entraUsers.get(principal) !== undefined) return 'user'
      if (servicePrincipals.get(principal) !== undefined) return 'servicePrincipal'
      return assignment.principalType === 'group' && member === undefined ? 'group' : 'unknown'
    }
    const note = (assignment: Assignment, principal: string, name: string, member?: GroupMember): void => {
      const role = directoryRoles(assignment.roleDefinitionId)
      const holders = found.get(role.templateId) ?? new Map<string, RoleHolder & { readonly ways: RoleWay[] }>()
      found.set(role.templateId, holders)
      const holder = holders.get(principal) ?? { id: principal, scope: at.id, name, kind: kindOf(principal, assignment, member), role, ways: [] }
      holders.set(principal, holder)
      const itself = { state: stateOf(assignment), endAt: assignment.endAt }
      const group = assignment.principalId
      holder.ways.push({
        ...(member === undefined ? itself : chained(itself, member)),
        ofRole: itself.state,
        through: member === undefined || principal === group ? undefined : { id: group, name: referencedGroups.get(group)?.name ?? group },
        assignment: assignment.id,
        hasPim: !('source' in assignment) || assignment.source === 'schedule',
        ...(assignment.directoryScopeId === '/' ? {} : { within: assignment.directoryScopeId }),
      })
    }
    const nameOf = (id: string): string | undefined => entraUsers.get(id)?.name ?? servicePrincipals.get(id)?.name ?? referencedGroups.get(id)?.name
    for (const assignment of [...activeRoleAssignments, ...eligibleRoleAssignments]) {
      const { principalId, name } = assignment
      const members = groupMembers(principalId)
      if (members === undefined) note(assignment, principalId, entraUsers.get(principalId)?.name ?? servicePrincipals.get(principalId)?.name ?? name)
      else for (const member of members) note(assignment, member.id, nameOf(member.id) ?? member.id, member)
    }
    return new Map([...found].map(([role, holders]) => [role, [...holders.values()]]))
  },
})

/** Who holds which role. Whoever was deleted signs in no more: what is still assigned to them is for whoever restores them, and nobody holds it. */
export const allRoleHolders = defineView({
  name: 'entra-all-role-holders',
  per: 'entra-tenant',
  needs: { namedRoleHolders, deletedPrincipals },
  toleratesPartsOf: ['deletedPrincipals'],
  build({ namedRoleHolders, deletedPrincipals }): RoleHolders {
    if (deletedPrincipals.size === 0) return namedRoleHolders
    const left = [...namedRoleHolders].map(([role, holders]): [string, RoleHolder[]] => [
      role,
      holders.filter(({ id, kind }) => kind !== 'unknown' || deletedPrincipals.get(id) === undefined),
    ])
    return new Map(left.filter(([, holders]) => holders.length > 0))
  },
})

/** Who holds which role for the whole tenant. */
export const roleHolders = defineView({
  name: 'entra-role-holders',
  per: 'entra-tenant',
  needs: { allRoleHolders },
  build({ allRoleHolders }): RoleHolders {
    const wide = [...allRoleHolders].map(([role, holders]): [string, RoleHolder[]] => [
      role,
      holders.flatMap(holder => {
        const ways = holder.ways.filter(({ within }) => within === undefined)
        return ways.length === 0 ? [] : [{ ...holder, ways }]
      }),
    ])
    return new Map(wide.filter(([, holders]) => holders.length > 0))
  },
})

/** Everyone who is Global Administrator, or could become it through PIM. */
export const globalAdministrators = defineView({
  name: 'entra-global-administrators',
  per: 'entra-tenant',
  needs: { roleHolders },
  build: ({ roleHolders }): Table<RoleHolder> => tableOf(roleHolders.get(GLOBAL_ADMINISTRATOR) ?? []),
})

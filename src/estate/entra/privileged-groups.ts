import type { Row } from '../../dataset.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { eligibleGroupAccess, type PrivilegeGroup, privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { currentActiveAssignments, currentEligibleAssignments } from './current-assignments.ts'
import { groupMembers } from './group-members.ts'
import { directoryRoles } from './privileged-roles.ts'

/** A group that a privileged role is assigned to, or one inside such a group; `id` is the group's. */
export interface PrivilegedGroup extends Row {
  readonly group: PrivilegeGroup
  /** Names of the privileged roles. */
  readonly roles: readonly string[]
}

/** Groups through which somebody holds a privileged role, or could activate one. */
export const privilegedGroups = defineView({
  name: 'entra-privileged-groups',
  per: 'entra-tenant',
  needs: { privilegeGroups, directoryRoles, activeRoleAssignments: currentActiveAssignments, eligibleRoleAssignments: currentEligibleAssignments },
  build({ privilegeGroups, directoryRoles, activeRoleAssignments, eligibleRoleAssignments }): Table<PrivilegedGroup> {
    const roles = new Map<string, Set<string>>()
    const note = (id: string, role: string): void => {
      const group = privilegeGroups.get(id)
      const known = roles.get(id) ?? new Set()
      if (group === undefined || known.has(role)) return
      roles.set(id, known.add(role))
      for (const member of group.members) if (member.type === 'group') note(member.id, role)
    }
    for (const { principalId, roleDefinitionId } of [...activeRoleAssignments, ...eligibleRoleAssignments]) {
      const role = directoryRoles(roleDefinitionId)
      if (role.isPrivileged) note(principalId, role.name)
    }
    return tableOf(
      [...roles].flatMap(([id, held]) => {
        const group = privilegeGroups.get(id)
        return group === undefined ? [] : [{ id, scope: group.scope, name: group.name, group, roles: [...held] }]
      }),
    )
  },
})

/** Somebody in a privileged group, or in charge of one. */
export interface GroupTie extends Row {
  readonly group: PrivilegedGroup
  readonly principalId: string
  readonly access: 'member' | 'owner'
  /** When it is activated, not now. */
  readonly isEligible: boolean
  /** Stands for members who are not known: anybody may be among them. */
  readonly isUnread: boolean
}

/** Members and owners of privileged groups, now and by activation. A member is part of the user, whom the role is held by; an owner part of the group. */
export const privilegedGroupTies = defineView({
  name: 'entra-privileged-group-ties',
  per: 'entra-tenant',
  needs: { privilegedGroups, groupMembers, eligibleGroupAccess, entraUsers },
  build({ privilegedGroups, groupMembers, eligibleGroupAccess, entraUsers }, at, _missing, now): Table<GroupTie> {
    const ties = new Map<string, GroupTie>()
    const note = (group: PrivilegedGroup, principalId: string, access: GroupTie['access'], isEligible: boolean, isUnread = false): void => {
      const id = `${group.id}/${access}/${principalId}`
      const known = ties.get(id)
      if (known !== undefined && !known.isEligible) return
      const who = entraUsers.get(principalId)?.name ?? principalId
      const partOf = access === 'member' && !isUnread ? principalId : group.id
      ties.set(id, { id, scope: at.id, name: `${who} in ${group.name}`, partOf, group, principalId, access, isEligible, isUnread })
    }
    for (const group of privilegedGroups) {
      const members = groupMembers(group.id)
      if (members === undefined) note(group, group.id, 'member', false, true)
      for (const { id, state, isUnread } of members ?? []) note(group, id, 'member', state === 'eligible', isUnread)
      for (const { id, type } of group.group.owners) if (type === 'user') note(group, id, 'owner', false)
    }
    for (const { groupId, principalId, access, endAt } of eligibleGroupAccess) {
      const group = privilegedGroups.get(groupId)
      const isOver = endAt !== null && Date.parse(endAt) <= now.getTime()
      if (group !== undefined && access.toLowerCase() === 'owner' && !isOver) note(group, principalId, 'owner', true)
    }
    return tableOf([...ties.values()])
  },
})

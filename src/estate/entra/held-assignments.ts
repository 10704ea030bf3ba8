import type { ActiveRoleAssignment, EligibleRoleAssignment } from '../../datasets/entra/roles.ts'
import { defineView } from '../needs.ts'
import { currentActiveAssignments, currentEligibleAssignments } from './current-assignments.ts'
import { chained, type GroupMember, groupMembers } from './group-members.ts'

/** Role assignments as people hold them. */
export interface HeldAssignments {
  readonly active: readonly ActiveRoleAssignment[]
  readonly eligible: readonly EligibleRoleAssignment[]
}

/**
 * Role assignments with PIM for Groups reckoned in: where members of a group that holds a role could, or did, activate their membership, the assignment
 * stands for each member by itself, so that those count as eligible who are. Other groups stay as they are.
 */
export const heldAssignments = defineView({
  name: 'entra-held-assignments',
  per: 'entra-tenant',
  needs: { activeRoleAssignments: currentActiveAssignments, eligibleRoleAssignments: currentEligibleAssignments, groupMembers },
  build({ activeRoleAssignments, eligibleRoleAssignments, groupMembers }): HeldAssignments {
    const active: ActiveRoleAssignment[] = []
    const eligible: EligibleRoleAssignment[] = [...eligibleRoleAssignments]
    // A group that is not known is named by no id of a group that is, which would be read as all its members.
    const principalOf = ({ id, isUnread }: GroupMember) =>
      isUnread ? { principalId: `whoever may be in ${id}`, principalType: 'group' } : { principalId: id, principalType: 'user' }
    const future = (assignment: EligibleRoleAssignment, members: readonly GroupMember[]): void => {
      for (const member of members) {
        const { endAt } = chained({ state: 'eligible', endAt: assignment.endAt }, member)
        if (member.state !== 'assigned') eligible.push({ ...assignment, ...principalOf(member), id: `${assignment.id}/${member.id}`, endAt })
      }
    }
    for (const assignment of eligibleRoleAssignments) future(assignment, groupMembers(assignment.principalId) ?? [])
    for (const assignment of activeRoleAssignments) {
      const members = groupMembers(assignment.principalId) ?? []
      future(assignment, members)
      if (members.every(({ state }) => state === 'assigned')) active.push(assignment)
      else
        for (const member of members)
          if (member.state === 'assigned') active.push({ ...assignment, ...principalOf(member), id: `${assignment.id}/${member.id}` })
    }
    return { active, eligible }
  },
})

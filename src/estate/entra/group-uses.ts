import { awsApplicationAssignments, awsApplications } from '../../datasets/entra/applications.ts'
import { conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { defineView } from '../needs.ts'
import { currentActiveAssignments, currentEligibleAssignments } from './current-assignments.ts'
import { directoryRoles } from './privileged-roles.ts'

/** What being in a group leads to, in words, by group: directory roles, AWS applications, and policies of Conditional Access that leave it out. */
export const groupUses = defineView({
  name: 'entra-group-uses',
  per: 'entra-tenant',
  needs: {
    directoryRoles,
    activeRoleAssignments: currentActiveAssignments,
    eligibleRoleAssignments: currentEligibleAssignments,
    awsApplications,
    awsApplicationAssignments,
    conditionalAccessPolicies,
  },
  build(facts): ReadonlyMap<string, readonly string[]> {
    const uses = new Map<string, Set<string>>()
    const note = (group: string, use: string): void => {
      uses.set(group, (uses.get(group) ?? new Set()).add(use))
    }
    for (const { principalId, roleDefinitionId } of [...facts.activeRoleAssignments, ...facts.eligibleRoleAssignments]) {
      const role = facts.directoryRoles(roleDefinitionId)
      if (role.isPrivileged) note(principalId, `the role ${role.name}`)
    }
    for (const { principalId, resourceId } of facts.awsApplicationAssignments)
      note(principalId, `AWS through ${facts.awsApplications.get(resourceId)?.name ?? resourceId}`)
    for (const { name, state, conditions } of facts.conditionalAccessPolicies)
      if (state === 'enabled') for (const group of conditions.users.excludeGroups) note(group, `being left out of policy "${name}"`)
    return new Map([...uses].map(([group, all]) => [group, [...all]]))
  },
})

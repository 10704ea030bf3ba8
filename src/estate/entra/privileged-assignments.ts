import type { Row } from '../../dataset.ts'
import type { ActiveRoleAssignment } from '../../datasets/entra/roles.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { currentActiveAssignments } from './current-assignments.ts'
import { type DirectoryRole, directoryRoles } from './privileged-roles.ts'

/** An assignment of a privileged role that is in force, part of the principal that holds it. */
export interface PrivilegedAssignment extends Row {
  readonly assignment: ActiveRoleAssignment
  readonly role: DirectoryRole
}

/** Assignments of privileged roles in force now. */
export const privilegedAssignments = defineView({
  name: 'entra-privileged-assignments',
  per: 'entra-tenant',
  needs: { activeRoleAssignments: currentActiveAssignments, directoryRoles },
  build: ({ activeRoleAssignments, directoryRoles }): Table<PrivilegedAssignment> =>
    tableOf(
      [...activeRoleAssignments].flatMap((assignment): PrivilegedAssignment[] => {
        const role = directoryRoles(assignment.roleDefinitionId)
        if (!role.isPrivileged) return []
        return [{ id: assignment.id, scope: assignment.scope, name: `${role.name}: ${assignment.name}`, partOf: assignment.principalId, assignment, role }]
      }),
    ),
})

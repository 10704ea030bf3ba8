import type { Row } from '../../dataset.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import {
  type ActiveRoleAssignment,
  activeRoleAssignments,
  type EligibleRoleAssignment,
  eligibleRoleAssignments,
  roleDefinitions,
} from '../../datasets/entra/roles.ts'
import { defineView, type Table, tableOf } from '../needs.ts'

/** How a role came to somebody. */
export interface RoleWay {
  /** `assigned`: standing; `activated`: in force for now, from an eligibility; `eligible`: can be activated. */
  readonly state: 'assigned' | 'activated' | 'eligible'
  /** The group it comes through, at any depth. */
  readonly through?: { readonly id: string; readonly name: string } | undefined
  /** ISO 8601; null: it does not end. */
  readonly endAt: string | null
  /** The assignment's row. */
  readonly assignment: string
  /** Whether the tenant has PIM, which alone knows of eligibility. */
  readonly hasPim: boolean
}

/** Somebody who holds a role for the whole tenant, or could activate it; `id` is the principal's. */
export interface RoleHolder extends Row {
  /** `group`: a group whose members are not known; `unknown`: the directory does not resolve the principal. */
  readonly kind: 'user' | 'servicePrincipal' | 'group' | 'unknown'
  readonly roleName: string
  readonly isPrivileged: boolean | null
  readonly ways: readonly RoleWay[]
}

type Assignment = ActiveRoleAssignment | EligibleRoleAssignment

const stateOf = (assignment: Assignment): RoleWay['state'] => {
  if (!('assignmentType' in assignment)) return 'eligible'
  return assignment.assignmentType === 'Activated' ? 'activated' : 'assigned'
}

/** Who holds which role for the whole tenant, groups resolved, by role template id; roles nobody holds are not in it. */
export const roleHolders = defineView({
  name: 'entra-role-holders',
  per: 'entra-tenant',
  needs: { roleDefinitions, activeRoleAssignments, eligibleRoleAssignments, referencedGroups, entraUsers, servicePrincipals },
  build(
    { roleDefinitions, activeRoleAssignments, eligibleRoleAssignments, referencedGroups, entraUsers, servicePrincipals },
    at,
  ): ReadonlyMap<string, readonly RoleHolder[]> {
    const found = new Map<string, Map<string, RoleHolder & { readonly ways: RoleWay[] }>>()
    const note = (assignment: Assignment, principal: string, through?: RoleWay['through']): void => {
      const definition = roleDefinitions.get(assignment.roleDefinitionId)
      const role = definition?.templateId ?? assignment.roleDefinitionId
      const holders = found.get(role) ?? new Map<string, RoleHolder & { readonly ways: RoleWay[] }>()
      found.set(role, holders)
      const user = entraUsers.get(principal)
      const application = servicePrincipals.get(principal)
      const holder = holders.get(principal) ?? {
        id: principal,
        scope: at.id,
        name: user?.name ?? application?.name ?? (through === undefined ? assignment.name : principal),
        kind:
          user !== undefined
            ? 'user'
            : application !== undefined
              ? 'servicePrincipal'
              : assignment.principalType === 'group' && through === undefined
                ? 'group'
                : 'unknown',
        roleName: definition?.name ?? role,
        isPrivileged: definition?.isPrivileged ?? null,
        ways: [],
      }
      holders.set(principal, holder)
      holder.ways.push({
        state: stateOf(assignment),
        through,
        endAt: assignment.endAt,
        assignment: assignment.id,
        hasPim: !('source' in assignment) || assignment.source === 'schedule',
      })
    }
    for (const assignment of [...activeRoleAssignments, ...eligibleRoleAssignments]) {
      if (assignment.directoryScopeId !== '/') continue
      const group = referencedGroups.get(assignment.principalId)
      if (group === undefined) note(assignment, assignment.principalId)
      else for (const member of [...group.users, ...group.servicePrincipals]) note(assignment, member, { id: group.id, name: group.name })
    }
    return new Map([...found].map(([role, holders]) => [role, [...holders.values()]]))
  },
})

/** The same in every tenant: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference#global-administrator */
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

/** Everyone who is Global Administrator, or could become it through PIM. */
export const globalAdministrators = defineView({
  name: 'entra-global-administrators',
  per: 'entra-tenant',
  needs: { roleHolders },
  build: ({ roleHolders }): Table<RoleHolder> => tableOf(roleHolders.get(GLOBAL_ADMINISTRATOR) ?? []),
})

import type { ReferencedGroup } from '../../datasets/entra/directory.ts'
import type { EligibleRoleAssignment, RoleDefinition } from '../../datasets/entra/roles.ts'

/** Ids of the users who hold each role tenant-wide, groups resolved, by role template id. */
export interface RoleHolders {
  readonly byRole: ReadonlyMap<string, ReadonlySet<string>>
  /** Roles that a group holds whose members are not known: anyone may hold them. */
  readonly unclear: ReadonlyMap<string, string>
  /** Principals of which the directory does not tell what they are, by id: the role and a name. */
  readonly unresolved: ReadonlyMap<string, { readonly role: string; readonly name: string }>
}

const resolved = new Set(['user', 'group', 'servicePrincipal'])

/**
 * Conditional Access sees a role only where it is built in and held for the whole tenant: assignments in an administrative unit or on one
 * application do not count. https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups
 */
export const holdersOf = (
  assignments: Iterable<EligibleRoleAssignment>,
  definitions: ReadonlyMap<string, RoleDefinition>,
  groups: ReadonlyMap<string, ReferencedGroup>,
): RoleHolders => {
  const byRole = new Map<string, Set<string>>()
  const unclear = new Map<string, string>()
  const unresolved = new Map<string, { role: string; name: string }>()
  for (const { principalId, principalType, roleDefinitionId, directoryScopeId, name } of assignments) {
    const definition = definitions.get(roleDefinitionId.toLowerCase())
    if (directoryScopeId !== '/' || definition?.isBuiltIn === false) continue
    const role = (definition?.templateId ?? roleDefinitionId).toLowerCase()
    const held = byRole.get(role) ?? new Set()
    byRole.set(role, held)
    const principal = principalId.toLowerCase()
    const group = groups.get(principal)
    if (group !== undefined) for (const user of group.users) held.add(user.toLowerCase())
    else if (principalType === 'group') unclear.set(role, name)
    else held.add(principal)
    if (group === undefined && !resolved.has(principalType)) unresolved.set(principal, { role, name })
  }
  return { byRole, unclear, unresolved }
}

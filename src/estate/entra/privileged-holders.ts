import type { Row } from '../../dataset.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import type { DirectoryRole } from './privileged-roles.ts'
import { allRoleHolders, type RoleHolder, type RoleWay } from './role-holders.ts'

/** Somebody with privileged roles, each with every way it is held; `id` is the principal's. */
export interface PrivilegedHolder extends Row {
  readonly kind: RoleHolder['kind']
  readonly roles: readonly { readonly role: DirectoryRole; readonly ways: readonly RoleWay[] }[]
}

/** Everyone who holds a privileged role, for the tenant or a part of it, or could activate one. */
export const privilegedHolders = defineView({
  name: 'entra-privileged-holders',
  per: 'entra-tenant',
  needs: { allRoleHolders },
  build({ allRoleHolders }): Table<PrivilegedHolder> {
    const found = new Map<string, PrivilegedHolder & { readonly roles: { role: DirectoryRole; ways: readonly RoleWay[] }[] }>()
    for (const { role, ways, ...holder } of [...allRoleHolders.values()].flat()) {
      if (!role.isPrivileged) continue
      const known = found.get(holder.id) ?? { ...holder, roles: [] }
      found.set(holder.id, known)
      known.roles.push({ role, ways })
    }
    return tableOf([...found.values()])
  },
})

/** Groups whose members are not known and that hold a role standing: who they are may hold it too. By role template id. */
export const unreadRoleGroups = defineView({
  name: 'entra-unread-role-groups',
  per: 'entra-tenant',
  needs: { allRoleHolders },
  build: ({ allRoleHolders }): ReadonlyMap<string, readonly RoleHolder[]> =>
    new Map(
      [...allRoleHolders]
        .map(([role, holders]): [string, RoleHolder[]] => [
          role,
          holders.filter(({ kind, ways }) => kind === 'group' && ways.some(({ state }) => state === 'assigned')),
        ])
        .filter(([, groups]) => groups.length > 0),
    ),
})

/** The people to ask about where administrators are meant. */
export interface Administrators {
  /** Template ids of privileged roles that Conditional Access sees: built in, held for the whole tenant. */
  readonly holdersOf: readonly string[]
  /** Users whose privileged roles it does not see: custom ones, or within an administrative unit. */
  readonly also: readonly string[]
  /** What could not be resolved among those. */
  readonly unclear: readonly string[]
}

/** Holders of privileged roles, as a question about Conditional Access names them. */
export const administrators = defineView({
  name: 'entra-administrators',
  per: 'entra-tenant',
  needs: { allRoleHolders },
  build({ allRoleHolders }): Administrators {
    const holdersOf = new Set<string>()
    const also = new Set<string>()
    const unclear = new Set<string>()
    for (const { id, name, kind, role, ways } of [...allRoleHolders.values()].flat()) {
      if (!role.isPrivileged) continue
      if (role.isBuiltIn && ways.some(({ within }) => within === undefined)) holdersOf.add(role.templateId)
      else if (kind === 'user') also.add(id)
      else if (kind !== 'servicePrincipal') unclear.add(name)
    }
    return { holdersOf: [...holdersOf].sort(), also: [...also].sort(), unclear: [...unclear].sort() }
  },
})

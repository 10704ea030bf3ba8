import type { Row } from '../../dataset.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import type { DirectoryRole } from './privileged-roles.ts'
import { allRoleHolders, type RoleHolder, type RoleWay } from './role-holders.ts'

/** Somebody with directory roles, privileged or not; `id` is the principal's. */
export interface RolePrincipal extends Row {
  readonly kind: RoleHolder['kind']
  /** Undefined: the directory does not resolve who that is. */
  readonly isEnabled: boolean | undefined
  readonly roles: readonly { readonly role: DirectoryRole; readonly ways: readonly RoleWay[] }[]
}

/** Everyone who holds a directory role, for the tenant or a part of it, or could activate one. */
export const rolePrincipals = defineView({
  name: 'entra-role-principals',
  per: 'entra-tenant',
  needs: { allRoleHolders, entraUsers, servicePrincipals },
  build({ allRoleHolders, entraUsers, servicePrincipals }): Table<RolePrincipal> {
    const found = new Map<string, RolePrincipal & { readonly roles: { role: DirectoryRole; ways: readonly RoleWay[] }[] }>()
    for (const { role, ways, ...holder } of [...allRoleHolders.values()].flat()) {
      const isEnabled = (entraUsers.get(holder.id) ?? servicePrincipals.get(holder.id))?.accountEnabled
      const known = found.get(holder.id) ?? { ...holder, isEnabled, roles: [] }
      found.set(holder.id, known)
      known.roles.push({ role, ways })
    }
    return tableOf([...found.values()])
  },
})

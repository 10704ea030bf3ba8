import type { Row } from '../../dataset.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { deletedPrincipals } from '../../datasets/entra/deleted-principals.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import type { DirectoryRole } from './privileged-roles.ts'
import { namedRoleHolders, type RoleHolder, type RoleWay } from './role-holders.ts'

/** Somebody with directory roles, privileged or not; `id` is the principal's. */
export interface RolePrincipal extends Row {
  readonly kind: RoleHolder['kind']
  /** Undefined: the directory does not resolve who that is. */
  readonly isEnabled: boolean | undefined
  /** Among the deleted, from which it can be restored. */
  readonly isDeleted: boolean
  readonly roles: readonly { readonly role: DirectoryRole; readonly ways: readonly RoleWay[] }[]
}

/** Everyone to whom a directory role is assigned, for the tenant or a part of it, or who could activate one; those who were deleted among them. */
export const rolePrincipals = defineView({
  name: 'entra-role-principals',
  per: 'entra-tenant',
  needs: { namedRoleHolders, entraUsers, servicePrincipals, deletedPrincipals },
  toleratesPartsOf: ['deletedPrincipals'],
  build({ namedRoleHolders, entraUsers, servicePrincipals, deletedPrincipals }): Table<RolePrincipal> {
    const found = new Map<string, RolePrincipal & { readonly roles: { role: DirectoryRole; ways: readonly RoleWay[] }[] }>()
    for (const { role, ways, ...holder } of [...namedRoleHolders.values()].flat()) {
      const isEnabled = (entraUsers.get(holder.id) ?? servicePrincipals.get(holder.id))?.accountEnabled
      const gone = holder.kind === 'unknown' ? deletedPrincipals.get(holder.id) : undefined
      const known = found.get(holder.id) ?? { ...holder, isEnabled, isDeleted: gone !== undefined, roles: [] }
      found.set(holder.id, known)
      known.roles.push({ role, ways })
    }
    return tableOf([...found.values()])
  },
})

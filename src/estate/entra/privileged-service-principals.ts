import { isMicrosofts, isTierZeroRole, type TierZeroPermission, tierZeroPermission } from '../../analysis/tier-zero.ts'
import type { Row } from '../../dataset.ts'
import { type ApplicationPermission, applicationPermissions } from '../../datasets/entra/application-permissions.ts'
import { type ServicePrincipal, servicePrincipals } from '../../datasets/entra/applications.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import type { DirectoryRole } from './privileged-roles.ts'
import { allRoleHolders, type RoleWay } from './role-holders.ts'

/** A program that leads to the whole tenant; `id` is the object id of its service principal, by which assignments name it. */
export interface PrivilegedServicePrincipal extends Row {
  readonly appId: string
  /** `agent`: the identity of an AI agent. `unknown`: the directory does not list it. */
  readonly kind: 'application' | 'managed-identity' | 'agent' | 'unknown'
  readonly accountEnabled: boolean
  readonly isMicrosofts: boolean
  /** The tenant it was registered in. */
  readonly ownerTenant: string | null
  /** Application permissions that lead to the whole tenant. */
  readonly permissions: readonly HeldPermission[]
  /** Directory roles that lead to the whole tenant, each with every way it is held. */
  readonly roles: readonly { readonly role: DirectoryRole; readonly ways: readonly RoleWay[] }[]
}

export interface HeldPermission extends TierZeroPermission {
  readonly permission: string
  /** Application id of the API. */
  readonly apiId: string
  /** The row of its assignment. */
  readonly assignment: string
}

/** What a service principal is, by the type that Graph gives it: https://learn.microsoft.com/graph/api/resources/serviceprincipal#properties and .../agentidentity#properties */
const kinds: ReadonlyMap<string, PrivilegedServicePrincipal['kind']> = new Map([
  ['managedidentity', 'managed-identity'],
  ['serviceidentity', 'agent'],
])

/** Application permissions that lead to the whole tenant, by the object id of who holds them. */
export const tierZeroPermissions = defineView({
  name: 'entra-tier-zero-permissions',
  per: 'entra-tenant',
  needs: { applicationPermissions },
  build({ applicationPermissions }): ReadonlyMap<string, readonly (HeldPermission & { readonly holder: string })[]> {
    const found = new Map<string, (HeldPermission & { readonly holder: string })[]>()
    const note = ({ id, name, principalId, principalType, apiId, permission }: ApplicationPermission): void => {
      // Users and groups who are assigned to an API get none of its application permissions.
      if (permission === null || principalType.toLowerCase() !== 'serviceprincipal') return
      const tierZero = tierZeroPermission(apiId, permission)
      if (tierZero === undefined) return
      const held = found.get(principalId) ?? []
      found.set(principalId, held)
      held.push({ ...tierZero, permission, apiId, assignment: id, holder: name })
    }
    for (const assignment of applicationPermissions) note(assignment)
    return found
  },
})

const described = (program: ServicePrincipal | undefined) => ({
  appId: program?.appId ?? '',
  kind: program === undefined ? ('unknown' as const) : (kinds.get(program.servicePrincipalType.toLowerCase()) ?? ('application' as const)),
  accountEnabled: program?.accountEnabled ?? true,
  isMicrosofts: isMicrosofts(program?.appOwnerOrganizationId ?? null),
  ownerTenant: program?.appOwnerOrganizationId ?? null,
})

/** Every application, managed identity and agent that leads to the whole tenant, by an application permission or by a directory role, which it may hold through groups. */
export const privilegedServicePrincipals = defineView({
  name: 'entra-privileged-service-principals',
  per: 'entra-tenant',
  needs: { tierZeroPermissions, allRoleHolders, servicePrincipals },
  build({ tierZeroPermissions, allRoleHolders, servicePrincipals }, at): Table<PrivilegedServicePrincipal> {
    const rolesOf = new Map<string, { readonly name: string; readonly roles: { readonly role: DirectoryRole; readonly ways: readonly RoleWay[] }[] }>()
    for (const { id, name, kind, role, ways } of [...allRoleHolders.values()].flat()) {
      if (kind !== 'servicePrincipal' || !isTierZeroRole(role)) continue
      const known = rolesOf.get(id) ?? { name, roles: [] }
      rolesOf.set(id, known)
      known.roles.push({ role, ways })
    }
    const ids = new Set([...tierZeroPermissions.keys(), ...rolesOf.keys()])
    return tableOf(
      [...ids].map((id): PrivilegedServicePrincipal => {
        const program = servicePrincipals.get(id)
        const permissions = tierZeroPermissions.get(id) ?? []
        const held = rolesOf.get(id)
        const name = program?.name ?? permissions[0]?.holder ?? held?.name ?? id
        return {
          id,
          scope: at.id,
          name,
          ...described(program),
          permissions: permissions.map(({ holder: _holder, ...permission }) => permission),
          roles: held?.roles ?? [],
        }
      }),
    )
  },
})

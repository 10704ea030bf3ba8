import { isMicrosofts, isTierZeroRole, type TierZeroPermission, tierZeroPermission } from '../../analysis/tier-zero.ts'
import type { Row } from '../../dataset.ts'
import { type ApplicationPermission, applicationPermissions } from '../../datasets/entra/application-permissions.ts'
import { type ServicePrincipal, servicePrincipals } from '../../datasets/entra/applications.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import type { DirectoryRole } from './privileged-roles.ts'
import { allRoleHolders, type RoleHolder, type RoleWay } from './role-holders.ts'

/** A program that leads to the whole tenant; `id` is the object id of its service principal, by which assignments name it. */
export interface PrivilegedServicePrincipal extends Row {
  readonly appId: string
  /** `agent`: the identity of an AI agent. */
  readonly kind: 'application' | 'managed-identity' | 'agent'
  readonly accountEnabled: boolean
  readonly isMicrosofts: boolean
  /** The tenant it was registered in. */
  readonly ownerTenant: string | null
  /** Application permissions that lead to the whole tenant. */
  readonly permissions: readonly HeldPermission[]
  /** Directory roles that lead to the whole tenant, each with every way it is held. */
  readonly roles: readonly HeldRole[]
}

/** A group that holds a directory role that leads to the whole tenant, and whose members are not known: any program may be among them. */
export interface UnreadRoleGroup extends Row {
  readonly kind: 'unread-group'
  readonly roles: readonly HeldRole[]
}

/** Why it is not known whether a program leads to the whole tenant. */
export const whyUnread = ({ name, roles }: UnreadRoleGroup): string =>
  `The members of group ${name}, which holds ${roles.map(({ role }) => role.name).join(' and ')}, are not known: applications may be among them.`

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
  build({ applicationPermissions }): ReadonlyMap<string, readonly HeldPermission[]> {
    const found = new Map<string, HeldPermission[]>()
    const note = ({ id, principalId, principalType, apiId, permission }: ApplicationPermission): void => {
      // Users and groups who are assigned to an API get none of its application permissions.
      if (permission === null || principalType.toLowerCase() !== 'serviceprincipal') return
      const tierZero = tierZeroPermission(apiId, permission)
      if (tierZero === undefined) return
      const held = found.get(principalId) ?? []
      found.set(principalId, held)
      held.push({ ...tierZero, permission, apiId, assignment: id })
    }
    for (const assignment of applicationPermissions) note(assignment)
    return found
  },
})

/** A directory role that leads to the whole tenant, with every way it is held. */
export interface HeldRole {
  readonly role: DirectoryRole
  readonly ways: readonly RoleWay[]
}

/** Directory roles that lead to the whole tenant, by the object id of who holds them; groups are resolved, and one that cannot be read is a holder. */
export const tierZeroRoles = defineView({
  name: 'entra-tier-zero-roles',
  per: 'entra-tenant',
  needs: { allRoleHolders },
  build({ allRoleHolders }): { readonly byHolder: ReadonlyMap<string, readonly HeldRole[]>; readonly unreadGroups: readonly RoleHolder[] } {
    const byHolder = new Map<string, HeldRole[]>()
    const unreadGroups: RoleHolder[] = []
    for (const holder of [...allRoleHolders.values()].flat()) {
      if (!isTierZeroRole(holder.role)) continue
      if (holder.kind === 'group') unreadGroups.push(holder)
      const held = byHolder.get(holder.id) ?? []
      byHolder.set(holder.id, held)
      held.push({ role: holder.role, ways: holder.ways })
    }
    return { byHolder, unreadGroups }
  },
})

/** What a service principal is, by the type that Graph gives it. */
export const programKind = ({ servicePrincipalType }: ServicePrincipal): PrivilegedServicePrincipal['kind'] =>
  kinds.get(servicePrincipalType.toLowerCase()) ?? 'application'

/** Every application, managed identity and agent that leads to the whole tenant, by an application permission or by a directory role, which it may hold through groups; and the groups that may hold more of them. */
export const privilegedServicePrincipals = defineView({
  name: 'entra-privileged-service-principals',
  per: 'entra-tenant',
  needs: { tierZeroPermissions, tierZeroRoles, servicePrincipals },
  build({ tierZeroPermissions, tierZeroRoles, servicePrincipals }): Table<PrivilegedServicePrincipal | UnreadRoleGroup> {
    const ids = new Set([...tierZeroPermissions.keys(), ...tierZeroRoles.byHolder.keys()])
    const unread = [...new Map(tierZeroRoles.unreadGroups.map(group => [group.id, group])).values()]
    return tableOf([
      ...[...ids].flatMap((id): PrivilegedServicePrincipal[] => {
        const program = servicePrincipals.get(id)
        if (program === undefined) return []
        const { scope, name, appId, accountEnabled, appOwnerOrganizationId: ownerTenant } = program
        return [
          {
            id,
            scope,
            name,
            appId,
            accountEnabled,
            kind: programKind(program),
            isMicrosofts: isMicrosofts(ownerTenant),
            ownerTenant,
            permissions: tierZeroPermissions.get(id) ?? [],
            roles: tierZeroRoles.byHolder.get(id) ?? [],
          },
        ]
      }),
      ...unread.map(({ id, scope, name }): UnreadRoleGroup => ({ id, scope, name, kind: 'unread-group', roles: tierZeroRoles.byHolder.get(id) ?? [] })),
    ])
  },
})

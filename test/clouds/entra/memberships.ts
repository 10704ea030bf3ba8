import { permissions } from './permissions.ts'
import type { Asked, Resource } from './resource.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

const groupsAbove = (tenant: TenantFixture, id: string, seen: Set<string> = new Set()): ReadonlySet<string> => {
  for (const group of tenant.groups) {
    if (seen.has(group.id) || group.members?.includes(id) !== true) continue
    seen.add(group.id)
    groupsAbove(tenant, group.id, seen)
  }
  return seen
}

/** What the client may not read comes with its type and id only: https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects */
const shown = (asked: Asked, needed: keyof typeof permissions, row: Json): Json =>
  permissions[needed].some(name => asked.permissions.has(name)) ? row : { '@odata.type': row['@odata.type'], id: row.id }

const rolesOf = (tenant: TenantFixture, holders: ReadonlySet<string>): readonly string[] => [
  ...new Set(
    [...tenant.roleAssignments, ...tenant.roleAssignmentScheduleInstances]
      .filter(({ principalId, directoryScopeId = '/' }) => holders.has(principalId ?? '') && directoryScopeId === '/')
      .map(({ roleDefinitionId }) => roleDefinitionId ?? ''),
  ),
]

/** Groups, directory roles and administrative units that a user is in, at any depth. https://learn.microsoft.com/graph/api/user-list-transitivememberof */
export const memberships: readonly Resource[] = [
  {
    path: '/users/{id}/transitiveMemberOf',
    needs: 'users',
    words: 'directory',
    find(asked) {
      const { tenant } = asked
      const id = asked.id('id')
      if (!tenant.users.some(user => user.id === id)) return { kind: 'missing', id }
      const groups = groupsAbove(tenant, id)
      const rows: readonly Json[] = [
        ...tenant.groups
          .filter(group => groups.has(group.id))
          .map(({ members: _members, owners: _owners, ...group }) => shown(asked, 'groups', { '@odata.type': '#microsoft.graph.group', ...group })),
        ...rolesOf(tenant, new Set([id, ...groups])).map(role =>
          shown(asked, 'roles', { '@odata.type': '#microsoft.graph.directoryRole', id: `role-${role}`, displayName: role, roleTemplateId: role }),
        ),
        ...tenant.administrativeUnits
          .filter(unit => unit.members.includes(id))
          .map(({ members: _members, ...unit }) => shown(asked, 'administrativeUnits', { '@odata.type': '#microsoft.graph.administrativeUnit', ...unit })),
      ]
      return { kind: 'list', type: 'directoryObject', rows }
    },
  },
]

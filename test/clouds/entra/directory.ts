import { hasPlan, plans } from './built-ins.ts'
import { permissions } from './permissions.ts'
import { type Asked, type Found, oneOf, type Resource, row } from './resource.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import { isObject, type Json } from './wire.ts'

const words = 'directory'

/** What Graph gives of a user when `$select` is absent: https://learn.microsoft.com/graph/api/resources/user */
export const userDefaults = [
  'id',
  'displayName',
  'givenName',
  'surname',
  'userPrincipalName',
  'mail',
  'jobTitle',
  'mobilePhone',
  'businessPhones',
  'officeLocation',
  'preferredLanguage',
]

/** A fixture does not change: what is derived from it is derived once. */
const perTenant = <T>(build: (tenant: TenantFixture) => T): ((tenant: TenantFixture) => T) => {
  const built = new WeakMap<TenantFixture, { readonly value: T }>()
  return tenant => {
    const known = built.get(tenant) ?? { value: build(tenant) }
    built.set(tenant, known)
    return known.value
  }
}

const yesterday = new Date(Date.now() - 86_400_000).toISOString()
const seen = { lastSignInDateTime: yesterday, lastNonInteractiveSignInDateTime: yesterday, lastSuccessfulSignInDateTime: yesterday }

/** Users as Graph has them where the fixture says nothing: everybody was here yesterday. */
const usersOf = perTenant(({ users }): readonly Json[] => users.map(user => ({ accountEnabled: true, userType: 'Member', signInActivity: seen, ...user })))

const groupsById = perTenant(({ groups }) => new Map(groups.map(group => [group.id, group])))

const objectsById = perTenant(tenant => {
  const objects = new Map<string, Json>()
  const add = (type: string, things: readonly object[]): void => {
    for (const thing of things) {
      const { members: _members, owners: _owners, appRoleAssignedTo: _assigned, ...rest } = row(thing)
      objects.set(String(rest.id), { '@odata.type': `#microsoft.graph.${type}`, ...rest })
    }
  }
  add('application', tenant.applications)
  add('servicePrincipal', tenant.servicePrincipals)
  add('group', tenant.groups)
  add('user', usersOf(tenant))
  return objects
})

/** The row of a directory object of any kind, with its `@odata.type`, without the links that the fixture keeps in it. */
export const directoryObject = (tenant: TenantFixture, id: string): Json | undefined => objectsById(tenant).get(id)

/** The objects behind the ids; an id that is nothing in the tenant is left out, as Graph does. */
export const directoryObjects = (tenant: TenantFixture, ids: readonly string[]): readonly Json[] =>
  ids.map(id => directoryObject(tenant, id)).filter(found => found !== undefined)

const plainGroup = ({ members: _members, owners: _owners, ...rest }: TenantFixture['groups'][number]): Json => row(rest)

const reached = perTenant(() => new Map<string, readonly string[]>())

const transitive = (tenant: TenantFixture, id: string): readonly string[] => {
  const known = reached(tenant).get(id)
  if (known !== undefined) return known
  const seen = new Set<string>()
  const visit = (group: string): void => {
    for (const member of groupsById(tenant).get(group)?.members ?? []) {
      if (seen.has(member)) continue
      seen.add(member)
      visit(member)
    }
  }
  visit(id)
  const all = [...seen]
  reached(tenant).set(id, all)
  return all
}

/** Members the client may not read come with their type and id only: https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects */
const visible = (asked: Asked, rows: readonly Json[]): readonly Json[] => {
  const may = permissions.users.some(name => asked.permissions.has(name))
  return rows.map(member => (may || member['@odata.type'] !== '#microsoft.graph.user' ? member : { '@odata.type': member['@odata.type'], id: member.id }))
}

const linked = (path: string, idsOf: (tenant: TenantFixture, id: string) => readonly string[], cast?: 'user' | 'group'): Resource => ({
  path: `/groups/{id}/${path}${cast === undefined ? '' : `/microsoft.graph.${cast}`}`,
  needs: 'groups',
  words,
  find: asked => {
    const id = asked.id('id')
    if (!groupsById(asked.tenant).has(id)) return { kind: 'missing', id }
    const all = visible(asked, directoryObjects(asked.tenant, idsOf(asked.tenant, id)))
    const rows = cast === undefined ? all : all.filter(member => member['@odata.type'] === `#microsoft.graph.${cast}`)
    return { kind: 'list', type: cast ?? 'directoryObject', rows }
  },
})

const memberLinks: readonly (readonly [string, (tenant: TenantFixture, id: string) => readonly string[]])[] = [
  ['members', (tenant, id) => groupsById(tenant).get(id)?.members ?? []],
  ['transitiveMembers', transitive],
  ['owners', (tenant, id) => groupsById(tenant).get(id)?.owners ?? []],
]

const sponsorsOf = (tenant: TenantFixture, user: Json): readonly Json[] => directoryObjects(tenant, tenant.sponsors[String(user.id)] ?? []).slice(0, 20)

/** When somebody signed in costs a licence, a permission and half of the page: https://learn.microsoft.com/graph/api/user-list */
const listUsers = ({ tenant, option, permissions: held }: Asked): Found => {
  if (!(option('$select') ?? '').includes('signInActivity'))
    return { kind: 'list', type: 'user', rows: usersOf(tenant), expand: { sponsors: user => sponsorsOf(tenant, user) } }
  if (!held.has('AuditLog.Read.All')) return { kind: 'refused', permission: 'AuditLog.Read.All' }
  if (!hasPlan(tenant, plans.p1, plans.p2)) return { kind: 'unlicensed', plan: 'P1' }
  return { kind: 'list', type: 'user', rows: usersOf(tenant), fullestPage: 500 }
}

const groupExpand = (tenant: TenantFixture): Record<string, (group: Json) => unknown> => ({
  members: group => directoryObjects(tenant, tenant.groups.find(g => g.id === group.id)?.members ?? []).slice(0, 20),
  owners: group => directoryObjects(tenant, tenant.groups.find(g => g.id === group.id)?.owners ?? []).slice(0, 20),
})

const withExpand = (found: Found, expand: Record<string, (group: Json) => unknown>): Found =>
  found.kind === 'one' || found.kind === 'list' ? { ...found, expand } : found

const byIds: Resource = {
  path: '/directoryObjects/getByIds',
  method: 'POST',
  needs: 'users',
  words,
  find: ({ tenant, body }) => {
    const ids = isObject(body) && Array.isArray(body.ids) ? body.ids.map(String) : []
    const types = isObject(body) && Array.isArray(body.types) ? body.types.map(String) : []
    const rows = directoryObjects(tenant, ids).filter(
      found => types.length === 0 || types.includes(String(found['@odata.type']).replace('#microsoft.graph.', '')),
    )
    return { kind: 'list', type: 'directoryObject', rows }
  },
}

export const directory: readonly Resource[] = [
  { path: '/organization', needs: 'organization', words, find: ({ tenant }) => ({ kind: 'list', type: 'organization', rows: [row(tenant.organization)] }) },
  { path: '/organization/{id}', needs: 'organization', words, find: ({ tenant, id }) => oneOf('organization', [row(tenant.organization)], id('id')) },
  {
    path: '/subscribedSkus',
    needs: 'subscribedSkus',
    words,
    find: ({ tenant }) => ({ kind: 'list', type: 'subscribedSku', rows: tenant.subscribedSkus.map(row) }),
  },
  { path: '/domains', needs: 'domains', words, find: ({ tenant }) => ({ kind: 'list', type: 'domain', rows: tenant.domains.map(row) }) },
  { path: '/users', needs: 'users', words, find: listUsers },
  { path: '/users/{id}', needs: 'users', words, find: ({ tenant, id }) => oneOf('user', usersOf(tenant), id('id')) },
  {
    path: '/groups',
    needs: 'groups',
    words,
    find: ({ tenant }) => ({ kind: 'list', type: 'group', rows: tenant.groups.map(plainGroup), expand: groupExpand(tenant) }),
  },
  {
    path: '/groups/{id}',
    needs: 'groups',
    words,
    find: ({ tenant, id }) => withExpand(oneOf('group', tenant.groups.map(plainGroup), id('id')), groupExpand(tenant)),
  },
  ...memberLinks.flatMap(([path, idsOf]) => [linked(path, idsOf), linked(path, idsOf, 'user'), linked(path, idsOf, 'group')]),
  byIds,
]

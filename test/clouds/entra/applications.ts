import { directoryObjects } from './directory.ts'
import { type Asked, oneOf, type Resource, row } from './resource.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

const words = 'directory'
const needs = 'applications'

const plain = ({ appRoleAssignedTo: _assigned, owners: _owners, ...rest }: TenantFixture['servicePrincipals'][number]): Json => ({
  accountEnabled: true,
  servicePrincipalType: 'Application',
  appRoleAssignmentRequired: false,
  ...rest,
})
const plainApplication = ({ owners: _owners, ...rest }: TenantFixture['applications'][number]): Json => row(rest)

const assigned = (tenant: TenantFixture, id: unknown): readonly Json[] =>
  (tenant.servicePrincipals.find(app => app.id === id)?.appRoleAssignedTo ?? []).map(row)
/** No more than twenty of what is expanded come, and nothing says so: https://learn.microsoft.com/graph/query-parameters#expand-parameter */
const expandedOwners =
  (tenant: TenantFixture, things: readonly { readonly id: string; readonly owners?: readonly string[] }[]) =>
  (app: Json): unknown =>
    directoryObjects(tenant, things.find(({ id }) => id === app.id)?.owners ?? []).slice(0, 20)
/** With something expanded a page is a hundred at most, whatever is asked for: https://techcommunity.microsoft.com/discussions/officegraph/the-top-parameter-does-not-work-together-with-the-expand-parameter-in-the-get-gr/3885391 */
const fullestPage = (option: Asked['option']): { readonly fullestPage?: number } => (option('$expand') === null ? {} : { fullestPage: 100 })
const expand = (tenant: TenantFixture): Record<string, (app: Json) => unknown> => ({
  appRoleAssignedTo: app => assigned(tenant, app.id).slice(0, 20),
  owners: expandedOwners(tenant, tenant.servicePrincipals),
})

const owners = (path: string, things: (tenant: TenantFixture) => readonly { readonly id: string; readonly owners?: readonly string[] }[]): Resource => ({
  path: `${path}/{id}/owners`,
  needs,
  words,
  find: ({ tenant, id }) => {
    const thing = things(tenant).find(candidate => candidate.id === id('id'))
    return thing === undefined
      ? { kind: 'missing', id: id('id') }
      : { kind: 'list', type: 'directoryObject', rows: directoryObjects(tenant, thing.owners ?? []) }
  },
})

const federatedOf = (tenant: TenantFixture, app: Json): readonly Json[] =>
  tenant.federatedCredentials.filter(({ application }) => application === app.id).map(({ credential }) => row(credential))

export const applications: readonly Resource[] = [
  {
    path: '/servicePrincipals',
    needs,
    words,
    find: ({ tenant, option }) => ({
      kind: 'list',
      type: 'servicePrincipal',
      rows: tenant.servicePrincipals.map(plain),
      expand: expand(tenant),
      ...fullestPage(option),
    }),
  },
  { path: '/servicePrincipals/{id}', needs, words, find: ({ tenant, id }) => oneOf('servicePrincipal', tenant.servicePrincipals.map(plain), id('id')) },
  {
    path: '/servicePrincipals/{id}/appRoleAssignedTo',
    needs,
    words,
    find: ({ tenant, id }: Asked) =>
      tenant.servicePrincipals.some(app => app.id === id('id'))
        ? { kind: 'list', type: 'appRoleAssignment', rows: assigned(tenant, id('id')) }
        : { kind: 'missing', id: id('id') },
  },
  owners('/servicePrincipals', tenant => tenant.servicePrincipals),
  {
    path: '/applications',
    needs,
    words,
    find: ({ tenant, option }) => ({
      kind: 'list',
      type: 'application',
      ...fullestPage(option),
      rows: tenant.applications.map(plainApplication),
      expand: { owners: expandedOwners(tenant, tenant.applications), federatedIdentityCredentials: app => federatedOf(tenant, app) },
    }),
  },
  { path: '/applications/{id}', needs, words, find: ({ tenant, id }) => oneOf('application', tenant.applications.map(plainApplication), id('id')) },
  owners('/applications', tenant => tenant.applications),
]

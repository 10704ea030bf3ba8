import { describe, expect, it } from 'vitest'
import { MICROSOFT_GRAPH } from '../../../src/analysis/tier-zero.ts'
import type { Row } from '../../../src/dataset.ts'
import { PRIVILEGED_ROLE_ADMINISTRATOR } from '../../../src/estate/entra/privileged-roles.ts'
import { privilegedServicePrincipals, tierZeroPermissions, tierZeroRoles } from '../../../src/estate/entra/privileged-service-principals.ts'
import type { RoleHolder } from '../../../src/estate/entra/role-holders.ts'
import { type Facts, tableOf } from '../../../src/estate/needs.ts'
import { GLOBAL_ADMINISTRATOR } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes } from '../../rule-tester.ts'
import { MICROSOFT_TENANT, managedIdentity, permission, program } from '../../rules/program-rows.ts'

const at = defaultScopes['entra-tenant']
const now = new Date('2026-11-24T00:00:00Z')
const nothingMissing = () => []
const built = <N extends object, T>(view: { build(facts: N, where: typeof at, missing: () => [], now: Date): T }, facts: Record<string, unknown>): T =>
  view.build(facts as N, at, nothingMissing as () => [], now)

const role = (templateId: string, name: string) => ({ templateId, name, isPrivileged: true, isBuiltIn: true })
const holder = (id: string, of: RoleHolder['role'], kind: RoleHolder['kind'] = 'servicePrincipal'): RoleHolder => ({
  id,
  scope: at.id,
  name: id,
  kind,
  role: of,
  ways: [{ state: 'assigned', ofRole: 'assigned', endAt: null, assignment: `a-${id}`, hasPim: true }],
})
const globalAdministrator = role(GLOBAL_ADMINISTRATOR, 'Global Administrator')
const privilegedRoleAdministrator = role(PRIVILEGED_ROLE_ADMINISTRATOR, 'Privileged Role Administrator')
const globalReader = role('f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader')

const privileged = (permissions: readonly Row[], holders: readonly RoleHolder[], programs: readonly Row[]) =>
  built<Facts<typeof privilegedServicePrincipals.needs>, Iterable<ReturnType<typeof describeRow>>>(privilegedServicePrincipals as never, {
    tierZeroPermissions: built(tierZeroPermissions, { applicationPermissions: tableOf(permissions) }),
    tierZeroRoles: built(tierZeroRoles, { allRoleHolders: Map.groupBy(holders, ({ role: held }) => held.templateId) }),
    servicePrincipals: tableOf(programs),
  })
const describeRow = (row: {
  readonly id: string
  readonly kind: string
  readonly isMicrosofts: boolean
  readonly permissions: readonly { permission: string; reach: string }[]
  readonly roles: readonly { role: { name: string } }[]
}) => row

describe('privileged service principals', () => {
  it('are those with a permission or a role that leads to the whole tenant, each once, and what they are', () => {
    const found = privileged(
      [permission('both', 'RoleManagement.ReadWrite.Directory'), permission('both', 'User.Read.All'), permission('identity', 'Group.ReadWrite.All')],
      [
        holder('sp-both', globalAdministrator),
        holder('sp-agent', globalAdministrator),
        holder('sp-reader', globalReader),
        holder('u-ada', globalAdministrator, 'user'),
      ],
      [
        program('both', { appOwnerOrganizationId: MICROSOFT_TENANT }),
        managedIdentity('identity'),
        program('agent', { servicePrincipalType: 'ServiceIdentity' }),
        program('reader'),
      ],
    )
    expect(
      [...found].map(({ id, kind, isMicrosofts, permissions, roles }) => [
        id,
        kind,
        isMicrosofts,
        permissions.map(one => `${one.permission} ${one.reach}`),
        roles.map(one => one.role.name),
      ]),
    ).toEqual([
      ['sp-both', 'application', true, ['RoleManagement.ReadWrite.Directory direct'], ['Global Administrator']],
      ['sp-identity', 'managed-identity', false, ['Group.ReadWrite.All indirect'], []],
      ['sp-agent', 'agent', false, [], ['Global Administrator']],
    ])
  })

  it('stand beside the groups whose members are not known, each once', () => {
    const found = privileged(
      [],
      [holder('g-dark', globalAdministrator, 'group'), holder('g-dark', privilegedRoleAdministrator, 'group'), holder('g-readers', globalReader, 'group')],
      [program('plain')],
    )
    expect([...found].map(({ id, kind, roles }) => [id, kind, roles.map(one => one.role.name)])).toEqual([
      ['g-dark', 'unread-group', ['Global Administrator', 'Privileged Role Administrator']],
    ])
  })

  it('are told of the groups whose members are not known', () => {
    const { byHolder, unreadGroups } = built<never, { byHolder: ReadonlyMap<string, unknown>; unreadGroups: readonly RoleHolder[] }>(tierZeroRoles as never, {
      allRoleHolders: new Map([[GLOBAL_ADMINISTRATOR, [holder('g-admins', globalAdministrator, 'group')]]]),
    })
    expect([[...byHolder.keys()], unreadGroups.map(({ id }) => id)]).toEqual([['g-admins'], ['g-admins']])
  })
})

it('reads permissions of the API they were granted on alone', () => {
  const found = built<never, ReadonlyMap<string, readonly unknown[]>>(tierZeroPermissions as never, {
    applicationPermissions: tableOf([
      permission('a', 'Directory.ReadWrite.All'),
      permission('b', 'Directory.ReadWrite.All', { apiId: '00000002-0000-0000-C000-000000000000' }),
      permission('c', 'Directory.ReadWrite.All', { apiId: 'app-of-ours' }),
      permission('d', 'full_access_as_app', { apiId: MICROSOFT_GRAPH }),
      permission('e', null),
      permission('f', 'Directory.ReadWrite.All', { principalType: 'Group' }),
    ]),
  })
  expect([...found.keys()]).toEqual(['sp-a', 'sp-b'])
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Collected } from '../../../src/collect/collector.ts'
import { synchronizationSettings } from '../../../src/collect/entra/role-security.ts'
import type { EntraSession } from '../../../src/collect/entra/session.ts'
import type { Dataset, Row, Scope } from '../../../src/dataset.ts'
import { delegatedPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeGroupAccess, eligibleGroupAccess, groupActivationPolicies, privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { perUserMfaRequirements, privilegedUserAccounts, privilegedUserMethods } from '../../../src/datasets/entra/privileged-users.ts'
import { administrativeUnits, customRoles, pimAlerts } from '../../../src/datasets/entra/role-security.ts'
import { builtInRoles, premiumP1 } from '../../clouds/entra/built-ins.ts'
import { groupPolicy } from '../../clouds/entra/example-privilege.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { quick, scanTenant } from './scan-tenant.ts'

const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'
const assigned = { roleDefinitionId: helpdesk, directoryScopeId: '/', appScopeId: null, memberType: 'Direct', startDateTime: null, endDateTime: null }
const access = (groupId: string, principalId: string) => ({ id: `${principalId}-in-${groupId}`, groupId, principalId, accessId: 'member' as const })

const people: Omit<TenantFixture, 'id'> = {
  ...tenant({ id: '77777777-2222-4333-8444-555555555550' }),
  users: ['ann', 'bob', 'cho', 'dan', 'eve'].map(name => ({
    id: `u-${name}`,
    displayName: name,
    userPrincipalName: `${name}@contoso.onmicrosoft.com`,
    assignedPlans: [
      { service: 'AADPremiumService', capabilityStatus: 'Enabled', servicePlanId: 'eec0eb4f-6444-4f95-aba0-50c24d67f998' },
      { service: 'exchange', capabilityStatus: 'Enabled', servicePlanId: '113feb6c-3fe4-4440-bddc-54d774bf0318' },
      ...(name === 'bob' ? [{ service: 'exchange', capabilityStatus: 'Warning', servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0' }] : []),
      ...(name === 'cho' ? [{ service: 'exchange', capabilityStatus: 'Deleted', servicePlanId: 'efb87545-963c-4e0d-99df-69c6916d9eb0' }] : []),
    ],
  })),
  groups: [
    { id: 'g-roles', displayName: 'Roles', isAssignableToRole: true, members: ['u-ann', 'g-within'], owners: ['u-bob'] },
    { id: 'g-within', displayName: 'Within', members: ['u-cho'] },
    { id: 'g-team', displayName: 'Team', members: ['u-dan'] },
    { id: 'g-dynamic', displayName: 'Dynamic', membershipRule: 'user.department -eq "IT"', members: [] },
  ],
  roleDefinitions: [
    ...builtInRoles,
    {
      id: 'r-own',
      templateId: 'r-own',
      displayName: 'Own',
      isBuiltIn: false,
      isEnabled: true,
      isPrivileged: false,
      rolePermissions: [{ allowedResourceActions: ['microsoft.directory/users/password/update', 'microsoft.directory/users/standard/read'] }],
    },
  ],
  roleAssignmentScheduleInstances: [
    { id: 'a-roles', principalId: 'g-roles', assignmentType: 'Assigned', ...assigned },
    { id: 'a-dynamic', principalId: 'g-dynamic', assignmentType: 'Assigned', ...assigned },
  ],
  eligibleGroupAccess: [access('g-roles', 'u-bob'), access('g-roles', 'g-team'), access('g-dynamic', 'u-eve')],
  activeGroupAccess: [{ ...access('g-roles', 'u-ann'), assignmentType: 'activated', startDateTime: null, endDateTime: '2099-01-01T00:00:00Z' }],
  groupActivationPolicies: [groupPolicy('g-roles')],
  oauth2PermissionGrants: [
    { id: 'grant-bob', clientId: 'sp-tool', consentType: 'Principal', principalId: 'u-bob', resourceId: 'sp-graph', scope: 'Mail.Read' },
    { id: 'grant-fay', clientId: 'sp-tool', consentType: 'Principal', principalId: 'u-fay', resourceId: 'sp-graph', scope: 'Mail.Read' },
  ],
  pimAlerts: [
    {
      id: 'DirectoryRole_alert_StaleSignInAlert',
      alertDefinitionId: 'DirectoryRole_definition_StaleSignInAlert',
      isActive: false,
      isEnabled: false,
      incidentCount: 0,
      lastScannedDateTime: '2026-11-01T02:00:00Z',
      displayName: 'Potential stale accounts in a privileged role',
      severityLevel: 'medium',
    },
  ],
  administrativeUnits: [
    { id: 'au-1', displayName: 'Berlin', isMemberManagementRestricted: null, visibility: null, members: ['u-ann', 'g-roles'] },
    { id: 'au-2', displayName: 'Hidden', isMemberManagementRestricted: true, visibility: 'HiddenMembership', members: [] },
  ],
  userMethods: { 'u-ann': ['fido2'] },
  perUserMfa: { 'u-dan': 'enforced' },
}
const withPim = tenant({ ...people, id: '77777777-2222-4333-8444-555555555551', subscribedSkus: tenant({ id: 'x' }).subscribedSkus })
const withoutPim = tenant({
  ...people,
  id: '77777777-2222-4333-8444-555555555552',
  subscribedSkus: [premiumP1('77777777-2222-4333-8444-555555555552')],
  roleAssignments: [{ id: 'ra', principalId: 'g-roles', roleDefinitionId: helpdesk, directoryScopeId: '/' }],
})

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [withPim, withoutPim] })
})
afterAll(() => entra.close())

test('what somebody granted who could join a group that holds a role is read', async () => {
  const found = await scanTenant(entra.url, withPim.id, quick())
  expect(found.rows(delegatedPermissions).map(({ id }) => id)).toEqual(['grant-bob'])
})

test('groups that hold roles are read with the groups in them, who owns them, and who could join through PIM', async () => {
  const found = await scanTenant(entra.url, withPim.id, quick())
  const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
  expect(found.rows(privilegeGroups).map(({ id, owners, members }) => [id, ids(owners), ids(members)])).toEqual([
    ['g-roles', ['u-bob'], ['u-ann', 'g-within']],
    ['g-dynamic', [], []],
    ['g-within', [], ['u-cho']],
  ])
  expect(found.rows(eligibleGroupAccess).map(({ groupId, principalId, principalType }) => [groupId, principalId, principalType])).toEqual([
    ['g-roles', 'u-bob', 'user'],
    ['g-roles', 'g-team', 'group'],
  ])
  expect(found.rows(activeGroupAccess).map(({ principalId, assignmentType }) => [principalId, assignmentType])).toEqual([['u-ann', 'activated']])
  expect(found.rows(groupActivationPolicies).map(({ groupId, access, enabledRules }) => [groupId, access, enabledRules])).toEqual([
    ['g-roles', 'member', ['MultiFactorAuthentication', 'Justification']],
  ])
  expect(new Set(ids(found.rows(referencedGroups)))).toEqual(new Set(['g-roles', 'g-dynamic', 'g-team', 'g-within']))
})

test('everybody who holds a privileged role or could, through whatever group, is asked about, and nobody else', async () => {
  const found = await scanTenant(entra.url, withPim.id, quick())
  const asked = ['u-ann', 'u-bob', 'u-cho', 'u-dan']
  for (const dataset of [privilegedUserMethods, privilegedUserAccounts, perUserMfaRequirements] as readonly Dataset<Row>[])
    expect([
      dataset.name,
      found
        .rows(dataset)
        .map(({ id }) => id)
        .sort(),
    ]).toEqual([dataset.name, asked])
  expect(found.rows(privilegedUserMethods).find(({ id }) => id === 'u-ann')?.methods).toEqual(['password', 'fido2'])
  // Exchange's foundation comes with Microsoft Entra ID P2, and is no mailbox.
  expect(found.rows(privilegedUserAccounts).flatMap(({ id, services }) => (services.includes('exchange') ? [id] : []))).toEqual(['u-bob'])
  expect(found.rows(perUserMfaRequirements).find(({ id }) => id === 'u-dan')?.perUserMfaState).toBe('enforced')
})

test('an alert of PIM says whether it is switched on', async () => {
  const found = await scanTenant(entra.url, withPim.id, quick())
  expect(found.rows(pimAlerts).map(({ name, isActive, isEnabled, severity }) => [name, isActive, isEnabled, severity])).toEqual([
    ['Potential stale accounts in a privileged role', false, false, 'medium'],
  ])
})

test('custom roles come with their actions, administrative units with their members; hidden ones are told as cut', async () => {
  const found = await scanTenant(entra.url, withPim.id, quick())
  expect(found.rows(customRoles).map(({ name, actions }) => [name, actions.length])).toEqual([['Own', 2]])
  expect(
    found.rows(administrativeUnits).map(({ name, isMemberManagementRestricted, members, isCut }) => [name, isMemberManagementRestricted, members, isCut]),
  ).toEqual([
    ['Berlin', false, ['u-ann', 'g-roles'], false],
    ['Hidden', true, [], true],
  ])
})

test('without a plan that holds PIM nobody is eligible, which is an answer; its alerts are a gap', async () => {
  const found = await scanTenant(entra.url, withoutPim.id, quick())
  for (const dataset of [eligibleGroupAccess, activeGroupAccess, groupActivationPolicies])
    expect([dataset.name, found.table(dataset)?.complete, found.rows<Row>(dataset as Dataset<Row>).length]).toEqual([dataset.name, true, 0])
  expect(found.gaps(pimAlerts).map(({ reason }) => reason)).toEqual(['not-licensed'])
  expect(
    found
      .rows(privilegedUserMethods)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['u-ann', 'u-cho'])
})

test('settings of synchronization are asked of a person, where there is synchronization; an application cannot read them', async () => {
  const at: Scope = { id: 'entra-tenant/t', kind: 'entra-tenant', name: 'Contoso' }
  const told = async (mode: 'app' | 'delegated', isSynchronized: boolean): Promise<readonly Collected[]> => {
    const session: Pick<EntraSession, 'mode' | 'list'> = {
      mode: () => mode,
      async *list() {
        yield { id: 't', features: { blockSoftMatchEnabled: true, blockCloudObjectTakeoverThroughHardMatchEnabled: false } }
      },
    }
    const rows = () => [{ onPremisesSyncEnabled: isSynchronized ? true : null }]
    const items: Collected[] = []
    const sofar = { rows, isComplete: () => true } as unknown as Parameters<typeof synchronizationSettings.collect>[2]
    for await (const item of synchronizationSettings.collect(session as EntraSession, at, sofar)) items.push(item)
    return items
  }
  expect(await told('app', false)).toEqual([])
  expect(await told('app', true)).toEqual([expect.objectContaining({ gap: expect.objectContaining({ reason: 'out-of-reach' }) })])
  expect(await told('delegated', true)).toEqual([
    expect.objectContaining({ row: expect.objectContaining({ blocksSoftMatch: true, blocksHardMatchTakeover: false }) }),
  ])
})

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { OWNER } from '../../../src/datasets/azure/authorization.ts'
import { azureEligibleMembers, azureGroupActivations } from '../../../src/datasets/azure/group-access.ts'
import { azureOwnerProtections, azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { azure, subscriptionScope } from '../../clouds/azure/azure.ts'
import { type EmulatedAzure, startAzure } from '../../clouds/azure/start-azure.ts'
import { premiumP1 } from '../../clouds/entra/built-ins.ts'
import type { Fault } from '../../clouds/entra/faults.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { azureEntry, scanAzure } from './scan-azure.ts'

const id = '11111111-2222-4333-8444-0000000000e1'
const without = '11111111-2222-4333-8444-0000000000e2'
const unpermitted = '11111111-2222-4333-8444-0000000000e3'
const shop = 'aaaaaaaa-0000-4000-8000-0000000000e1'
const user = (index: number): string => `dddddddd-0000-4000-8000-0000000000${index}`
const [ann, bob, cem, dan, eve, fay] = [user(10), user(11), user(12), user(13), user(14), user(15)] as const
const owners = 'eeeeeeee-0000-4000-8000-000000000010'
const inner = 'eeeeeeee-0000-4000-8000-000000000011'
const juniors = 'eeeeeeee-0000-4000-8000-000000000012'
const synced = 'eeeeeeee-0000-4000-8000-000000000013'

const active = (groupId: string, principalId: string, assignmentType: 'activated' | 'assigned', accessId: 'member' | 'owner' = 'member') => ({
  id: `${groupId}_${accessId}_${assignmentType}_${principalId}`,
  groupId,
  principalId,
  accessId,
  assignmentType,
  startDateTime: '2026-11-24T06:00:00Z',
  endDateTime: assignmentType === 'activated' ? '2026-11-24T14:00:00Z' : null,
})
const could = (groupId: string, principalId: string, accessId: 'member' | 'owner' = 'member') => ({
  id: `${groupId}_${accessId}_${principalId}`,
  groupId,
  principalId,
  accessId,
  startDateTime: null,
  endDateTime: null,
})

const directory = (tenantId: string, more: Partial<Parameters<typeof tenant>[0]> = {}) =>
  tenant({
    id: tenantId,
    users: Object.entries({ ann, bob, cem, dan, eve, fay }).map(([name, one]) => ({
      id: one,
      userPrincipalName: `${name}@contoso.example`,
      displayName: name,
    })),
    groups: [
      { id: owners, displayName: 'Owners', members: [ann, bob, cem, inner], securityEnabled: true },
      { id: inner, displayName: 'Inner', members: [bob, dan], securityEnabled: true },
      { id: juniors, displayName: 'Juniors', members: [eve], securityEnabled: true },
      { id: synced, displayName: 'Synced', members: [fay], securityEnabled: true, onPremisesSyncEnabled: true },
    ],
    // Ann activated; Bob did too, and is in a group that is in it; Cem was put in; Dan activated the inner group; Eve could through a group; Fay may own it.
    activeGroupAccess: [
      active(owners, ann, 'activated'),
      active(owners, bob, 'activated'),
      active(owners, cem, 'assigned'),
      active(owners, fay, 'activated', 'owner'),
      active(inner, dan, 'activated'),
      active(inner, bob, 'assigned'),
    ],
    eligibleGroupAccess: [could(owners, ann), could(inner, juniors), could(owners, fay, 'owner')],
    ...more,
  })
const arm = (tenantId: string) =>
  azure({
    tenant: tenantId,
    hasPim: tenantId !== without,
    subscriptions: [{ id: shop, name: 'Shop' }],
    roleAssignments: [
      { id: 'a-owners', scope: subscriptionScope(shop), role: OWNER, principalId: owners, principalType: 'Group' },
      { id: 'a-synced', scope: subscriptionScope(shop), role: OWNER, principalId: synced, principalType: 'Group' },
    ],
  })

let entra: Entra
let resources: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({
    tenants: [
      directory(id),
      directory(without, { subscribedSkus: [premiumP1(without)] }),
      directory(unpermitted, {
        clients: [
          {
            ...scanner,
            permissions: ['User.Read.All', 'Application.Read.All', 'GroupMember.Read.All', 'RoleManagement.Read.Directory', 'AdministrativeUnit.Read.All'],
          },
        ],
      }),
    ],
  })
  resources = await startAzure({ entra, tenants: [arm(id), arm(without), arm(unpermitted)] })
})
afterEach(() => entra.clearFaults())
afterAll(() => Promise.all([entra.close(), resources.close()]))

const scan = (tenantId = id) => scanAzure(azureEntry({ entra, azure: resources }, tenantId))

describe('PIM for groups that own a subscription', () => {
  it('tells who is in them by activation only, through groups in them too', async () => {
    const found = await scan()
    expect(found.manifest.gaps).toEqual([])
    expect(
      found
        .rows(azureGroupActivations)
        .map(({ groupId, principalId, isOnlyWay }) => [groupId, principalId, isOnlyWay])
        .sort(),
    ).toEqual([
      [owners, ann, true],
      [owners, bob, false],
      [owners, dan, true],
    ])
  })

  it('tells who could join them, members of groups that could among them, and names them', async () => {
    const found = await scan()
    expect(
      found
        .rows(azureEligibleMembers)
        .map(({ groupId, principalId }) => [groupId, principalId])
        .sort(),
    ).toEqual([
      [owners, ann],
      [owners, eve],
    ])
    expect(found.rows(azurePrincipals)).toContainEqual(expect.objectContaining({ id: eve, name: 'eve@contoso.example' }))
    expect(found.rows(azureOwnerProtections).map(one => one.id)).toContain(eve)
  })

  it('holds nothing where the tenant has no licence for it', async () => {
    const found = await scan(without)
    expect(found.manifest.gaps).toEqual([])
    expect([found.table(azureGroupActivations), found.table(azureEligibleMembers)]).toMatchObject([
      { rows: 0, complete: true },
      { rows: 0, complete: true },
    ])
  })

  it('is a gap of the group for who may not read it, which names the permission', async () => {
    const found = await scan(unpermitted)
    expect(found.gaps(azureGroupActivations)).toMatchObject([{ part: owners, reason: 'denied', permission: 'PrivilegedAssignmentSchedule.Read.AzureADGroup' }])
    expect(found.gaps(azureEligibleMembers)).toMatchObject([{ part: owners, reason: 'denied', permission: 'PrivilegedEligibilitySchedule.Read.AzureADGroup' }])
    expect(found.table(azureOwnerProtections)).toMatchObject({ complete: false })
  })

  const faults: readonly Fault[] = [
    { kind: 'denied' },
    { kind: 'status', status: 500 },
    { kind: 'zero-byte' },
    { kind: 'body', body: {} },
    { kind: 'body', body: { value: [null, 7, {}] } },
  ]
  it.each(faults)('is a gap where activations cannot be read ($kind $body)', async fault => {
    entra.fault({ path: /assignmentScheduleInstances$/ }, fault)
    const found = await scan()
    expect(found.gaps(azureGroupActivations)).toMatchObject([{ part: owners }])
    expect(found.rows(azureGroupActivations)).toEqual([])
    expect(found.table(azureEligibleMembers)).toMatchObject({ complete: true })
  })

  it.each(faults)('is a gap where members of a group in it cannot be read ($kind $body)', async fault => {
    entra.fault({ path: new RegExp(`/groups/${inner}/members$`) }, fault)
    const found = await scan()
    expect(found.gaps(azureGroupActivations)).toMatchObject([{ part: owners }])
    expect(found.gaps(azureEligibleMembers)).toMatchObject([{ part: owners }])
  })

  it('is a gap where a group that could join hides who is in it', async () => {
    entra.fault({ path: new RegExp(`/groups/${juniors}$`) }, { kind: 'body', body: { id: juniors, displayName: 'Juniors', visibility: 'HiddenMembership' } })
    entra.fault({ path: new RegExp(`/groups/${juniors}/transitiveMembers$`) }, { kind: 'body', body: { value: [] } })
    expect((await scan()).gaps(azureEligibleMembers)).toMatchObject([{ part: owners, reason: 'denied', permission: 'Member.Read.Hidden' }])
  })
})

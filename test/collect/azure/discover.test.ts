import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { azureRoleAssignments } from '../../../src/datasets/azure/authorization.ts'
import { classicAdministrators } from '../../../src/datasets/azure/governance.ts'
import { azureSubscriptions, managementGroups } from '../../../src/datasets/azure/hierarchy.ts'
import { azure, groupScope, subscriptionScope } from '../../clouds/azure/azure.ts'
import { type EmulatedAzure, startAzure } from '../../clouds/azure/start-azure.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { azureEntry, scanAzure } from './scan-azure.ts'

const whole = '11111111-2222-4333-8444-000000000001'
const partly = '11111111-2222-4333-8444-000000000002'
const blind = '11111111-2222-4333-8444-000000000003'
const hidden = '11111111-2222-4333-8444-000000000005'
const empty = '11111111-2222-4333-8444-000000000004'
const shop = 'aaaaaaaa-0000-4000-8000-000000000001'
const lab = 'aaaaaaaa-0000-4000-8000-000000000002'
const subscriptions = [
  { id: shop, name: 'Shop', parent: 'platform' },
  { id: lab, name: 'Lab' },
]
const groups = [{ id: 'platform', name: 'Platform' }]
const deleted = { id: 'aaaaaaaa-0000-4000-8000-000000000003', name: 'Old', state: 'Deleted' }
const foreign = { id: 'aaaaaaaa-0000-4000-8000-000000000009', name: 'Somebody else', tenant: '99999999-2222-4333-8444-000000000001' }

let entra: Entra
let arm: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({ tenants: [whole, partly, blind, empty, hidden].map(id => tenant({ id })) })
  arm = await startAzure({
    entra,
    pageSize: 1,
    tenants: [
      azure({ tenant: whole, groups, subscriptions: [...subscriptions, foreign] }),
      azure({ tenant: partly, groups, subscriptions, callers: [{ clientId: scanner.clientId, scope: subscriptionScope(shop), actions: ['*/read'] }] }),
      azure({ tenant: blind, groups, subscriptions, callers: [] }),
      azure({ tenant: empty }),
      azure({
        tenant: hidden,
        groups,
        subscriptions: [...subscriptions, deleted],
        callers: [
          {
            clientId: scanner.clientId,
            scope: groupScope(hidden),
            actions: ['Microsoft.Management/*/read', 'Microsoft.Authorization/*/read', 'Microsoft.ResourceGraph/*/read'],
          },
          ...[shop, deleted.id].map(id => ({ clientId: scanner.clientId, scope: subscriptionScope(id), actions: ['*/read'] })),
        ],
      }),
    ],
  })
})
afterEach(() => arm.clearFaults())
afterAll(async () => {
  await Promise.all([entra.close(), arm.close()])
})

const entry = (id: string, asked?: Parameters<typeof azureEntry>[2]) => azureEntry({ entra, azure: arm }, id, asked)
const scopesOf = ({ manifest }: Awaited<ReturnType<typeof scanAzure>>) => manifest.scopes.map(({ id }) => id)

describe('the Azure of a tenant', () => {
  it('is its hierarchy, and below it every subscription of the tenant, but none of another', async () => {
    const found = await scanAzure(entry(whole))
    expect(found.manifest.scopes).toEqual([
      { id: `azure-hierarchy/${whole}`, kind: 'azure-hierarchy', name: whole, parent: `entra-tenant/${whole}` },
      { id: `azure-subscription/${shop}`, kind: 'azure-subscription', name: 'Shop', parent: `azure-hierarchy/${whole}` },
      { id: `azure-subscription/${lab}`, kind: 'azure-subscription', name: 'Lab', parent: `azure-hierarchy/${whole}` },
    ])
    expect([found.table(azureSubscriptions), found.table(managementGroups)]).toMatchObject([
      { complete: true, rows: 2 },
      { complete: true, rows: 2 },
    ])
    expect(found.rows(azureSubscriptions).map(({ name, managementGroup, isAsked }) => [name, managementGroup, isAsked])).toEqual([
      ['Shop', 'platform', true],
      ['Lab', whole, true],
    ])
    expect(found.rows(managementGroups).map(({ id, parent, isRoot }) => [id, parent, isRoot])).toEqual([
      [whole, null, true],
      ['platform', whole, false],
    ])
  })

  it('is read only as far as the configuration asks for it', async () => {
    const left = await scanAzure(entry(whole, { exclude: [lab.toUpperCase()] }))
    expect(scopesOf(left)).toEqual([`azure-hierarchy/${whole}`, `azure-subscription/${shop}`])
    expect(left.rows(azureSubscriptions).map(({ isAsked }) => isAsked)).toEqual([true, false])
    const only = await scanAzure(entry(whole, { include: [lab] }))
    expect(scopesOf(only)).toEqual([`azure-hierarchy/${whole}`, `azure-subscription/${lab}`])
  })

  it('says of a subscription that was asked for by its id and is not shown that it is dark', async () => {
    const found = await scanAzure(entry(partly, { include: [shop, lab] }))
    expect(scopesOf(found)).toEqual([`azure-hierarchy/${partly}`, `azure-subscription/${shop}`, `azure-subscription/${lab}`])
  })

  it('is known in part, and says so, where the root management group may not be read', async () => {
    const found = await scanAzure(entry(partly))
    expect(scopesOf(found)).toEqual([`azure-hierarchy/${partly}`, `azure-subscription/${shop}`, 'azure-subscription/unidentified'])
    expect(found.rows(azureSubscriptions).map(({ name, managementGroup }) => [name, managementGroup])).toEqual([['Shop', 'platform']])
    for (const dataset of [azureSubscriptions, managementGroups])
      expect(found.gaps(dataset)).toMatchObject([{ reason: 'denied', permission: 'Microsoft.Management/managementGroups/read' }])
  })

  it('has a dark subscription for one that stands in the tree and is not listed, and knows that roles in it are missing', async () => {
    const found = await scanAzure(entry(hidden))
    expect(scopesOf(found)).toEqual([`azure-hierarchy/${hidden}`, `azure-subscription/${shop}`, `azure-subscription/${lab}`])
    const permission = 'Microsoft.Resources/subscriptions/read'
    expect(found.gaps(azureSubscriptions)).toMatchObject([{ part: lab, reason: 'denied', permission }])
    expect(found.gaps(classicAdministrators)).toMatchObject([{ scope: `azure-subscription/${lab}`, reason: 'denied', permission }])
    expect(found.gaps(azureRoleAssignments)).toMatchObject([{ reason: 'denied', permission }])
  })

  it('misses no roles in a hidden subscription that is not asked for', async () => {
    const found = await scanAzure(entry(hidden, { exclude: [lab] }))
    expect(scopesOf(found)).toEqual([`azure-hierarchy/${hidden}`, `azure-subscription/${shop}`])
    expect(found.table(azureRoleAssignments)).toMatchObject({ complete: true })
  })

  it('is not an empty one where nothing at all is shown', async () => {
    const found = await scanAzure(entry(blind))
    expect(scopesOf(found)).toEqual([`azure-hierarchy/${blind}`, 'azure-subscription/unidentified'])
    expect(found.table(azureSubscriptions)).toMatchObject({ rows: 0, complete: false })
  })

  it('is an empty one where the whole tree is shown and has no subscription', async () => {
    const found = await scanAzure(entry(empty))
    expect(scopesOf(found)).toEqual([`azure-hierarchy/${empty}`])
    expect(found.table(azureSubscriptions)).toMatchObject({ rows: 0, complete: true })
  })

  it.each([
    ['/subscriptions', azureSubscriptions],
    [groupScope(whole), managementGroups],
  ])('is dark as far as %s is not answered', async (path, dataset) => {
    arm.fault({ path }, { kind: 'status', status: 500 })
    const found = await scanAzure(entry(whole))
    expect(found.table(dataset)).toMatchObject({ complete: false })
    expect(scopesOf(found)).toContain('azure-subscription/unidentified')
  })
})

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { policyGroups } from '../../../src/datasets/entra/policy-groups.ts'
import { protectableActions } from '../../../src/datasets/entra/protected-actions.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { quick, scanTenant } from './scan-tenant.ts'

const group = (id: string, more: object = {}) => ({ id, displayName: `Group ${id}`, securityEnabled: true, members: ['u-ann'], ...more })
const person = (id: string) => ({ id, displayName: id, userPrincipalName: `${id}@contoso.onmicrosoft.com`, createdDateTime: '2024-01-01T00:00:00Z' })
const named = tenant({
  id: '77777777-2222-4333-8444-555555555555',
  users: [person('u-ann'), person('u-bob')],
  groups: [
    group('g-left', { owners: ['u-ann', 'u-bob'], isAssignableToRole: null }),
    group('g-in', { isAssignableToRole: true }),
    group('g-other', { owners: ['u-ann'] }),
  ],
  protectableActions: { 'microsoft.directory/deletedItems/delete': 'c1', 'microsoft.directory/conditionalAccessPolicies/delete': null },
  conditionalAccessPolicies: [
    {
      id: 'p-1',
      displayName: 'MFA',
      state: 'enabled',
      conditions: {
        users: { includeGroups: ['g-in', 'g-gone'], excludeGroups: ['g-left'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
  ],
})

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [named], pageSize: 1 })
})
afterEach(() => entra.clearFaults())
afterAll(() => entra.close())
const scan = () => scanTenant(entra.url, named.id, quick({ maxPages: 100 }))

test('reads who may change the groups that policies name, and no others; one that is gone is left out', async () => {
  const found = await scan()
  expect(
    found
      .rows(policyGroups)
      .map(({ id, isAssignableToRole, membershipRule, owners }) => [id, isAssignableToRole, membershipRule, owners.map(owner => owner.id)]),
  ).toEqual([
    ['g-in', true, null, []],
    ['g-left', null, null, ['u-ann', 'u-bob']],
  ])
  expect(found.table(policyGroups)?.complete).toBe(true)
})

test('a group whose owners cannot be read is one part', async () => {
  entra.fault({ path: '/groups/g-left/owners' }, { kind: 'status', status: 403 })
  const found = await scan()
  expect(found.rows(policyGroups).map(({ id }) => id)).toEqual(['g-in'])
  expect(found.manifest.gaps.filter(({ dataset }) => dataset === policyGroups.name)).toEqual([expect.objectContaining({ part: 'g-left', reason: 'denied' })])
})

test('keeps the actions that can be protected, with the context that each needs', async () => {
  const found = await scan()
  expect(found.rows(protectableActions).map(({ name, authenticationContext }) => [name, authenticationContext])).toEqual([
    ['microsoft.directory/deletedItems/delete', 'c1'],
    ['microsoft.directory/conditionalAccessPolicies/delete', null],
  ])
})

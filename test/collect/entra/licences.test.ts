import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { registrationDetails } from '../../../src/datasets/entra/authentication-methods.ts'
import { accessReviews, signInActivities } from '../../../src/datasets/entra/governance.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { activeRoleAssignments, eligibleRoleAssignments } from '../../../src/datasets/entra/roles.ts'
import { legacySignIns } from '../../../src/datasets/entra/sign-ins.ts'
import { premiumP1, premiumP2 } from '../../clouds/entra/built-ins.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { type Scanned, scanTenant } from './scan-tenant.ts'

const with_ = (first: string, skus: (id: string) => TenantFixture['subscribedSkus']): TenantFixture => {
  const id = `${first.repeat(8)}-2222-4333-8444-555555555555`
  return tenant({ ...example, id, subscribedSkus: skus(id) })
}
const free = with_('a', () => [])
const p1 = with_('b', id => [premiumP1(id)])
/** Purview's plan for governing information is about documents. */
const purview = with_('d', id => {
  const sold = premiumP1(id)
  const governance = {
    servicePlanId: 'e26c2fcc-ab91-4a61-b35c-03cdc8dddf66',
    servicePlanName: 'INFO_GOVERNANCE',
    provisioningStatus: 'Success',
    appliesTo: 'User',
  }
  return [{ ...sold, servicePlans: [...(sold.servicePlans ?? []), governance] }]
})
/** Bought, and not in force: what PIM keeps may be there, but Graph does not give it. */
const lapsed = with_('c', id => [{ ...premiumP2(id), capabilityStatus: 'Suspended' }])

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example, free, p1, purview, lapsed] })
})
afterEach(() => entra.clearFaults())
afterAll(() => entra.close())

const pim = [activeRoleAssignments, eligibleRoleAssignments, roleManagementPolicies]
const premium = [registrationDetails, legacySignIns, signInActivities]
const governed = [accessReviews]
const told = (found: Scanned, datasets: typeof pim | typeof premium | typeof governed) =>
  datasets.map(dataset => [
    dataset.name,
    found.table(dataset)?.complete === true ? 'complete' : [...new Set(found.gaps(dataset).map(({ reason }) => reason))].join(),
  ])

describe('what a licence opens', () => {
  test('is a gap without it, but for PIM: nobody is eligible, and plain assignments are permanent', async () => {
    const found = await scanTenant(entra.url, free.id)
    expect(told(found, pim)).toEqual([
      ['active-role-assignments', 'complete'],
      ['eligible-role-assignments', 'complete'],
      ['role-management-policies', 'not-licensed'],
    ])
    expect(found.rows(activeRoleAssignments)).toMatchObject([{ source: 'assignment', endAt: null }])
    expect(found.rows(eligibleRoleAssignments)).toEqual([])
    expect(told(found, premium)).toEqual([
      ['registration-details', 'not-licensed'],
      ['legacy-sign-ins', 'not-licensed'],
      ['sign-in-activities', 'not-licensed'],
    ])
    expect(told(found, governed)).toEqual([['access-reviews', 'not-licensed']])
  })

  test('of P1 is registrations and sign-ins', async () => {
    expect(told(await scanTenant(entra.url, p1.id), premium)).toEqual([
      ['registration-details', 'complete'],
      ['legacy-sign-ins', 'complete'],
      ['sign-in-activities', 'complete'],
    ])
  })

  test('of governing information is not PIM', async () => {
    const found = await scanTenant(entra.url, purview.id)
    expect(told(found, [activeRoleAssignments, eligibleRoleAssignments])).toEqual([
      ['active-role-assignments', 'complete'],
      ['eligible-role-assignments', 'complete'],
    ])
  })

  test('stays open where the licences say P2 and Graph says no', async () => {
    expect(told(await scanTenant(entra.url, lapsed.id), pim)).toEqual(pim.map(({ name }) => [name, 'not-licensed']))
  })

  test('stays open for who is eligible where the licences cannot be read', async () => {
    entra.fault({ path: '/subscribedSkus' }, { kind: 'denied' })
    expect(told(await scanTenant(entra.url, free.id), pim)).toEqual([
      ['active-role-assignments', 'complete'],
      ['eligible-role-assignments', 'not-licensed'],
      ['role-management-policies', 'not-licensed'],
    ])
  })

  test('is not the question where the call is refused', async () => {
    for (const path of ['roleAssignmentScheduleInstances', 'roleEligibilityScheduleInstances']) entra.fault({ path: new RegExp(path) }, { kind: 'denied' })
    expect(told(await scanTenant(entra.url, free.id), [activeRoleAssignments, eligibleRoleAssignments])).toEqual([
      ['active-role-assignments', 'denied'],
      ['eligible-role-assignments', 'denied'],
    ])
  })
})

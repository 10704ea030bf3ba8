import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entraCollectors } from '../../../src/collect/entra/discover.ts'
import { operations } from '../../../src/collect/entra/operations.ts'
import { premiumP1 } from '../../clouds/entra/built-ins.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { entryFor, scanAll } from './scan-tenant.ts'

/** What no application can read is never asked here. */
const delegatedOnly = ['OnPremDirectorySynchronization.Read.All', 'Policy.Read.HybridAuthentication']
const datasets = entraCollectors.flatMap(({ gives }) => gives).filter(({ permissions }) => !permissions.some(name => delegatedOnly.includes(name)))
const all = [...new Set(datasets.flatMap(({ permissions }) => permissions))].sort()

/** One tenant a missing permission: with P2, and with P1, where plain assignments are read. */
const variants = all.flatMap((missing, index) =>
  (['p2', 'p1'] as const).map(plan => {
    const id = `5555${plan === 'p1' ? 1 : 2}${String(index).padStart(3, '0')}-2222-4333-8444-555555555555`
    const permissions = all.filter(name => name !== missing)
    const fixture: TenantFixture = tenant({
      ...example,
      id,
      ...(plan === 'p1' ? { subscribedSkus: [premiumP1(id)] } : {}),
      clients: [{ ...scanner, permissions, leastOnly: true }],
    })
    return { missing, plan, fixture }
  }),
)
const whole = tenant({ ...example, clients: [{ ...scanner, permissions: all, leastOnly: true }] })

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [whole, ...variants.map(({ fixture }) => fixture)] })
})
afterAll(() => entra.close())

test('the permissions that the datasets name are enough, and each call asks for one of them', async () => {
  const found = await scanAll([entryFor(entra.url, whole.id)])
  expect(found.manifest.gaps).toEqual([])
  const asked = operations.flatMap(({ permission, also = [] }) => [permission, ...also]).filter(name => name !== '' && !delegatedOnly.includes(name))
  expect([...new Set(asked)].sort()).toEqual(all)
})

const pimOfGroups = ['eligible-group-access', 'active-group-access', 'group-activation-policies']
const aboutAdministrators = ['privileged-user-methods', 'privileged-user-accounts', 'per-user-mfa-requirements']

/** In the tenant without P2 there are no settings of PIM and no access reviews; groups that a dark table may name are not known; without licences nobody knows whether P1 is all. */
const expectedBesides = (missing: string): readonly string[] => [
  'role-management-policies not-licensed',
  'referenced-groups not-collected',
  'policy-groups not-collected',
  'entra-aws-application-claims not-collected',
  'access-reviews not-licensed',
  'access-package-policies not-licensed',
  'lifecycle-workflows not-licensed',
  'risky-service-principals not-licensed',
  'risky-users not-licensed',
  'pim-alerts not-licensed',
  'deleted-principals not-collected',
  'synchronization-features out-of-reach',
  'pass-through-agents out-of-reach',
  ...['privilege-groups', ...pimOfGroups, ...aboutAdministrators].map(name => `${name} not-collected`),
  'entra-delegated-permissions not-collected',
  'entra-provisioning-jobs not-collected',
  'entra-provisioning-mappings not-collected',
  ...(missing === 'LicenseAssignment.Read.All' ? ['eligible-role-assignments', ...pimOfGroups].map(name => `${name} not-licensed`) : []),
]

describe.each(all)('without %s', missing => {
  test('exactly the datasets that name it are dark, and say so', async () => {
    const found = await scanAll(variants.filter(variant => variant.missing === missing).map(({ fixture }) => entryFor(entra.url, fixture.id)))
    const denied = found.manifest.gaps.filter(({ reason }) => reason === 'denied')
    const naming = datasets.filter(({ permissions }) => permissions.includes(missing)).map(({ name }) => name)
    expect([...new Set(denied.map(({ dataset }) => dataset))].sort()).toEqual(naming.sort())
    expect(new Set(denied.map(({ permission }) => permission))).toEqual(new Set([missing]))
    const besides = found.manifest.gaps.filter(({ reason }) => reason !== 'denied').map(({ dataset, reason }) => `${dataset} ${reason}`)
    expect(besides.filter(one => !expectedBesides(missing).includes(one))).toEqual([])
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { entraCollectors } from '../../../src/collect/entra/discover.ts'
import { planCollection } from '../../../src/collect/order.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { registrationDetails } from '../../../src/datasets/entra/authentication-methods.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { signInActivities } from '../../../src/datasets/entra/governance.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { quick, scanTenant } from './scan-tenant.ts'

const people = 50_000
const nth = (n: number) => `u-${String(n).padStart(5, '0')}`
const signInActivity = { lastSignInDateTime: null, lastNonInteractiveSignInDateTime: null, lastSuccessfulSignInDateTime: '2026-11-20T08:00:00Z' }
const users = Array.from({ length: people }, (_, n) => ({
  id: nth(n),
  userPrincipalName: `${nth(n)}@contoso.onmicrosoft.com`,
  displayName: nth(n),
  signInActivity,
}))
const groups = Array.from({ length: 2_000 }, (_, n) => ({ id: `g-${n}`, displayName: `Group ${n}`, members: [nth(n)], owners: [nth(n + 1)] }))
const applications = Array.from({ length: 500 }, (_, n) => ({ id: `a-${n}`, appId: `app-${n}`, displayName: `App ${n}`, owners: [nth(n)] }))
/** What the scan of a large tenant is measured by: 50,000 users, 2,000 groups, of which policies name 50, and 500 applications. */
const large = tenant({
  ...example,
  users,
  groups: [{ id: 'g-outer', displayName: 'Outer', members: users.slice(0, 2_500).map(({ id }) => id) }, ...groups.slice(1)],
  applications,
  servicePrincipals: [...(example.servicePrincipals ?? []), ...applications.map(({ id, ...kept }) => ({ ...kept, id: `sp-${id}` }))],
  conditionalAccessPolicies: [
    ...(example.conditionalAccessPolicies ?? []),
    {
      id: 'p-groups',
      displayName: 'MFA but for many groups',
      state: 'enabled',
      conditions: {
        users: { includeUsers: ['All'], excludeGroups: groups.slice(1, 50).map(({ id }) => id) },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
  ],
  registrationDetails: users.map(({ id, userPrincipalName }) => ({
    id,
    userPrincipalName,
    isAdmin: false,
    isMfaCapable: true,
    isMfaRegistered: true,
    isPasswordlessCapable: false,
    methodsRegistered: ['mobilePhone'],
    lastUpdatedDateTime: '2026-11-23T02:00:00Z',
  })),
})

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [large], pageSize: 999 })
})
afterAll(() => entra.close())

test('a tenant of 50,000 users takes a request for a thousand of them and little more', async () => {
  const found = await scanTenant(entra.url, large.id, quick({ maxPages: 200 }))
  expect(found.manifest.gaps).toEqual([])
  expect(found.table(entraUsers)?.rows).toBe(people)
  expect(found.table(registrationDetails)?.rows).toBe(people)
  expect(found.rows(signInActivities)).toHaveLength(people)
  expect(found.rows(referencedGroups).find(({ id }) => id === 'g-outer')?.users).toHaveLength(2_500)
  expect(found.rows(referencedGroups).length).toBeGreaterThanOrEqual(50)
  expect(found.table(entraApplications)?.rows).toBe(applications.length)
  const count = (operation: string): number => found.manifest.requests.find(one => one.operation === operation)?.requests ?? 0
  // With when they signed in 500 come a page; one request more asks for guests.
  expect(count('GET /users')).toBe(people / 500 + 1)
  expect(count('GET /reports/authenticationMethods/userRegistrationDetails')).toBe(Math.ceil(people / 999))
  const total = found.manifest.requests.reduce((sum, { requests }) => sum + requests, 0)
  expect(total).toBeLessThanOrEqual(250)
})

test('where nobody may read when users signed in, that costs one request, and they come a thousand a page', async () => {
  const undo = entra.fault({ path: '/users', times: 1 }, { kind: 'denied' })
  const found = await scanTenant(entra.url, large.id, quick({ maxPages: 100 }))
  undo()
  expect(found.table(entraUsers)).toMatchObject({ complete: true, rows: people })
  expect(found.gaps(signInActivities)).toMatchObject([{ reason: 'denied' }])
  expect(found.manifest.requests.find(({ operation }) => operation === 'GET /users')?.requests).toBe(1 + Math.ceil(people / 999) + 1)
})

test('registrations are read in pages of the size that the service likes where it takes no other', async () => {
  const undo = entra.fault({ path: '/reports/authenticationMethods/userRegistrationDetails', times: 1 }, { kind: 'status', status: 400 })
  const found = await scanTenant(entra.url, large.id, quick({ maxPages: 100 }))
  undo()
  expect(found.table(registrationDetails)).toMatchObject({ complete: true, rows: people })
})

test('no collector keeps the users, or what they registered, in memory', () => {
  const { kept } = planCollection(
    entraCollectors.map(collector => ({ ...collector, collect: () => expect.unreachable() })),
    'entra-tenant',
  )
  expect([...kept].sort()).toEqual([
    'active-group-access',
    'active-role-assignments',
    'aws-application-assignments',
    'aws-applications',
    'certificate-sign-in-settings',
    'conditional-access-policies',
    'eligible-group-access',
    'eligible-role-assignments',
    'entra-applications',
    'entra-organizations',
    'privilege-groups',
    'referenced-groups',
    'role-definitions',
    'role-management-policies',
    'service-principals',
    'subscribed-skus',
  ])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applicationBehaviors, applicationOwners, entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { crowded } from './crowded-tenant.ts'
import { quick, type Scanned, scanTenant } from './scan-tenant.ts'

let entra: Entra
let found: Scanned
beforeAll(async () => {
  entra = await startEntra({ tenants: [crowded] })
  found = await scanTenant(entra.url, crowded.id, quick({ maxPages: 100 }))
})
afterAll(() => entra.close())

describe('registrations', () => {
  test('come with their credentials, of which neither key, secret nor hint is kept', () => {
    const shop = found.rows(entraApplications).find(({ id }) => id === 'a-shop')
    expect(shop).toEqual({
      id: 'a-shop',
      scope: `entra-tenant/${crowded.id}`,
      name: 'Shop',
      appId: 'app-shop',
      signInAudience: 'AzureADMultipleOrgs',
      createdAt: '2024-01-01T00:00:00Z',
      passwordCredentials: [{ keyId: 'p-1', name: 'nightly', startAt: '2026-01-01T00:00:00Z', endAt: '2028-01-01T00:00:00Z', thumbprint: null }],
      keyCredentials: [
        {
          keyId: 'k-9',
          name: 'CN=shop',
          startAt: '2026-01-01T00:00:00Z',
          endAt: '2027-01-01T00:00:00Z',
          thumbprint: 'DA20FCA696C4F83E8A9AED59BE33368ED421F3C1',
          type: 'AsymmetricX509Cert',
          usage: 'Verify',
        },
      ],
      webRedirectUris: ['https://shop.example/in'],
      spaRedirectUris: ['https://shop.example/spa'],
      publicClientRedirectUris: ['http://localhost'],
      implicitGrant: { accessTokens: true, idTokens: false },
      isFallbackPublicClient: true,
      propertyLock: { isEnabled: true, allProperties: true, credentialsThatVerify: false, credentialsThatSign: false, tokenEncryptionKey: false },
      acceptsMappedClaims: true,
      accessTokenVersion: 2,
      verifiedPublisherId: '123456',
    })
  })

  test('without anything set are rows all the same, under their client id where they have no name', () => {
    expect(found.rows(entraApplications).find(({ id }) => id === 'a-plain')).toMatchObject({
      name: 'app-plain',
      webRedirectUris: [],
      propertyLock: null,
      implicitGrant: { accessTokens: false, idTokens: false },
      isFallbackPublicClient: false,
    })
  })

  test('tell apart, from beta, how tokens are issued to them', () => {
    expect(found.rows(applicationBehaviors)).toMatchObject([
      { id: 'a-crowded', removesUnverifiedEmail: null, blocksAzureAdGraph: null },
      { id: 'a-shop', signInAudience: 'AzureADMultipleOrgs', removesUnverifiedEmail: false, blocksAzureAdGraph: true },
      { id: 'a-plain' },
    ])
  })
})

test('five hundred registrations and a thousand service principals take a request for each hundred with their owners, and few besides', async () => {
  const many = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, n) => ({ id: `${prefix}-${n}`, appId: `app-${prefix}-${n}`, displayName: prefix, owners: ['u-bob'] }))
  const large = tenant({ ...example, id: '88888888-2222-4333-8444-555555555555', applications: many(500, 'a'), servicePrincipals: many(1_000, 'sp') })
  const own = await startEntra({ tenants: [large], pageSize: 999 })
  const all = await scanTenant(own.url, large.id, quick({ maxPages: 100 }))
  await own.close()
  expect(all.rows(applicationOwners)).toHaveLength(1_500)
  const count = (operation: string) => all.manifest.requests.find(one => one.operation === operation)?.requests
  // The list, beta's list with pages of a hundred for what other logins vouch for, and owners.
  expect(count('GET /applications')).toBeLessThanOrEqual(12)
  expect(count('GET /servicePrincipals')).toBeLessThanOrEqual(13)
  expect(count('GET /applications/{id}/owners')).toBeUndefined()
})

test('service principals come with what they sign by and the password that opens it', () => {
  expect(found.rows(servicePrincipals).find(({ id }) => id === 'sp-signing')).toMatchObject({
    appRoleAssignmentRequired: false,
    preferredSingleSignOnMode: 'saml',
    preferredTokenSigningKeyThumbprint: 'DA20FCA696C4F83E8A9AED59BE33368ED421F3C1',
    verifiedPublisherId: null,
    keyCredentials: [{ keyId: 'k-1', usage: 'Sign', type: 'X509CertAndPassword', thumbprint: 'DA20FCA696C4F83E8A9AED59BE33368ED421F3C1' }],
    passwordCredentials: [
      { keyId: 'k-1', thumbprint: null },
      { keyId: 'k-2', thumbprint: null, digest: '958F396D1F2BEB25935BA8E772234438DC255610F28908DD54B80F0E7908E660' },
    ],
  })
})

describe('owners', () => {
  const of = (id: string) => found.rows(applicationOwners).filter(({ ownedId }) => ownedId === id)

  test('come with the lists, with the kind of each', () => {
    expect(of('a-shop')).toMatchObject([
      { id: 'a-shop/u-bob', name: 'Shop', owned: 'application', ownerId: 'u-bob', ownerType: 'user' },
      { ownerId: 'sp-other', ownerType: 'servicePrincipal' },
    ])
    expect(of('sp-aws')).toMatchObject([{ owned: 'servicePrincipal', ownerId: 'u-bob' }])
  })

  test('are asked for one by one where a list does not show them all', () => {
    expect(of('a-crowded')).toHaveLength(23)
    expect(of('sp-signing')).toHaveLength(23)
    expect(found.table(applicationOwners)).toMatchObject({ complete: true })
    expect(found.manifest.requests.find(({ operation }) => operation === 'GET /applications/{id}/owners')?.requests).toBe(1)
  })

  test('of one application that cannot be read are a gap of that application alone', async () => {
    const undo = entra.fault({ path: /\/applications\/a-crowded\/owners$/ }, { kind: 'status', status: 404 })
    const cut = await scanTenant(entra.url, crowded.id, quick({ maxPages: 100 }))
    undo()
    expect(cut.gaps(applicationOwners)).toMatchObject([{ part: 'a-crowded', reason: 'failed' }])
    expect(cut.rows(applicationOwners).filter(({ ownedId }) => ownedId === 'a-shop')).toHaveLength(2)
  })
})

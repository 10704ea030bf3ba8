import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appManagementPolicies, awsApplicationClaims, claimsMappingPolicies, tokenLifetimePolicies } from '../../../src/datasets/entra/application-policies.ts'
import { adalRecommendations, applicationSignInActivities, passwordFlowSignIns } from '../../../src/datasets/entra/application-use.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { crowded } from './crowded-tenant.ts'
import { quick, type Scanned, scanTenant } from './scan-tenant.ts'

const plain = tenant({
  ...example,
  id: '77777777-2222-4333-8444-555555555555',
  claimsPolicies: {},
  tokenLifetimePolicies: [{ id: 'tl-2', displayName: 'Broken', definition: ['not JSON'] }],
})

let entra: Entra
let found: Scanned
beforeAll(async () => {
  entra = await startEntra({ tenants: [crowded, plain] })
  found = await scanTenant(entra.url, crowded.id, quick({ maxPages: 100 }))
})
afterAll(() => entra.close())

describe('policies for applications', () => {
  test('tell what is restricted, since when, and what is not in force', () => {
    expect(found.rows(appManagementPolicies)).toMatchObject([
      {
        isEnabled: true,
        applications: [
          { kind: 'passwordAddition', isEnabled: true, maximumLifetime: null, since: null },
          { kind: 'passwordLifetime', isEnabled: false, maximumLifetime: 'P90D', since: '2024-01-01T00:00:00Z' },
          { kind: 'asymmetricKeyLifetime', isEnabled: true, maximumLifetime: 'P365D', since: null },
        ],
        servicePrincipals: [],
      },
    ])
  })

  test('tell how long tokens last; one that cannot be read is a gap naming it', async () => {
    expect(found.rows(tokenLifetimePolicies)).toMatchObject([{ id: 'tl-1', isOrganizationDefault: true, accessTokenMinutes: 1439.9833333333333 }])
    const broken = await scanTenant(entra.url, plain.id, quick({ maxPages: 100 }))
    expect(broken.gaps(tokenLifetimePolicies)).toMatchObject([{ part: 'tl-2', reason: 'invalid' }])
  })

  test('tell the claims that are the same for everybody, from both kinds of policy', () => {
    expect(found.rows(claimsMappingPolicies)).toMatchObject([
      {
        id: 'cm-1',
        appliesTo: ['sp-aws'],
        mayApplyToMore: false,
        constants: [
          { claim: 'https://aws.amazon.com/SAML/Attributes/Role', value: 'arn:aws:iam::1:role/A,arn:aws:iam::1:saml-provider/B' },
          { claim: 'tos', value: 'sandbox' },
        ],
      },
    ])
    expect(found.rows(awsApplicationClaims)).toMatchObject([
      {
        id: 'sp-aws',
        constants: [
          { claim: 'https://aws.amazon.com/SAML/Attributes/Role', value: 'fixed' },
          { claim: 'nameidentifier', value: 'admin' },
        ],
      },
    ])
  })

  test('of an application whose claims nobody changed there are none', async () => {
    const unchanged = await scanTenant(entra.url, plain.id, quick({ maxPages: 100 }))
    expect(unchanged.rows(awsApplicationClaims)).toMatchObject([{ id: 'sp-aws', constants: [] }])
    expect(unchanged.table(awsApplicationClaims)).toMatchObject({ complete: true })
  })
})

test('when applications were last used is told by application id', () => {
  expect(found.rows(applicationSignInActivities)).toMatchObject([
    { id: 'app-shop', lastSignInAt: '2026-11-20T00:00:00Z' },
    { id: 'app-plain', lastSignInAt: null },
  ])
})

test('sign-ins by which an application passed on a password are counted by application, non-interactive ones too', () => {
  expect(found.rows(passwordFlowSignIns)).toMatchObject([
    { id: 'app-shop', name: 'Shop', count: 2, users: 1, userNames: ['bob@contoso.onmicrosoft.com'], lastAt: '2026-11-21T08:00:00Z' },
  ])
})

test('of recommendations only those about ADAL are read, with what is not yet done', () => {
  expect(found.rows(adalRecommendations)).toMatchObject([{ id: 'r-adal', status: 'active', impacted: [{ id: 'ir-1' }, { id: 'ir-3', name: 'Dismissed' }] }])
})

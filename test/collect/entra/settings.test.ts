import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminConsentRequestPolicies, authorizationPolicies, directorySettings } from '../../../src/datasets/entra/authorization-policy.ts'
import { crossTenantDefaults, crossTenantPartners } from '../../../src/datasets/entra/cross-tenant-access.ts'
import { directorySynchronizations, domainFederations, entraDomains } from '../../../src/datasets/entra/domains.ts'
import { accessReviews, signInActivities } from '../../../src/datasets/entra/governance.ts'
import { deviceRegistrationPolicies, methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { premiumP2 } from '../../clouds/entra/built-ins.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { quick, type Scanned, scanTenant } from './scan-tenant.ts'

/** As a hybrid tenant that has moved to passkey profiles, and in which nobody's sign-ins are told. */
const hybrid = tenant({
  id: '44444444-2222-4333-8444-555555555555',
  organization: {
    displayName: 'Hybrid',
    tenantType: 'AAD',
    verifiedDomains: [],
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: '2026-11-24T07:40:00Z',
    onPremisesLastPasswordSyncDateTime: '2026-11-24T07:38:00Z',
  },
  subscribedSkus: [premiumP2('44444444-2222-4333-8444-555555555555')],
  domains: [
    { id: 'contoso.onmicrosoft.com', authenticationType: 'Managed', isVerified: true, isRoot: true },
    { id: 'shop.contoso.com', authenticationType: 'Federated', isVerified: true, isRoot: false },
  ],
  accessReviews: example.accessReviews.slice(0, 1).map(review => ({
    ...review,
    reviewers: [],
    stageSettings: [{ stageId: '1', reviewers: [{ query: '/users/u-1', queryType: 'MicrosoftGraph' }] }],
    settings: {
      ...review.settings,
      recurrence: {
        pattern: { type: 'absoluteMonthly', interval: 3 },
        range: { type: 'numbered', numberOfOccurrences: 2, startDate: '2026-01-01', endDate: '9999-12-31' },
      },
    },
  })),
  users: [{ id: 'u-1', signInActivity: null, displayName: 'One', userPrincipalName: 'one@contoso.onmicrosoft.com' }],
  authenticationMethods: example.authenticationMethods.map(method =>
    method.id === 'Fido2'
      ? {
          ...method,
          isAttestationEnforced: null,
          keyRestrictions: null,
          passkeyProfiles: [
            {
              id: 'p-1',
              name: 'Default passkey profile',
              passkeyTypes: 'deviceBound,synced',
              attestationEnforcement: 'disabled',
              keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: ['de1e552d-db1d-4423-a619-566b625cdc84'] },
            },
          ],
        }
      : method,
  ),
})

let entra: Entra
let found: Scanned
let other: Scanned
beforeAll(async () => {
  entra = await startEntra({ tenants: [example, hybrid] })
  found = await scanTenant(entra.url, example.id, quick({ maxPages: 100 }))
  other = await scanTenant(entra.url, hybrid.id, quick({ maxPages: 100 }))
})
afterAll(() => entra.close())

describe('the settings of a tenant', () => {
  test('tell what everybody may do, and whether anybody can ask for an application', () => {
    expect(found.rows(authorizationPolicies)).toMatchObject([
      {
        id: 'authorizationPolicy',
        guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
        allowInvitesFrom: 'everyone',
        allowedToUseSspr: true,
        defaultUserRolePermissions: {
          allowedToCreateApps: true,
          permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-recommended'],
        },
      },
    ])
    expect(found.rows(adminConsentRequestPolicies)).toMatchObject([{ isEnabled: false, reviewers: [], requestDurationInDays: 30 }])
  })

  test('keep of the banned passwords how many there are, and not one of them', () => {
    const [setting] = found.rows(directorySettings)
    expect(setting).toMatchObject({ name: 'Password Rule Settings', templateId: '5cf42378-d67d-4f36-ba46-e8b86229381d' })
    expect(setting?.values).toContainEqual({ name: 'BannedPasswordCount', value: '2' })
    expect(JSON.stringify(setting)).not.toMatch(/fabrikam/)
  })

  test('tell what holds between tenants, by default and for partners', () => {
    const all = (accessType: string) => ({
      usersAndGroups: { accessType, targets: ['AllUsers'] },
      applications: { accessType, targets: ['AllApplications'] },
    })
    expect(found.rows(crossTenantDefaults)).toMatchObject([
      {
        isServiceDefault: true,
        collaborationInbound: all('allowed'),
        directConnectInbound: all('blocked'),
        tenantRestrictions: all('blocked'),
        inboundTrust: { mfa: false },
      },
    ])
    expect(found.rows(crossTenantPartners)).toMatchObject([
      { id: '99999999-2222-4333-8444-555555555555', isServiceProvider: true, inboundTrust: null, isUserSyncInboundAllowed: false },
      {
        id: '88888888-2222-4333-8444-555555555555',
        name: 'Fabrikam',
        inboundTrust: { mfa: true, compliantDevice: false, hybridJoinedDevice: false },
        isUserSyncInboundAllowed: true,
        isConsentAutomaticInbound: true,
        collaborationOutbound: null,
      },
    ])
  })

  test('tell who joins devices, and of whom only how many', () => {
    expect(found.rows(deviceRegistrationPolicies)).toMatchObject([
      {
        userDeviceQuota: 50,
        isMfaRequired: true,
        join: { scope: 'selected', named: 2 },
        registeringUsersBecomeLocal: { scope: 'all', named: 0 },
        areGlobalAdministratorsLocal: true,
        isLocalPasswordManaged: false,
      },
    ])
  })

  test('tell domains, how they are federated, and until when certificates last; a subdomain is as its root', () => {
    expect(found.rows(entraDomains)).toMatchObject([
      { id: 'contoso.onmicrosoft.com', authenticationType: 'Managed', passwordValidityPeriodInDays: 90 },
      { id: 'corp.contoso.com', authenticationType: 'Federated', passwordValidityPeriodInDays: null },
    ])
    expect(found.rows(domainFederations)).toMatchObject([
      {
        domain: 'corp.contoso.com',
        federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp',
        signingCertificate: { fingerprint: 'df96a6ae1dd0810a924415ce41cae403478992e81f154a03bf576ecabb952e2c', endAt: '2036-11-21T00:00:00.000Z' },
        nextSigningCertificate: { fingerprint: null, endAt: null },
      },
    ])
    expect(other.rows(domainFederations)).toEqual([])
    expect(other.table(domainFederations)).toMatchObject({ complete: true })
  })

  test('tell when the directory and its passwords were synchronized', () => {
    expect(found.rows(directorySynchronizations)).toMatchObject([{ isEnabled: null, lastSyncAt: null, lastPasswordSyncAt: null }])
    expect(other.rows(directorySynchronizations)).toMatchObject([
      { isEnabled: true, lastSyncAt: '2026-11-24T07:40:00Z', lastPasswordSyncAt: '2026-11-24T07:38:00Z' },
    ])
  })
})

describe('the authentication methods policy', () => {
  test('has one set of rules for passkeys before it has profiles, for device-bound ones', () => {
    expect(found.rows(methodsPolicies)).toMatchObject([
      {
        migrationState: 'migrationComplete',
        reportSuspiciousActivity: { state: 'default', include: 'all_users', exclude: null },
        systemPreferred: { state: 'default', include: 'all_users', exclude: null },
        fido2: { state: 'enabled', includeTargets: ['all_users'], profiles: [{ id: 'all', passkeyTypes: ['deviceBound'], isAttestationEnforced: true }] },
        certificates: { state: 'enabled' },
        authenticator: { state: 'enabled', isSoftwareOathEnabled: false, displayApplication: { state: 'default', include: 'all_users', exclude: null } },
        temporaryAccessPass: { state: 'disabled', isUsableOnce: false, maximumLifetimeInMinutes: 480 },
      },
    ])
  })

  test('has profiles, which say what kind of passkey they allow', () => {
    expect(other.rows(methodsPolicies)[0]?.fido2.profiles).toEqual([
      {
        id: 'p-1',
        name: 'Default passkey profile',
        passkeyTypes: ['deviceBound', 'synced'],
        isAttestationEnforced: false,
        keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: ['de1e552d-db1d-4423-a619-566b625cdc84'] },
      },
    ])
  })
})

describe('governance', () => {
  test('tells who reviews in stages, and until when a counted number of reviews lasts', () => {
    expect(other.rows(accessReviews)).toMatchObject([
      { reviewers: ['/users/u-1'], recurrence: { type: 'absoluteMonthly', interval: 3, endDate: '2026-07-01' } },
    ])
  })

  test('tells what is reviewed, by whom and how often', () => {
    expect(found.rows(accessReviews)).toMatchObject([
      {
        id: 'ar-guests',
        queries: ["./members/microsoft.graph.user/?$count=true&$filter=(userType eq 'Guest')"],
        reviewers: ['./manager'],
        recurrence: { type: 'absoluteMonthly', interval: 3, endDate: null },
        isAppliedAutomatically: true,
        defaultDecision: 'Recommendation',
      },
      {
        id: 'ar-roles',
        queries: ['/users', '/roleManagement/directory/roleDefinitions/62e90394-69f5-4237-9190-012177145e10'],
        reviewers: [],
        recurrence: null,
        defaultDecision: 'None',
      },
    ])
  })

  test('tells when users signed in, and of those who never did that they did not', () => {
    expect(found.rows(signInActivities).map(({ id, lastSuccessfulAt }) => [id, lastSuccessfulAt])).toEqual([
      ['u-ada', '2026-11-23T08:00:00Z'],
      ['u-bob', null],
      ['u-eve', null],
      ['u-bg1', null],
    ])
  })

  test('takes a tenant in which nobody ever signed in for one that does not tell', () => {
    expect(other.gaps(signInActivities)).toMatchObject([{ reason: 'invalid' }])
    expect(other.table(signInActivities)).toMatchObject({ complete: false })
  })
})

import type { AdminConsentRequestPolicy, AuthorizationPolicy, DirectorySetting } from '../../src/datasets/entra/authorization-policy.ts'
import type { CrossTenantDefault, CrossTenantPartner, CrossTenantSetting } from '../../src/datasets/entra/cross-tenant-access.ts'
import type { DirectorySynchronization, DomainFederation, EntraDomain } from '../../src/datasets/entra/domains.ts'
import type { AccessReview, SignInActivity } from '../../src/datasets/entra/governance.ts'
import type { DeviceRegistrationPolicy, MethodsPolicy } from '../../src/datasets/entra/methods-policy.ts'
import { defaultScopes } from '../memory-snapshot.ts'

const scope = defaultScopes['entra-tenant'].id

type Permissions = AuthorizationPolicy['defaultUserRolePermissions']

/** A tenant that allows little; `permissions` as the test says. */
export const authorizationPolicy = (says: Partial<AuthorizationPolicy> = {}, permissions: Partial<Permissions> = {}): AuthorizationPolicy => ({
  id: 'authorizationPolicy',
  scope,
  name: 'Authorization policy',
  guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
  allowInvitesFrom: 'adminsAndGuestInviters',
  allowedToUseSspr: false,
  ...says,
  defaultUserRolePermissions: {
    allowedToCreateApps: false,
    allowedToCreateSecurityGroups: false,
    allowedToCreateTenants: false,
    allowedToReadBitlockerKeysForOwnedDevice: false,
    allowedToReadOtherUsers: false,
    permissionGrantPoliciesAssigned: [],
    ...permissions,
  },
})

export const consentRequests = (says: Partial<AdminConsentRequestPolicy> = {}): AdminConsentRequestPolicy => ({
  id: 'adminConsentRequestPolicy',
  scope,
  name: 'Admin consent requests',
  isEnabled: true,
  notifyReviewers: true,
  remindersEnabled: true,
  requestDurationInDays: 30,
  reviewers: ['/users/u-ada'],
  ...says,
})

const templateIds = {
  groups: '62375ab9-6b52-47ed-826b-58e47e0e304b',
  passwords: '5cf42378-d67d-4f36-ba46-e8b86229381d',
  consent: 'dffd5d46-495d-40a9-8e21-954ff55e198a',
}

/** Settings of one template, as far as the test says. */
export const setting = (template: keyof typeof templateIds, values: Readonly<Record<string, string>>): DirectorySetting => ({
  id: template,
  scope,
  name: template,
  templateId: templateIds[template],
  values: Object.entries(values).map(([name, value]) => ({ name, value })),
})

/** The same for everybody and every application. */
export const everyone = (accessType: 'allowed' | 'blocked'): CrossTenantSetting => ({
  usersAndGroups: { accessType, targets: ['AllUsers'] },
  applications: { accessType, targets: ['AllApplications'] },
})

/** Nothing is open. */
export const crossTenantDefault = (says: Partial<CrossTenantDefault> = {}): CrossTenantDefault => ({
  id: 'default',
  scope,
  name: 'Cross-tenant access by default',
  collaborationInbound: everyone('blocked'),
  collaborationOutbound: everyone('blocked'),
  directConnectInbound: everyone('blocked'),
  directConnectOutbound: everyone('blocked'),
  inboundTrust: { mfa: false, compliantDevice: false, hybridJoinedDevice: false },
  isServiceDefault: false,
  tenantRestrictions: everyone('blocked'),
  ...says,
})

/** A partner with no settings of its own. */
export const partner = (id: string, says: Partial<CrossTenantPartner> = {}): CrossTenantPartner => ({
  id,
  scope,
  name: id,
  collaborationInbound: null,
  collaborationOutbound: null,
  directConnectInbound: null,
  directConnectOutbound: null,
  inboundTrust: null,
  isServiceProvider: false,
  isInMultiTenantOrganization: false,
  isUserSyncInboundAllowed: false,
  isConsentAutomaticInbound: false,
  ...says,
})

/** Everything as it should be. */
export const methodsPolicy = (says: Partial<MethodsPolicy> = {}): MethodsPolicy => {
  const on = { state: 'enabled', include: 'all_users', exclude: null }
  return {
    id: 'authenticationMethodsPolicy',
    scope,
    name: 'Authentication methods policy',
    migrationState: 'migrationComplete',
    reportSuspiciousActivity: on,
    systemPreferred: on,
    fido2: { state: 'enabled', includeTargets: ['all_users'], profiles: [passkeyProfile()] },
    certificates: { state: 'disabled' },
    authenticator: { state: 'enabled', isSoftwareOathEnabled: false, displayApplication: on, displayLocation: on },
    temporaryAccessPass: { state: 'enabled', isUsableOnce: true, maximumLifetimeInMinutes: 60 },
    ...says,
  }
}

type Profile = MethodsPolicy['fido2']['profiles'][number]
export const passkeyProfile = (says: Partial<Profile> = {}): Profile => ({
  id: 'profile-1',
  name: 'Default passkey profile',
  passkeyTypes: ['deviceBound'],
  isAttestationEnforced: true,
  keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: ['de1e552d-db1d-4423-a619-566b625cdc84'] },
  ...says,
})

export const devicePolicy = (says: Partial<DeviceRegistrationPolicy> = {}): DeviceRegistrationPolicy => ({
  id: 'deviceRegistrationPolicy',
  scope,
  name: 'Device Registration Policy',
  userDeviceQuota: 10,
  isMfaRequired: false,
  join: { scope: 'selected', named: 1 },
  areGlobalAdministratorsLocal: false,
  registeringUsersBecomeLocal: { scope: 'none', named: 0 },
  isLocalPasswordManaged: true,
  ...says,
})

export const domain = (id: string, says: Partial<EntraDomain> = {}): EntraDomain => ({
  id,
  scope,
  name: id,
  authenticationType: 'Managed',
  isVerified: true,
  isRoot: true,
  passwordValidityPeriodInDays: 2_147_483_647,
  ...says,
})

export const federation = (name: string, says: Partial<DomainFederation> = {}): DomainFederation => ({
  id: `federation-${name}`,
  scope,
  name,
  domain: name,
  issuerUri: 'http://sts.contoso.com/adfs/services/trust/',
  passiveSignInUri: 'https://sts.contoso.com/adfs/ls/',
  federatedIdpMfaBehavior: 'rejectMfaByFederatedIdp',
  signingCertificate: { fingerprint: 'aa', endAt: '2028-01-01T00:00:00.000Z' },
  nextSigningCertificate: null,
  ...says,
})

/** Never synchronized. */
export const synchronization = (says: Partial<DirectorySynchronization> = {}): DirectorySynchronization => ({
  id: 'tenant',
  scope,
  name: 'Contoso',
  isEnabled: null,
  lastSyncAt: null,
  lastPasswordSyncAt: null,
  ...says,
})

export const activity = (id: string, lastSuccessfulAt: string | null, says: Partial<SignInActivity> = {}): SignInActivity => ({
  id,
  scope,
  name: `${id}@contoso.example`,
  lastSuccessfulAt,
  lastSignInAt: lastSuccessfulAt,
  lastNonInteractiveAt: null,
  ...says,
})

/** A review that asks managers every quarter and applies what they say. */
export const review = (id: string, queries: readonly string[], says: Partial<AccessReview> = {}): AccessReview => ({
  id,
  scope,
  name: id,
  status: 'InProgress',
  queries: [...queries],
  reviewers: ['./manager'],
  recurrence: { type: 'absoluteMonthly', interval: 3, endDate: null },
  isAppliedAutomatically: true,
  defaultDecision: 'Deny',
  ...says,
})

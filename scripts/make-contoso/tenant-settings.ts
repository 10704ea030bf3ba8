import {
  type AuthorizationPolicy,
  adminConsentRequestPolicies,
  authorizationPolicies,
  type DirectorySetting,
  directorySettings,
} from '../../src/datasets/entra/authorization-policy.ts'
import { type CrossTenantPartner, type CrossTenantSetting, crossTenantDefaults, crossTenantPartners } from '../../src/datasets/entra/cross-tenant-access.ts'
import {
  type DirectorySynchronization,
  type DomainFederation,
  directorySynchronizations,
  domainFederations,
  type EntraDomain,
  entraDomains,
} from '../../src/datasets/entra/domains.ts'
import { deviceRegistrationPolicies, type MethodsPolicy, methodsPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { type TenantKey, tenantScope, tenants } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

type Permissions = AuthorizationPolicy['defaultUserRolePermissions']

/** What a tenant is set to, where it is not as Microsoft delivers it. */
export interface TenantSettings {
  readonly authorization?: Partial<Omit<AuthorizationPolicy, 'defaultUserRolePermissions'>>
  readonly permissions?: Partial<Permissions>
  /** Graph queries of those who decide about applications; absent: nobody can ask. */
  readonly consentReviewers?: readonly string[]
  readonly settings?: readonly Loose<DirectorySetting>[]
  readonly partners?: readonly (Pick<CrossTenantPartner, 'id' | 'name'> & Partial<CrossTenantPartner>)[]
  readonly methods?: Partial<MethodsPolicy>
  readonly domains?: readonly Loose<EntraDomain>[]
  readonly federations?: readonly Loose<DomainFederation>[]
  readonly synchronization?: Partial<DirectorySynchronization>
  readonly isDeviceJoinLimited?: boolean
}

/** The same for everybody and every application. */
const everyone = (accessType: 'allowed' | 'blocked'): CrossTenantSetting => ({
  usersAndGroups: { accessType, targets: ['AllUsers'] },
  applications: { accessType, targets: ['AllApplications'] },
})

/** A managed domain whose passwords never expire. */
export const managedDomain = (name: string, more: Partial<EntraDomain> = {}): Loose<EntraDomain> => ({
  id: name,
  name,
  authenticationType: 'Managed',
  isVerified: true,
  isRoot: true,
  passwordValidityPeriodInDays: 2_147_483_647,
  ...more,
})

const managed = { state: 'default', include: 'all_users', exclude: null } as const
export const on = { state: 'enabled', include: 'all_users', exclude: null } as const

/** https://learn.microsoft.com/entra/identity/authentication/concept-authentication-default-enablement */
const delivered: Omit<MethodsPolicy, 'id' | 'scope' | 'name'> = {
  migrationState: 'migrationComplete',
  reportSuspiciousActivity: managed,
  systemPreferred: managed,
  fido2: {
    state: 'enabled',
    includeTargets: ['all_users'],
    profiles: [
      {
        id: '00000000-0000-0000-0000-000000000001',
        name: 'Default passkey profile',
        passkeyTypes: ['deviceBound'],
        isAttestationEnforced: true,
        keyRestrictions: { isEnforced: false, enforcementType: 'block', aaGuids: [] },
      },
    ],
  },
  certificates: { state: 'disabled' },
  authenticator: { state: 'enabled', isSoftwareOathEnabled: false, displayApplication: managed, displayLocation: managed },
  temporaryAccessPass: { state: 'enabled', isUsableOnce: true, maximumLifetimeInMinutes: 480 },
}

const authorization = ({ authorization: changed = {}, permissions = {} }: TenantSettings): Loose<AuthorizationPolicy> => ({
  id: 'authorizationPolicy',
  name: 'Authorization policy',
  guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  allowInvitesFrom: 'everyone',
  allowedToUseSspr: true,
  ...changed,
  defaultUserRolePermissions: {
    allowedToCreateApps: true,
    allowedToCreateSecurityGroups: true,
    allowedToCreateTenants: true,
    allowedToReadBitlockerKeysForOwnedDevice: true,
    allowedToReadOtherUsers: true,
    permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-recommended'],
    ...permissions,
  },
})

const partner = (changed: NonNullable<TenantSettings['partners']>[number]): Loose<CrossTenantPartner> => ({
  collaborationInbound: null,
  collaborationOutbound: null,
  directConnectInbound: null,
  directConnectOutbound: null,
  inboundTrust: null,
  isServiceProvider: false,
  isInMultiTenantOrganization: false,
  isUserSyncInboundAllowed: false,
  isConsentAutomaticInbound: false,
  ...changed,
})

/** All settings of a tenant, complete. */
export const settingTables = (key: TenantKey, given: TenantSettings = {}): Table[] => {
  const at = tenantScope(key)
  const { id, name, domain, initial } = tenants[key]
  const isLimited = given.isDeviceJoinLimited === true
  return [
    table(authorizationPolicies, at, [authorization(given)]),
    table(adminConsentRequestPolicies, at, [
      {
        id: 'adminConsentRequestPolicy',
        name: 'Admin consent requests',
        isEnabled: given.consentReviewers !== undefined,
        notifyReviewers: given.consentReviewers !== undefined,
        remindersEnabled: given.consentReviewers !== undefined,
        requestDurationInDays: 30,
        reviewers: [...(given.consentReviewers ?? [])],
      },
    ]),
    table(directorySettings, at, given.settings ?? []),
    table(crossTenantDefaults, at, [
      {
        id: 'default',
        name: 'Cross-tenant access by default',
        collaborationInbound: everyone('allowed'),
        collaborationOutbound: everyone('allowed'),
        directConnectInbound: everyone('blocked'),
        directConnectOutbound: everyone('blocked'),
        inboundTrust: { mfa: false, compliantDevice: false, hybridJoinedDevice: false },
        isServiceDefault: true,
        tenantRestrictions: everyone('blocked'),
      },
    ]),
    table(crossTenantPartners, at, (given.partners ?? []).map(partner)),
    table(methodsPolicies, at, [{ id: 'authenticationMethodsPolicy', name: 'Authentication methods policy', ...delivered, ...given.methods }]),
    table(deviceRegistrationPolicies, at, [
      {
        id: 'deviceRegistrationPolicy',
        name: 'Device Registration Policy',
        userDeviceQuota: isLimited ? 5 : 50,
        isMfaRequired: false,
        join: isLimited ? { scope: 'selected', named: 1 } : { scope: 'all', named: 0 },
        areGlobalAdministratorsLocal: !isLimited,
        registeringUsersBecomeLocal: { scope: isLimited ? 'none' : 'all', named: 0 },
        isLocalPasswordManaged: isLimited,
      },
    ]),
    table(entraDomains, at, given.domains ?? [managedDomain(initial), managedDomain(domain)]),
    table(domainFederations, at, given.federations ?? []),
    table(directorySynchronizations, at, [{ id, name, isEnabled: null, lastSyncAt: null, lastPasswordSyncAt: null, ...given.synchronization }]),
  ]
}

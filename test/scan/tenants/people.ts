import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { daysAgo } from '../organization/accounts.ts'
import { domainOf, type TenantName } from './tenants.ts'

type User = TenantFixture['users'][number]
type Registration = TenantFixture['registrationDetails'][number]

/** Object ids tell the tenant, so that they differ between tenants. */
export const idOf = (tenant: TenantName, name: string): string => `${tenant}-${name}`

/** When somebody was last here, in days. */
export const seen = (days: number) => ({
  lastSignInDateTime: daysAgo(days),
  lastNonInteractiveSignInDateTime: daysAgo(days),
  lastSuccessfulSignInDateTime: daysAgo(days),
})

/** An employee with an account of this tenant, who was here the day before yesterday. */
export const employee = (tenant: TenantName, name: string, more: Partial<User> = {}): User => ({
  id: idOf(tenant, name),
  displayName: name,
  userPrincipalName: `${name}@${domainOf(tenant)}`,
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  createdDateTime: '2024-01-01T00:00:00Z',
  signInActivity: seen(2),
  ...more,
})

/** Emergency access, which nobody uses. */
export const emergency = (tenant: TenantName, name: string): User => employee(tenant, name, { signInActivity: null })

/** Whom another organization vouches for: invited, and taken up. */
export const guest = (tenant: TenantName, name: string, more: Partial<User> = {}): User =>
  employee(tenant, name, {
    userPrincipalName: `${name}_elsewhere.example#EXT#@${domainOf(tenant)}`,
    userType: 'Guest',
    creationType: 'Invitation',
    externalUserState: 'Accepted',
    ...more,
  })

/** Of users with an account of this tenant: what they registered. */
export const registered = (user: User, methodsRegistered: string[], isAdmin = false): Registration => ({
  id: user.id,
  userPrincipalName: user.userPrincipalName ?? '',
  userDisplayName: user.displayName ?? '',
  userType: user.userType === 'Guest' ? 'guest' : 'member',
  isAdmin,
  isMfaCapable: methodsRegistered.length > 0,
  isMfaRegistered: methodsRegistered.length > 0,
  isPasswordlessCapable: methodsRegistered.includes('passKeyDeviceBound'),
  methodsRegistered,
  lastUpdatedDateTime: '2026-11-23T02:00:00Z',
})

type Organization = TenantFixture['organization']

/** An organization of this name, with the domain it began with. */
export const organization = (tenant: TenantName, displayName: string, more: Partial<Organization> = {}): Organization => ({
  displayName,
  tenantType: 'AAD',
  createdDateTime: '2019-03-01T09:00:00Z',
  onPremisesSyncEnabled: null,
  verifiedDomains: [{ name: domainOf(tenant), isDefault: true, isInitial: true, type: 'Managed' }],
  ...more,
})

/** What tenants begin with, in the global cloud and in China. */
const initial = /\.onmicrosoft\.com$|\.onmschina\.cn$/

/** A domain whose users sign in at Entra, or elsewhere. */
export const domain = (id: string, authenticationType: 'Managed' | 'Federated' = 'Managed'): TenantFixture['domains'][number] => ({
  id,
  authenticationType,
  isDefault: initial.test(id),
  isInitial: initial.test(id),
  isVerified: true,
  isAdminManaged: true,
  isRoot: true,
  supportedServices: [],
  passwordValidityPeriodInDays: authenticationType === 'Managed' ? 2_147_483_647 : null,
})

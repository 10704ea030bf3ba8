import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { daysAgo } from './accounts.ts'

/** The domain that each tenant began with. */
export const domains = { faulty: 'contoso.onmicrosoft.com', sound: 'fabrikam.onmicrosoft.com', bare: 'tailspin.onmicrosoft.com' } as const
export type TenantName = keyof typeof domains

type User = TenantFixture['users'][number]
type Registration = TenantFixture['registrationDetails'][number]

/** The id of a person: unlike a name it is never the same in two tenants. */
export const idOf = (tenant: TenantName, name: string): string => `${tenant}-${name}`

const seen = (days: number) => ({
  lastSignInDateTime: daysAgo(days),
  lastNonInteractiveSignInDateTime: daysAgo(days),
  lastSuccessfulSignInDateTime: daysAgo(days),
})

/** Somebody who is invited, and signs in elsewhere. */
const invited = { userType: 'Guest', creationType: 'Invitation', externalUserState: 'Accepted' } as const

const person = (tenant: TenantName, name: string, more: Partial<User> = {}): User => ({
  id: idOf(tenant, name),
  displayName: name,
  userPrincipalName: `${name}@${domains[tenant]}`,
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  createdDateTime: '2024-01-01T00:00:00Z',
  signInActivity: seen(2),
  ...more,
})

/** Who is in each tenant. In the faulty one `bob` is in the group that policies leave out; the rest is told by the names. Nobody uses emergency access. */
export const people: Readonly<Record<TenantName, readonly User[]>> = {
  faulty: [
    person('faulty', 'ada'),
    person('faulty', 'bob'),
    person('faulty', 'carla'),
    person('faulty', 'standing-security'),
    person('faulty', 'outside-pim'),
    person('faulty', 'eligible'),
    person('faulty', 'synced-admin', { onPremisesSyncEnabled: true }),
    person('faulty', 'guest-admin', invited),
    person('faulty', 'idle', { signInActivity: seen(200) }),
    person('faulty', 'idle-guest', { ...invited, signInActivity: seen(200) }),
    person('faulty', 'break-glass-1', { signInActivity: null }),
  ],
  sound: [
    ...['ada', 'bob', 'carla', 'dan'].map(name => person('sound', name)),
    ...['break-glass-1', 'break-glass-2'].map(name => person('sound', name, { signInActivity: null })),
    person('sound', 'guest', invited),
  ],
  bare: ['ada', 'bob'].map(name => person('bare', name)),
}

const registered = (tenant: TenantName, name: string, methodsRegistered: string[], isAdmin = false): Registration => ({
  id: idOf(tenant, name),
  userPrincipalName: `${name}@${domains[tenant]}`,
  userDisplayName: name,
  userType: 'member',
  isAdmin,
  isMfaCapable: methodsRegistered.length > 0,
  isMfaRegistered: methodsRegistered.length > 0,
  isPasswordlessCapable: methodsRegistered.includes('passKeyDeviceBound'),
  methodsRegistered,
  lastUpdatedDateTime: '2026-11-23T02:00:00Z',
})

const passkey = ['passKeyDeviceBound']

/** What people have registered: in the faulty tenant `bob` and the eligible administrator have nothing. */
export const registrations: Readonly<Record<TenantName, readonly Registration[]>> = {
  faulty: [
    registered('faulty', 'ada', passkey, true),
    registered('faulty', 'bob', []),
    registered('faulty', 'carla', ['microsoftAuthenticatorPush']),
    registered('faulty', 'standing-security', passkey, true),
    registered('faulty', 'outside-pim', passkey, true),
    registered('faulty', 'eligible', [], true),
    registered('faulty', 'synced-admin', passkey, true),
    registered('faulty', 'guest-admin', passkey, true),
    registered('faulty', 'idle', passkey),
    registered('faulty', 'break-glass-1', passkey, true),
  ],
  sound: ['ada', 'bob', 'carla', 'dan', 'break-glass-1', 'break-glass-2'].map(name => registered('sound', name, passkey, name !== 'bob')),
  bare: [],
}

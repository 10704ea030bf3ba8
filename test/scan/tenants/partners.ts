import { premiumP1 } from '../../clouds/entra/built-ins.ts'
import { defaultCrossTenant, everyone } from '../../clouds/entra/default-settings.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { domain, emergency, employee, guest, idOf, organization, registered, seen } from './people.ts'
import { blockLegacy, everybodyBut, policy } from './policies.ts'
import { assigned } from './roles.ts'
import { domainOf, tenants } from './tenants.ts'

const name = 'partners'
const admin = employee(name, 'ada')
const staff = employee(name, 'ben')
const emergencies = ['glass-1', 'glass-2'].map(person => emergency(name, person))
const left = emergencies.map(({ id }) => id)

/** Partner organizations, by their tenants. */
export const partnerTenants = {
  trusted: '51000000-2222-4333-8444-555555555555',
  plain: '52000000-2222-4333-8444-555555555555',
  provider: '53000000-2222-4333-8444-555555555555',
  sister: '54000000-2222-4333-8444-555555555555',
} as const

const trust = { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false }

/**
 * P1: four people of its own and six from elsewhere. One partner's MFA counts here, another's does not, a third administers the tenant on its behalf (GDAP), and
 * a sister company, declared as its own, may synchronize its people in as members. MFA is asked of members, everywhere; of guests nothing is asked but
 * that their clients are modern. One guest never came, one has not been here for half a year, one administers users, and one has an account of this tenant.
 */
export const partners = tenant({
  id: tenants.partners,
  organization: organization(name, 'Partners'),
  domains: [domain(domainOf(name))],
  subscribedSkus: [premiumP1(tenants.partners)],
  users: [
    admin,
    staff,
    ...emergencies,
    guest(name, 'gil'),
    guest(name, 'guest-admin'),
    guest(name, 'guest-idle', { signInActivity: seen(200) }),
    guest(name, 'guest-pending', { externalUserState: 'PendingAcceptance', signInActivity: null }),
    guest(name, 'sister-member', { userType: 'Member' }),
    employee(name, 'contractor', { userType: 'Guest' }),
  ],
  sponsors: { [idOf(name, 'gil')]: [idOf(name, 'ben')], [idOf(name, 'guest-admin')]: [idOf(name, 'ada')] },
  registrationDetails: [
    ...[admin, ...emergencies].map(user => registered(user, ['passKeyDeviceBound'], true)),
    registered(staff, ['microsoftAuthenticatorPush']),
    registered(employee(name, 'contractor', { userType: 'Guest' }), []),
    registered(guest(name, 'guest-admin'), [], true),
  ],
  userMethods: Object.fromEntries(['ada', 'glass-1', 'glass-2'].map(person => [idOf(name, person), ['fido2']])),
  roleAssignments: [
    assigned(name, 'ada', 'globalAdministrator'),
    assigned(name, 'guest-admin', 'userAdministrator'),
    ...['glass-1', 'glass-2'].map(person => assigned(name, person, 'globalAdministrator')),
  ],
  conditionalAccessPolicies: [
    policy('Require MFA of members', { includeUsers: ['All'], excludeUsers: [...left, 'GuestsOrExternalUsers'] }, ['mfa']),
    blockLegacy(everybodyBut(...left)),
  ],
  crossTenantDefault: { ...defaultCrossTenant, isServiceDefault: false, b2bDirectConnectInbound: everyone('blocked') },
  crossTenantPartners: [
    { tenantId: partnerTenants.trusted, inboundTrust: trust },
    { tenantId: partnerTenants.plain, b2bCollaborationInbound: everyone('allowed') },
    { tenantId: partnerTenants.provider, isServiceProvider: true },
    {
      tenantId: partnerTenants.sister,
      inboundTrust: trust,
      automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: false },
      identitySynchronization: { tenantId: partnerTenants.sister, displayName: 'Sister', userSyncInbound: { isSyncAllowed: true } },
    },
  ],
})

import { premiumP2 } from '../../clouds/entra/built-ins.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { daysAgo } from '../organization/accounts.ts'
import { samlCertificates } from '../organization/saml-certificates.ts'
import { domain, emergency, employee, idOf, organization, registered } from './people.ts'
import { blockLegacy, everybodyBut, requireMfa } from './policies.ts'
import { eligible, standing } from './roles.ts'
import { domainOf, tenants } from './tenants.ts'

const name = 'federated'
type Behavior = NonNullable<TenantFixture['domainFederations'][number]['configuration']['federatedIdpMfaBehavior']>

/** AD FS of one of its domains, and what becomes of the MFA that it claims; `null`: never set. */
const adfs = (of: string, federatedIdpMfaBehavior: Behavior | null, signingCertificate: string = samlCertificates.lasting) => ({
  domain: `${of}.example`,
  configuration: {
    id: `adfs-${of}`,
    displayName: of,
    issuerUri: `http://${of}.example/adfs/services/trust/`,
    passiveSignInUri: `https://sts.${of}.example/adfs/ls/`,
    federatedIdpMfaBehavior,
    signingCertificate,
    nextSigningCertificate: null,
  },
})

/** Somebody who comes from Active Directory and signs in at AD FS. */
const synced = (person: string, of: string) => employee(name, person, { userPrincipalName: `${person}@${of}.example`, onPremisesSyncEnabled: true })

const workers = [synced('ann', 'offices'), synced('ben', 'plants'), synced('cleo', 'labs'), synced('dan', 'shops')]
const admin = synced('ada', 'offices')
const service = employee(name, 'Sync_SRV01_0a1b2c', { displayName: 'On-Premises Directory Synchronization Service Account' })
const emergencies = ['glass-1', 'glass-2'].map(person => emergency(name, person))
const left = emergencies.map(({ id }) => id)

/**
 * P2, and everything still hangs on AD FS: four domains, of which one's MFA is demanded, one's believed, one's refused, and of one it was never set.
 * Only the issuer of the offices is declared. Synchronization stopped three days ago and never sent password hashes, so that nobody could sign in if AD FS
 * were gone. The Global Administrator, too, comes from Active Directory and signs in there. Seamless SSO has no property in Microsoft Graph.
 */
export const federated = tenant({
  id: tenants.federated,
  organization: organization(name, 'Federated', {
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: daysAgo(3),
    onPremisesLastPasswordSyncDateTime: null,
  }),
  domains: [domain(domainOf(name)), ...['offices', 'plants', 'labs', 'shops'].map(of => domain(`${of}.example`, 'Federated'))],
  domainFederations: [
    adfs('offices', 'enforceMfaByFederatedIdp'),
    adfs('plants', 'acceptIfMfaDoneByFederatedIdp'),
    adfs('labs', 'rejectMfaByFederatedIdp', samlCertificates.ended),
    adfs('shops', null),
  ],
  subscribedSkus: [premiumP2(tenants.federated)],
  users: [...workers, admin, service, ...emergencies],
  registrationDetails: [
    ...workers.map(user => registered(user, ['microsoftAuthenticatorPush'])),
    ...[admin, ...emergencies].map(user => registered(user, ['passKeyDeviceBound'], true)),
    registered(service, []),
  ],
  userMethods: Object.fromEntries(['ada', 'glass-1', 'glass-2'].map(person => [idOf(name, person), ['fido2']])),
  roleAssignmentScheduleInstances: [
    standing(name, 'Sync_SRV01_0a1b2c', 'synchronizationAccounts'),
    ...['glass-1', 'glass-2'].map(person => standing(name, person, 'globalAdministrator')),
  ],
  roleEligibilityScheduleInstances: [eligible(name, 'ada', 'globalAdministrator')],
  conditionalAccessPolicies: [requireMfa(everybodyBut(...left)), blockLegacy(everybodyBut(...left))],
})

import { premiumP2 } from '../../clouds/entra/built-ins.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { daysAgo } from '../organization/accounts.ts'
import { domain, emergency, employee, idOf, organization, registered } from './people.ts'
import { blockLegacy, everybodyBut, requireMfa } from './policies.ts'
import { eligible, standing } from './roles.ts'
import { domainOf, tenants } from './tenants.ts'

const name = 'synchronized'
const synced = (person: string) => employee(name, person, { userPrincipalName: `${person}@synchronized.example`, onPremisesSyncEnabled: true })
const workers = ['ann', 'ben', 'cleo'].map(synced)
const admin = employee(name, 'ada')
const emergencies = ['glass-1', 'glass-2'].map(person => emergency(name, person))
const left = emergencies.map(({ id }) => id)

const setting = (templateId: string, values: Readonly<Record<string, string>>) => ({
  id: templateId,
  displayName: templateId,
  templateId,
  values: Object.entries(values).map(([name, value]) => ({ name, value })),
})

/**
 * P2, and as hybrid as the article asks: people come from Active Directory and sign in at Entra, hashes of their passwords were sent within the hour, banned
 * passwords are enforced on-premises too, and administrators exist in Entra only. The synchronization account signs in as an application, so there is none.
 */
export const synchronized = tenant({
  id: tenants.synchronized,
  organization: organization(name, 'Synchronized', {
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: daysAgo(0),
    onPremisesLastPasswordSyncDateTime: daysAgo(0),
  }),
  domains: [domain(domainOf(name)), domain('synchronized.example')],
  subscribedSkus: [premiumP2(tenants.synchronized)],
  users: [...workers, admin, ...emergencies],
  registrationDetails: [
    ...workers.map(user => registered(user, ['microsoftAuthenticatorPush'])),
    ...[admin, ...emergencies].map(user => registered(user, ['passKeyDeviceBound'], true)),
  ],
  userMethods: Object.fromEntries(['ada', 'glass-1', 'glass-2'].map(person => [idOf(name, person), ['fido2']])),
  groupSettings: [
    setting('5cf42378-d67d-4f36-ba46-e8b86229381d', {
      EnableBannedPasswordCheck: 'True',
      BannedPasswordList: 'synchronized\tseattle',
      EnableBannedPasswordCheckOnPremises: 'True',
      BannedPasswordCheckOnPremisesMode: 'Enforced',
    }),
  ],
  roleAssignmentScheduleInstances: ['glass-1', 'glass-2'].map(person => standing(name, person, 'globalAdministrator')),
  roleEligibilityScheduleInstances: [eligible(name, 'ada', 'globalAdministrator')],
  conditionalAccessPolicies: [requireMfa(everybodyBut(...left)), blockLegacy(everybodyBut(...left))],
})

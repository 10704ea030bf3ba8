import { premiumP2 } from '../../clouds/entra/built-ins.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { domain, emergency, employee, idOf, organization, registered } from './people.ts'
import { blockLegacy, everybodyBut, requireMfa } from './policies.ts'
import { eligible, standing } from './roles.ts'
import { domainOf, tenants } from './tenants.ts'

const name = 'china'
const admin = employee(name, 'ada')
const staff = ['lei', 'min'].map(person => employee(name, person))
const emergencies = ['glass-1', 'glass-2'].map(person => emergency(name, person))
const left = emergencies.map(({ id }) => id)

/**
 * P2 in the cloud that 21Vianet operates in China, where Microsoft Graph lacks Identity Protection, lifecycle workflows, agents and more. What can be set there is
 * set as it should be.
 */
export const china = tenant({
  id: tenants.china,
  cloud: 'china',
  organization: organization(name, 'China', { countryLetterCode: 'CN' }),
  domains: [domain(domainOf(name))],
  subscribedSkus: [premiumP2(tenants.china)],
  users: [admin, ...staff, ...emergencies],
  registrationDetails: [
    ...[admin, ...emergencies].map(user => registered(user, ['passKeyDeviceBound'], true)),
    ...staff.map(user => registered(user, ['microsoftAuthenticatorPush'])),
  ],
  userMethods: Object.fromEntries(['ada', 'glass-1', 'glass-2'].map(person => [idOf(name, person), ['fido2']])),
  roleAssignmentScheduleInstances: ['glass-1', 'glass-2'].map(person => standing(name, person, 'globalAdministrator')),
  roleEligibilityScheduleInstances: [eligible(name, 'ada', 'globalAdministrator')],
  conditionalAccessPolicies: [requireMfa(everybodyBut(...left)), blockLegacy(everybodyBut(...left))],
})

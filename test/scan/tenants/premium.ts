import { premiumP1 } from '../../clouds/entra/built-ins.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { domain, emergency, employee, idOf, organization, registered } from './people.ts'
import { blockLegacy, everybodyBut, policy, requireMfa } from './policies.ts'
import { assigned, roleIds } from './roles.ts'
import { domainOf, tenants } from './tenants.ts'

const name = 'premium'
const admins = ['ada', 'bob'].map(person => employee(name, person))
const staff = ['cleo', 'dan', 'eve'].map(person => employee(name, person))
const emergencies = ['glass-1', 'glass-2'].map(person => emergency(name, person))
const left = emergencies.map(({ id }) => id)
const app = { id: 'premium-app', appId: 'premium-app-id', displayName: 'Time sheets' }

/**
 * Microsoft Entra ID P1. Conditional Access is whole: MFA of everybody, phishing-resistant of administrators, legacy clients blocked, two declared
 * accounts for emergencies left out. There is no PIM, so that both administrators hold their roles for good, and nobody is told of risk. Everybody
 * registered; one application of its own has a secret.
 */
export const premium = tenant({
  id: tenants.premium,
  organization: organization(name, 'Premium'),
  domains: [domain(domainOf(name))],
  subscribedSkus: [premiumP1(tenants.premium)],
  users: [...admins, ...staff, ...emergencies],
  registrationDetails: [
    ...[...admins, ...emergencies].map(user => registered(user, ['passKeyDeviceBound'], true)),
    ...staff.map(user => registered(user, ['microsoftAuthenticatorPush'])),
  ],
  roleAssignments: [
    assigned(name, 'ada', 'globalAdministrator'),
    assigned(name, 'bob', 'userAdministrator'),
    ...['glass-1', 'glass-2'].map(person => assigned(name, person, 'globalAdministrator')),
  ],
  userMethods: Object.fromEntries(['ada', 'bob', 'glass-1', 'glass-2'].map(person => [idOf(name, person), ['fido2']])),
  conditionalAccessPolicies: [
    requireMfa(everybodyBut(...left)),
    blockLegacy(everybodyBut(...left)),
    {
      ...policy('Require phishing-resistant MFA of administrators', { includeRoles: [roleIds.globalAdministrator, roleIds.userAdministrator] }, []),
      grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } },
    },
    policy('Block device code flow', everybodyBut(...left), ['block'], { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }),
    policy('Register security information with MFA', everybodyBut(...left), ['mfa'], {
      applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
    }),
  ],
  applications: [
    {
      ...app,
      signInAudience: 'AzureADMyOrg',
      createdDateTime: '2025-01-01T00:00:00Z',
      owners: [idOf(name, 'dan')],
      passwordCredentials: [{ keyId: 'premium-secret', startDateTime: '2026-09-01T00:00:00Z', endDateTime: '2027-02-01T00:00:00Z' }],
    },
  ],
  servicePrincipals: [{ ...app, id: 'premium-sp', servicePrincipalType: 'Application', appOwnerOrganizationId: tenants.premium, owners: [idOf(name, 'dan')] }],
})

import { tenant } from '../../clouds/entra/tenant.ts'
import { domain, employee, idOf, organization } from './people.ts'
import { assigned } from './roles.ts'
import { domainOf, tenants } from './tenants.ts'

const name = 'consumers'

/** Somebody who signed up with an e-mail address, or with an account of a social provider. */
const consumer = (person: string, social: boolean) =>
  employee(name, person, {
    userPrincipalName: `${person}-0a1b2c@${domainOf(name)}`,
    creationType: social ? null : 'LocalAccount',
    identities: [
      social
        ? { signInType: 'federated', issuer: 'google.com', issuerAssignedId: person }
        : { signInType: 'emailAddress', issuer: domainOf(name), issuerAssignedId: `${person}@mail.example` },
    ],
  })

/**
 * Azure AD B2C: consumers who signed up, two administrators of its own, no workforce and no licence of Microsoft Entra ID. User flows and custom policies
 * decide how consumers sign in, and no property of Microsoft Graph says whether they ask for MFA. Security defaults are off.
 */
export const consumers = tenant({
  id: tenants.consumers,
  organization: organization(name, 'Consumers', { tenantType: 'AAD B2C' }),
  domains: [domain(domainOf(name))],
  subscribedSkus: [],
  users: [...['ada', 'bob'].map(person => employee(name, person)), ...['mia', 'noa'].map(person => consumer(person, false)), consumer('oli', true)],
  roleAssignments: ['ada', 'bob'].map(person => assigned(name, person, 'globalAdministrator')),
  userMethods: { [idOf(name, 'ada')]: ['microsoftAuthenticator'], [idOf(name, 'bob')]: ['microsoftAuthenticator'] },
  applications: [
    {
      id: 'consumers-app',
      appId: 'consumers-app-id',
      displayName: 'Shop',
      signInAudience: 'AzureADandPersonalMicrosoftAccount',
      createdDateTime: '2025-01-01T00:00:00Z',
      owners: [idOf(name, 'ada')],
      spa: { redirectUris: ['https://shop.example/signed-in'] },
    },
  ],
  servicePrincipals: [
    { id: 'consumers-sp', appId: 'consumers-app-id', displayName: 'Shop', servicePrincipalType: 'Application', appOwnerOrganizationId: tenants.consumers },
  ],
})

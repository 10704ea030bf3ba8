import { defaultMethods } from '../../clouds/entra/defaults.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { domain, employee, idOf, organization } from './people.ts'
import { policy } from './policies.ts'
import { assigned, roleIds } from './roles.ts'
import { domainOf, tenants } from './tenants.ts'

const name = 'customers'

/** Somebody who signed up by the user flow, with an e-mail address. */
const customer = (person: string) =>
  employee(name, person, {
    userPrincipalName: `${person}-0a1b2c@${domainOf(name)}`,
    creationType: 'LocalAccount',
    identities: [{ signInType: 'emailAddress', issuer: domainOf(name), issuerAssignedId: `${person}@mail.example` }],
  })

/**
 * An external tenant of Microsoft Entra External ID: customers sign up by a user flow, which is what it is for. Conditional Access comes with it; MFA is asked of
 * administrators, and of customers nothing. https://learn.microsoft.com/entra/external-id/customers/concept-multifactor-authentication-customers
 */
export const customers = tenant({
  id: tenants.customers,
  organization: organization(name, 'Customers', { tenantType: 'CIAM' }),
  domains: [domain(domainOf(name))],
  subscribedSkus: [],
  users: [...['ada', 'bob'].map(person => employee(name, person)), ...['mia', 'noa'].map(customer)],
  roleAssignments: ['ada', 'bob'].map(person => assigned(name, person, 'globalAdministrator')),
  userMethods: { [idOf(name, 'ada')]: ['fido2'], [idOf(name, 'bob')]: ['fido2'] },
  authenticationMethods: defaultMethods.map(method =>
    method.id === 'Email' ? { ...method, state: 'enabled', includeTargets: [{ id: 'all_users', targetType: 'group', isRegistrationRequired: false }] } : method,
  ),
  authenticationFlowsPolicy: { id: 'authenticationFlowsPolicy', displayName: 'Authentication flows policy', selfServiceSignUp: { isEnabled: true } },
  conditionalAccessPolicies: [policy('Require MFA of administrators', { includeRoles: [roleIds.globalAdministrator] }, ['mfa'])],
})

import { tenant } from '../../clouds/entra/tenant.ts'
import { domain, employee, idOf, organization } from './people.ts'
import { assigned } from './roles.ts'
import { domainOf, tenants } from './tenants.ts'

const name = 'greenfield'

/**
 * A month old, without a licence, with the security defaults that new tenants have: https://learn.microsoft.com/entra/fundamentals/security-defaults.
 * Two people founded it and are Global Administrators for good; three more work there. Nothing else was set, and no account is there for emergencies.
 */
export const greenfield = tenant({
  id: tenants.greenfield,
  organization: organization(name, 'Greenfield', { createdDateTime: '2026-10-20T09:00:00Z' }),
  domains: [domain(domainOf(name))],
  subscribedSkus: [],
  securityDefaults: { id: '00000000-0000-0000-0000-000000000005', displayName: 'Security Defaults', isEnabled: true },
  users: ['founder', 'partner', 'ann', 'ben', 'cleo'].map(person => employee(name, person, { createdDateTime: '2026-10-20T09:00:00Z' })),
  roleAssignments: ['founder', 'partner'].map(person => assigned(name, person, 'globalAdministrator')),
  userMethods: { [idOf(name, 'founder')]: ['microsoftAuthenticator'], [idOf(name, 'partner')]: ['microsoftAuthenticator', 'phone'] },
})

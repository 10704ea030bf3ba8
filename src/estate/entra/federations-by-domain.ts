import { type DomainFederation, domainFederations } from '../../datasets/entra/domains.ts'
import { defineView } from '../needs.ts'

/** How each federated domain is federated, by the domain's name. */
export const federationsByDomain = defineView({
  name: 'entra-federations-by-domain',
  per: 'entra-tenant',
  needs: { domainFederations },
  build({ domainFederations }): ReadonlyMap<string, readonly DomainFederation[]> {
    const byDomain = new Map<string, DomainFederation[]>()
    for (const federation of domainFederations) byDomain.set(federation.domain, [...(byDomain.get(federation.domain) ?? []), federation])
    return byDomain
  },
})

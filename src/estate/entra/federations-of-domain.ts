import { type DomainFederation, domainFederations, type EntraDomain } from '../../datasets/entra/domains.ts'
import { defineView } from '../needs.ts'

/** How a federated domain is federated: by its own configuration, or, as a subdomain without one, by that of the next domain above it that has one. */
export const federationsOfDomain = defineView({
  name: 'entra-federations-of-domain',
  per: 'entra-tenant',
  needs: { domainFederations },
  build({ domainFederations }): (domain: EntraDomain) => readonly DomainFederation[] {
    const byDomain = Map.groupBy(domainFederations, ({ domain }) => domain.toLowerCase())
    const above = (name: string): readonly DomainFederation[] => {
      const parent = name.slice(name.indexOf('.') + 1)
      return byDomain.get(name) ?? (parent.includes('.') ? above(parent) : [])
    }
    return ({ id, isRoot }) => (isRoot ? (byDomain.get(id.toLowerCase()) ?? []) : above(id.toLowerCase()))
  },
})

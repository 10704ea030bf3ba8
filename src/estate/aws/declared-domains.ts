import { declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/** Whether the operator declared a domain as an issuer of identities, e.g. `corp.example.com`; compared without regard to case. */
export const declaredDomains = defineView({
  name: 'declared-domains',
  per: 'aws-account',
  needs: { declared },
  build({ declared }): (domain: string) => boolean {
    const domains = new Set([...declared].filter(({ kind }) => kind === 'issuer').map(({ value }) => value.toLowerCase()))
    return domain => domains.has(domain.toLowerCase())
  },
})

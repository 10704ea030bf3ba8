import { type ClaimsMappingPolicy, claimsMappingPolicies } from '../../datasets/entra/application-policies.ts'
import { defineView } from '../needs.ts'

/** The policies that are given to an application, and those that may be, of which not all that they are given to was told. */
interface Policies {
  readonly certain: readonly ClaimsMappingPolicy[]
  readonly possible: readonly ClaimsMappingPolicy[]
}

/** Finds claims mapping policies by the object id of a service principal. */
export const claimsPoliciesByApplication = defineView({
  name: 'entra-claims-policies-by-application',
  per: 'entra-tenant',
  needs: { claimsMappingPolicies },
  build({ claimsMappingPolicies }): (servicePrincipalId: string) => Policies {
    const found = new Map<string, ClaimsMappingPolicy[]>()
    for (const policy of claimsMappingPolicies)
      for (const id of policy.appliesTo) {
        const known = found.get(id) ?? []
        found.set(id, known)
        known.push(policy)
      }
    const possible = [...claimsMappingPolicies].filter(({ mayApplyToMore }) => mayApplyToMore)
    return id => ({ certain: found.get(id) ?? [], possible })
  },
})

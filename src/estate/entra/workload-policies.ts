import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { defineView } from '../needs.ts'

/** Conditional Access policies about one service principal. */
export interface WorkloadPolicies {
  /** Enforced and sure to be about it. */
  readonly enforced: readonly ConditionalAccessPolicy[]
  /** May be about it: they have a condition that cannot be decided, such as a filter on attributes. */
  readonly possible: readonly ConditionalAccessPolicy[]
  /** In report-only: they stop nothing. */
  readonly trial: readonly ConditionalAccessPolicy[]
}

/** The only way to grant access to workload identities is to block it under conditions: https://learn.microsoft.com/entra/identity/conditional-access/workload-identity */
const blocks = ({ grantControls }: ConditionalAccessPolicy): boolean => grantControls?.builtInControls.includes('block') === true

/** The policies about a service principal, by its object id. `ServicePrincipalsInMyTenant` are those whose application is registered in the tenant. */
export const workloadPolicies = defineView({
  name: 'entra-workload-policies',
  per: 'entra-tenant',
  needs: { conditionalAccessPolicies },
  build({ conditionalAccessPolicies }): (id: string) => WorkloadPolicies {
    const about = [...conditionalAccessPolicies].filter(({ state, conditions }) => state !== 'disabled' && conditions.clientApplications !== null)
    const names = (list: readonly string[], id: string) => list.some(each => each === id || each === 'ServicePrincipalsInMyTenant')
    const isAbout = ({ conditions: { clientApplications } }: ConditionalAccessPolicy, id: string): boolean =>
      clientApplications !== null && names(clientApplications.includeServicePrincipals, id) && !clientApplications.excludeServicePrincipals.includes(id)
    return id => {
      const unclear = about.filter(({ unknownConditions }) => unknownConditions.length > 0)
      const sure = about.filter(policy => policy.unknownConditions.length === 0 && isAbout(policy, id) && blocks(policy))
      return {
        enforced: sure.filter(({ state }) => state === 'enabled'),
        trial: sure.filter(({ state }) => state === 'enabledForReportingButNotEnforced'),
        possible: unclear.filter(({ state }) => state === 'enabled'),
      }
    }
  },
})

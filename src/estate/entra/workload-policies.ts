import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { defineView } from '../needs.ts'

/** Conditional Access policies about one service principal. */
export interface WorkloadPolicies {
  /** Enforced, sure to be about it, for all resources, and from everywhere but what is excluded. */
  readonly enforced: readonly ConditionalAccessPolicy[]
  /** Enforced and sure to be about it, but for some resources or from some places only: whoever has its credential goes by another way. */
  readonly narrow: readonly ConditionalAccessPolicy[]
  /** May be about it: they have a condition that cannot be decided, such as a filter on attributes. */
  readonly possible: readonly ConditionalAccessPolicy[]
  /** In report-only: they stop nothing. */
  readonly trial: readonly ConditionalAccessPolicy[]
}

/** Whether it chooses service principals in a way that is not read: by a filter on attributes. Agents are others. */
const choosesUnread = ({ unknownConditions }: ConditionalAccessPolicy): boolean =>
  unknownConditions.some(name => name.startsWith('clientApplications.') && !/agentid/i.test(name))

/** The only way to grant access to workload identities is to block it under conditions: https://learn.microsoft.com/entra/identity/conditional-access/workload-identity */
const blocks = ({ grantControls }: ConditionalAccessPolicy): boolean => grantControls?.builtInControls.includes('block') === true
const mayBlock = (policy: ConditionalAccessPolicy): boolean => blocks(policy) || policy.unknownControls.length > 0

/** Whether no resource and no place but the excluded ones is left open; where places play no part, it blocks always or at risk. */
const isWide = ({ conditions: { applications, locations } }: ConditionalAccessPolicy): boolean =>
  applications.includeApplications.includes('All') &&
  applications.excludeApplications.length === 0 &&
  applications.applicationFilter === null &&
  (locations === null || locations.includeLocations.includes('All'))

/** The policies about a service principal, by its object id. `ServicePrincipalsInMyTenant` are those whose application is registered in the tenant. */
export const workloadPolicies = defineView({
  name: 'entra-workload-policies',
  per: 'entra-tenant',
  needs: { conditionalAccessPolicies },
  build({ conditionalAccessPolicies }): (id: string) => WorkloadPolicies {
    const about = [...conditionalAccessPolicies].filter(({ state, conditions }) => state !== 'disabled' && conditions.clientApplications !== null)
    const has = (list: readonly string[], id: string) => list.some(each => each.toLowerCase() === id.toLowerCase())
    const isLeftOut = ({ conditions: { clientApplications } }: ConditionalAccessPolicy, id: string): boolean =>
      clientApplications === null || has(clientApplications.excludeServicePrincipals, id)
    const names = ({ conditions: { clientApplications } }: ConditionalAccessPolicy, id: string): boolean =>
      clientApplications !== null &&
      (has(clientApplications.includeServicePrincipals, id) || has(clientApplications.includeServicePrincipals, 'ServicePrincipalsInMyTenant'))
    return id => {
      const near = about.filter(policy => !isLeftOut(policy, id))
      const unclear = near.filter(policy => policy.unknownConditions.length > 0 && (names(policy, id) || choosesUnread(policy)) && mayBlock(policy))
      const sure = near.filter(policy => policy.unknownConditions.length === 0 && names(policy, id) && blocks(policy))
      const inForce = sure.filter(({ state }) => state === 'enabled')
      return {
        enforced: inForce.filter(isWide),
        narrow: inForce.filter(policy => !isWide(policy)),
        trial: sure.filter(({ state }) => state === 'enabledForReportingButNotEnforced'),
        possible: unclear.filter(({ state }) => state === 'enabled'),
      }
    }
  },
})

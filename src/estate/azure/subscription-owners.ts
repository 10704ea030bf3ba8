import { type AzureRoleAssignment, azureEligibleAssignments, azureRoleAssignments, OWNER } from '../../datasets/azure/authorization.ts'
import type { AzurePrincipal } from '../../datasets/azure/principals.ts'
import { defineView } from '../needs.ts'
import { azureDirectory } from './directory.ts'
import { subscriptionLine } from './subscription-line.ts'

/** Who owns a subscription, by assignments on it and above it. */
export interface SubscriptionOwners {
  /** People, programs and principals of other tenants who are Owner now, each once. */
  readonly owners: readonly Pick<AzurePrincipal, 'id' | 'name'>[]
  /** How many more can activate it. */
  readonly eligible: number
  /** Names of what could not be read. */
  readonly unknown: readonly string[]
}

type Held = Pick<AzureRoleAssignment, 'level' | 'managementGroup' | 'subscription' | 'roleId' | 'principalId' | 'principalType'>

const wide = new Set<string>(['root', 'management-group', 'subscription'])
const keyOf = ({ managementGroup, subscription }: Held): string => subscription ?? managementGroup ?? '/'

const ownersByScope = <T extends Held>(assignments: Iterable<T>): ReadonlyMap<string, readonly T[]> =>
  Map.groupBy(
    [...assignments].filter(({ roleId, level }) => roleId === OWNER && wide.has(level)),
    keyOf,
  )

export const subscriptionOwners = defineView({
  name: 'azure-subscription-owners',
  per: 'azure-hierarchy',
  needs: { azureRoleAssignments, azureEligibleAssignments, azureDirectory, subscriptionLine },
  build({ azureRoleAssignments, azureEligibleAssignments, azureDirectory, subscriptionLine }): (subscription: string) => SubscriptionOwners | undefined {
    const active = ownersByScope(azureRoleAssignments)
    const eligible = ownersByScope(azureEligibleAssignments)
    return subscription => {
      const line = subscriptionLine(subscription)
      if (line === undefined) return undefined
      const scopes = [subscription, ...line, '/']
      const behind = (of: ReadonlyMap<string, readonly Held[]>) => scopes.flatMap(scope => of.get(scope) ?? []).map(one => azureDirectory.behind(one))
      const now = behind(active)
      const owners = new Map(now.flatMap(({ users, programs, foreign }) => [...users, ...programs, ...foreign]).map(one => [one.id, one]))
      const later = new Set(behind(eligible).flatMap(({ users }) => users.map(({ id }) => id)))
      return {
        owners: [...owners.values()],
        eligible: [...later].filter(id => !owners.has(id)).length,
        unknown: [...new Set(now.flatMap(({ unknown }) => unknown))],
      }
    }
  },
})

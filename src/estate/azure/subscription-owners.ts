import { type AzureRoleAssignment, azureEligibleAssignments, azureRoleAssignments, OWNER } from '../../datasets/azure/authorization.ts'
import type { AzurePrincipal } from '../../datasets/azure/principals.ts'
import { defineView } from '../needs.ts'
import { activations } from './activations.ts'
import { azureDirectory } from './directory.ts'
import { standingHolders } from './standing-holders.ts'
import { subscriptionLine } from './subscription-line.ts'

/** Who owns a subscription, by assignments on it and above it. */
export interface SubscriptionOwners {
  /** People, programs and principals of other tenants who are Owner all the time, each once. */
  readonly owners: readonly Pick<AzurePrincipal, 'id' | 'name'>[]
  /** How many more are by an activation, of the role or of a membership through PIM for Groups. */
  readonly activated: number
  /** How many more can activate the role. */
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

const partition = <T>(all: readonly T[], is: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [all.filter(is), all.filter(one => !is(one))]

export const subscriptionOwners = defineView({
  name: 'azure-subscription-owners',
  per: 'azure-hierarchy',
  needs: { azureRoleAssignments, azureEligibleAssignments, activations, azureDirectory, standingHolders, subscriptionLine },
  build({
    azureRoleAssignments,
    azureEligibleAssignments,
    activations,
    azureDirectory,
    standingHolders,
    subscriptionLine,
  }): (subscription: string) => SubscriptionOwners | undefined {
    const active = ownersByScope(azureRoleAssignments)
    const eligible = ownersByScope(azureEligibleAssignments)
    return subscription => {
      const line = subscriptionLine(subscription)
      if (line === undefined) return undefined
      const scopes = [subscription, ...line, '/']
      const at = <T extends Held>(of: ReadonlyMap<string, readonly T[]>): readonly T[] => scopes.flatMap(scope => of.get(scope) ?? [])
      const [byActivation, standing] = partition(at(active), ({ id }) => activations.get(id)?.assignmentType === 'Activated')
      const now = standing.map(standingHolders)
      const owners = new Map(now.flatMap(({ users, programs, foreign }) => [...users, ...programs, ...foreign]).map(one => [one.id, one]))
      const others = (users: readonly Pick<AzurePrincipal, 'id'>[]): number => new Set(users.map(({ id }) => id).filter(id => !owners.has(id))).size
      return {
        owners: [...owners.values()],
        activated: others([...now.flatMap(one => one.activated), ...byActivation.flatMap(one => azureDirectory.behind(one).users)]),
        eligible: others(at(eligible).flatMap(one => azureDirectory.behind(one).users)),
        unknown: [...new Set(now.flatMap(({ unknown }) => unknown))],
      }
    }
  },
})

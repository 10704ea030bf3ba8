import { both, type Certainty, managementEvents } from '../../analysis/trails/management-events.ts'
import type { Gap } from '../../dataset.ts'
import { eventDataStores } from '../../datasets/aws/cloudtrail.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineEstateView, defineView } from '../needs.ts'

/** An event data store of all Regions, and whether it takes in all management events. */
interface EventLake {
  readonly id: string
  readonly name: string
  readonly isOfOrganization: boolean
  readonly keeps: Certainty
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html */
const isTakingIn = (status: string): Certainty => (status === 'ENABLED' ? 'yes' : status === 'CREATED' || status === 'STARTING_INGESTION' ? 'unclear' : 'no')

const lakesByAccount = defineEstateView({
  name: 'event-lakes-by-account',
  per: ['aws-account'],
  needs: { eventDataStores },
  handlesDark: true,
  distil: ({ eventDataStores }): readonly EventLake[] =>
    [...eventDataStores]
      .filter(({ isMultiRegion }) => isMultiRegion)
      .map(({ id, name, isOfOrganization, status, advanced }) => {
        const { read, write } = managementEvents({ basic: [], advanced })
        return { id, name, isOfOrganization, keeps: both(isTakingIn(status), read, write) }
      }),
  join: (parts, dark) => ({
    parts,
    ofOrganizations: [...parts].flatMap(([scope, lakes]) => lakes.filter(({ isOfOrganization }) => isOfOrganization).map(lake => ({ scope, lake }))),
    dark: Map.groupBy(dark, ({ scope }) => scope) as ReadonlyMap<string, readonly Gap[]>,
  }),
})

/** What CloudTrail Lake keeps of an account. */
export interface EventLakes {
  readonly lakes: readonly EventLake[]
  /** Why stores of the account’s own may be missing here. */
  readonly dark: readonly Gap[]
}

/** The event data stores that take in an account: its own, and those of its organization. What could not be read is told, and never a store. */
export const eventLakes = defineView({
  name: 'event-lakes',
  per: 'aws-account',
  needs: { lakesByAccount, scopes },
  build({ lakesByAccount: { parts, ofOrganizations, dark }, scopes }, at): EventLakes {
    const parentOf = new Map(ofOrganizations.length === 0 ? [] : [...scopes].map(({ id, parent }) => [id, parent]))
    const shared = ofOrganizations.filter(({ scope }) => scope !== at.id && parentOf.get(scope) !== undefined && parentOf.get(scope) === parentOf.get(at.id))
    return { lakes: [...(parts.get(at.id) ?? []), ...shared.map(({ lake }) => lake)], dark: dark.get(at.id) ?? [] }
  },
})

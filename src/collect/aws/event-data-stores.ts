import { CloudTrailClient, GetEventDataStoreCommand, ListEventDataStoresCommand } from '@aws-sdk/client-cloudtrail'
import type { Scope } from '../../dataset.ts'
import { cloudTrails, type EventDataStore, eventDataStores, trailStatuses } from '../../datasets/aws/cloudtrail.ts'
import { CollectError, type Collected, defineCollector } from '../collector.ts'
import { booleanOf, listOf, objectOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowOrGap } from './rows.ts'
import type { AwsSession } from './session.ts'
import { advancedOf } from './trail-details.ts'

const LIST = 'ListEventDataStores'
const GET = 'GetEventDataStore'

const storeOf = async (session: AwsSession, at: Scope, region: string, id: string): Promise<EventDataStore> => {
  const store = await session.client(CloudTrailClient, region).send(new GetEventDataStoreCommand({ EventDataStore: id }))
  return {
    id,
    scope: at.id,
    name: textOf(store.Name, `${GET}: Name`),
    part: region,
    isMultiRegion: booleanOf(store.MultiRegionEnabled, `${GET}: MultiRegionEnabled`),
    isOfOrganization: booleanOf(store.OrganizationEnabled, `${GET}: OrganizationEnabled`),
    status: textOf(store.Status, `${GET}: Status`),
    advanced: listOf(store.AdvancedEventSelectors, `${GET}: AdvancedEventSelectors`).flatMap(one => [
      ...advancedOf(objectOf(one, `${GET}: AdvancedEventSelectors`), GET),
    ]),
  }
}

async function* storesIn(session: AwsSession, at: Scope, region: string): AsyncGenerator<Collected> {
  const client = session.client(CloudTrailClient, region)
  for await (const page of pagesOf(session, LIST, NextToken => client.send(new ListEventDataStoresCommand({ MaxResults: 1000, NextToken }))))
    for (const { EventDataStoreArn } of listOf(page.EventDataStores, `${LIST}: EventDataStores`)) {
      const id = textOf(EventDataStoreArn, `${LIST}: EventDataStoreArn`)
      const found = await rowOrGap(eventDataStores, id, () => storeOf(session, at, region, id))
      yield found.kind === 'row' ? found : { kind: 'gap', gap: { ...found.gap, part: region } }
    }
}

/** Whether the account manages an organization, where its members' events may be kept; one that cannot be told may do so. */
const mayManage = async (session: AwsSession): Promise<boolean> => {
  try {
    const organization = await session.organization()
    return organization !== undefined && organization.managementAccountId === session.account
  } catch (error) {
    if (error instanceof CollectError) return true
    throw error
  }
}

/** Event data stores, asked for where trails do not say already that everything is logged; the list itself no longer tells what they are. */
export const dataStores = defineCollector<AwsSession>({
  name: 'aws-event-data-stores',
  gives: [eventDataStores],
  after: [cloudTrails, trailStatuses],
  async *collect(session, at, sofar) {
    const logging = new Set(sofar.rows(trailStatuses).flatMap(({ id, isLogging }) => (isLogging ? [id] : [])))
    // What an organization's trail does is not for its members to read.
    const wide = sofar.rows(cloudTrails).filter(({ id, isMultiRegion, ownerAccount }) => isMultiRegion && (ownerAccount !== session.account || logging.has(id)))
    if (wide.some(({ isOrganizationTrail }) => isOrganizationTrail)) return
    if (wide.length > 0 && !(await mayManage(session))) return
    yield* inEachRegion(session, [eventDataStores], region => storesIn(session, at, region))
  },
})

import { type AdvancedEventSelector, CloudTrailClient, type EventSelector, GetEventSelectorsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail'
import { type CloudTrail, type TrailSelectors, type TrailStatus, trailSelectors, trailStatuses } from '../../datasets/aws/cloudtrail.ts'
import { CollectError, type Collected } from '../collector.ts'
import { booleanOf, listOf, objectOf, optionalInstant, textOf, textsOf } from './answers.ts'
import { partOrGap } from './rows.ts'
import type { AwsSession } from './session.ts'

const textUnlessEmpty = <Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> => {
  const found: Partial<Record<Name, string>> = {}
  if (value !== undefined && value !== '') found[name] = textOf(value, name)
  return found
}

const statusOf = async (session: AwsSession, trail: CloudTrail, region: string): Promise<TrailStatus> => {
  const status = await session.client(CloudTrailClient, region).send(new GetTrailStatusCommand({ Name: trail.id }))
  return {
    id: trail.id,
    scope: trail.scope,
    name: trail.name,
    part: trail.part,
    isLogging: booleanOf(status.IsLogging, 'GetTrailStatus: IsLogging'),
    ...optionalInstant('stoppedAt', status.StopLoggingTime, 'GetTrailStatus: StopLoggingTime'),
    ...textUnlessEmpty('deliveryError', status.LatestDeliveryError),
    ...textUnlessEmpty('logGroupError', status.LatestCloudWatchLogsDeliveryError),
  }
}

const OTHER_OPERATORS = ['StartsWith', 'EndsWith', 'NotStartsWith', 'NotEndsWith'] as const

const basicOf = (selector: EventSelector): TrailSelectors['basic'] => {
  if (!booleanOf(selector.IncludeManagementEvents, 'GetEventSelectors: IncludeManagementEvents')) return []
  const excluded = selector.ExcludeManagementEventSources
  return [
    {
      readWriteType: textOf(selector.ReadWriteType, 'GetEventSelectors: ReadWriteType'),
      // Absent in answers about trails that were never given any.
      excludedSources: excluded === undefined ? [] : textsOf(excluded, 'GetEventSelectors: ExcludeManagementEventSources'),
    },
  ]
}

/** Of trails and of event data stores, which have no others. Selectors for other events than management events are left out. */
export const advancedOf = (selector: AdvancedEventSelector, operation = 'GetEventSelectors'): TrailSelectors['advanced'] => {
  const fields = listOf(selector.FieldSelectors, `${operation}: FieldSelectors`).map(field => ({
    name: textOf(field.Field, `${operation}: Field`),
    ...(field.Equals === undefined ? {} : { equals: textsOf(field.Equals, `${operation}: Equals`) }),
    ...(field.NotEquals === undefined ? {} : { notEquals: textsOf(field.NotEquals, `${operation}: NotEquals`) }),
    hasOther: OTHER_OPERATORS.some(operator => field[operator] !== undefined),
  }))
  const isOfOther = fields.some(({ name, equals }) => name === 'eventCategory' && equals !== undefined && !equals.includes('Management'))
  return isOfOther ? [] : [{ fields }]
}

const selectorsOf = async (session: AwsSession, trail: CloudTrail, region: string): Promise<TrailSelectors> => {
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = await session
    .client(CloudTrailClient, region)
    .send(new GetEventSelectorsCommand({ TrailName: trail.id }))
  // A trail has one kind or the other.
  if (basic === undefined && advanced === undefined) throw new CollectError('invalid', 'GetEventSelectors: EventSelectors is missing')
  const each = <T extends object, R>(of: readonly T[] | undefined, what: string, read: (item: T) => readonly R[]): R[] =>
    of === undefined ? [] : listOf(of, what).flatMap(item => [...read(objectOf(item, what))])
  return {
    id: trail.id,
    scope: trail.scope,
    name: trail.name,
    part: trail.part,
    basic: each(basic, 'GetEventSelectors: EventSelectors', basicOf),
    advanced: each(advanced, 'GetEventSelectors: AdvancedEventSelectors', selector => advancedOf(selector)),
  }
}

/** Whether a trail of the account's own logs, and what; `region` is where it is asked, which knows it by its ARN. */
export async function* detailsOf(session: AwsSession, trail: CloudTrail, region: string): AsyncGenerator<Collected> {
  yield await partOrGap(trailStatuses, trail.id, trail.name, () => statusOf(session, trail, region))
  yield await partOrGap(trailSelectors, trail.id, trail.name, () => selectorsOf(session, trail, region))
}

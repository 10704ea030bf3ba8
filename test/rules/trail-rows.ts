import type { Gap } from '../../src/dataset.ts'
import {
  type CloudTrail,
  cloudTrails,
  type TrailLogBucket,
  type TrailSelectors,
  type TrailStatus,
  trailSelectors,
  trailStatuses,
} from '../../src/datasets/aws/cloudtrail.ts'
import { organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { awsRegions } from '../../src/datasets/aws/regions.ts'
import { type AlarmTopic, alarmTopics, type TrailAlarm, type TrailMetricFilter, trailAlarms, trailMetricFilters } from '../../src/datasets/aws/trail-alarms.ts'
import { given } from '../rule-tester.ts'

type Without<R> = Omit<R, 'scope'>

export const ACCOUNT = '111111111111'
const SCOPE = `aws-account/${ACCOUNT}`
const ORGANIZATION = 'o-exampleorg1'

export const trailRow = (name: string, more: Partial<CloudTrail> = {}): Without<CloudTrail> => {
  const owner = more.ownerAccount ?? ACCOUNT
  return {
    id: `arn:aws:cloudtrail:${more.part ?? 'us-east-1'}:${owner}:trail/${name}`,
    name,
    part: 'us-east-1',
    ownerAccount: owner,
    isMultiRegion: true,
    isOrganizationTrail: false,
    includesGlobalEvents: true,
    bucket: 'logs',
    validatesLogFiles: true,
    ...more,
  }
}

export const statusRow = (trail: Without<CloudTrail>, more: Partial<TrailStatus> = {}): Without<TrailStatus> => ({
  id: trail.id,
  name: trail.name,
  isLogging: true,
  ...more,
})

type Basic = TrailSelectors['basic'][number]

export const selectorsRow = (
  trail: Without<CloudTrail>,
  basic: readonly Partial<Basic>[] = [{}],
  more: Partial<TrailSelectors> = {},
): Without<TrailSelectors> => ({
  id: trail.id,
  name: trail.name,
  basic: basic.map(one => ({ readWriteType: 'All', excludedSources: [], ...one })),
  advanced: [],
  ...more,
})

export const bucketRow = (name: string, more: Partial<TrailLogBucket> = {}): Without<TrailLogBucket> => ({
  id: name,
  name,
  part: 'us-east-1',
  policyIsPublic: false,
  publicGrants: [],
  ignoresPublicLists: true,
  restrictsPublicPolicy: true,
  ...more,
})

/** The Regions that were asked. */
export const regions = given(awsRegions, ...['us-east-1', 'eu-west-1'].map(id => ({ id, name: id })))

/** A trail that logs all management events, and where they go. */
export const atWork = (...trails: readonly Without<CloudTrail>[]) => [
  given(cloudTrails, ...trails),
  given(trailStatuses, ...trails.map(trail => statusRow(trail))),
  given(trailSelectors, ...trails.map(trail => selectorsRow(trail))),
]

export const memberOf = (management: string, scope = SCOPE) =>
  given(organizationMemberships, { id: ORGANIZATION, scope, name: ORGANIZATION, managementAccountId: management, featureSet: 'ALL' })

export const partGap = (dataset: { readonly name: string }, part: string, scope = SCOPE): Gap => ({
  dataset: dataset.name,
  scope,
  part,
  reason: 'denied',
  detail: 'access denied',
})

export const LOG_GROUP = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:trail`
export const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:security`

export const filterRow = (pattern: string, more: Partial<TrailMetricFilter> = {}): Without<TrailMetricFilter> => ({
  id: `${more.logGroupArn ?? LOG_GROUP}#${more.name ?? 'watch'}`,
  name: 'watch',
  part: 'us-east-1',
  logGroupArn: LOG_GROUP,
  pattern,
  metrics: [{ namespace: 'Security', name: 'Seen', value: '1', hasDimensions: false }],
  hasFurtherCriteria: false,
  ...more,
})

export const alarmRow = (more: Partial<TrailAlarm> = {}): Without<TrailAlarm> => ({
  id: `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:${more.name ?? 'seen'}`,
  name: 'seen',
  part: 'us-east-1',
  metrics: [{ namespace: 'Security', name: 'Seen' }],
  hasExpression: false,
  actionsEnabled: true,
  actions: [TOPIC],
  statistic: 'Sum',
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 1,
  datapoints: 1,
  ...more,
})

export const topicRow = (confirmed: number, id = TOPIC): Without<AlarmTopic> => ({ id, name: 'security', confirmed, pending: 1 })

/** A trail of all Regions with a log group, and what watches it. */
export const watchedBy = (
  filters: readonly Without<TrailMetricFilter>[],
  {
    alarms = [alarmRow()],
    topics = [topicRow(1)],
    trail = trailRow('main', { logGroupArn: LOG_GROUP }),
  }: {
    readonly alarms?: readonly Without<TrailAlarm>[]
    readonly topics?: readonly Without<AlarmTopic>[]
    readonly trail?: Without<CloudTrail>
  } = {},
) => [regions, ...atWork(trail), given(trailMetricFilters, ...filters), given(trailAlarms, ...alarms), given(alarmTopics, ...topics)]

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cloudTrails, eventDataStores, trailLogBuckets, trailSelectors, trailStatuses } from '../../../src/datasets/aws/cloudtrail.ts'
import { alarmTopics, trailAlarms, trailMetricFilters } from '../../../src/datasets/aws/trail-alarms.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import type { Answer, Value } from '../../clouds/aws/wire.ts'
import { auditAnswers, audited } from './audited.ts'
import { scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const TRAIL = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`
const GROUP = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:trail`
const ALL = [cloudTrails, trailStatuses, trailSelectors, trailLogBuckets, trailMetricFilters, trailAlarms, alarmTopics] as const

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws({ accounts: { [ACCOUNT]: {} } })
})
beforeEach(() => {
  aws.settings(ACCOUNT).answers = audited(ACCOUNT)
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

const scan = () => scanAws(aws, ACCOUNT, { limits: { attempts: 1 } })
const answer = (name: string, value: { readonly [member: string]: Value }) => {
  const told = (): Answer => ({ kind: 'answer', value })
  aws.settings(ACCOUNT).answers = new Map([...auditAnswers(ACCOUNT), [name, told] as const])
}
const asked = (operation: string) => aws.requests.filter(request => request.operation === operation)
const of = { scope: `aws-account/${ACCOUNT}`, part: 'us-east-1' }

describe('a trail of all Regions', () => {
  it('is one row, asked once by its home Region, with its selectors, bucket, filters, alarms and topics', async () => {
    const found = await scan()
    for (const dataset of ALL) expect([dataset.name, found.gaps(dataset)]).toEqual([dataset.name, []])
    expect(found.rows(cloudTrails)).toEqual([
      {
        ...of,
        id: TRAIL,
        name: 'main',
        ownerAccount: ACCOUNT,
        isMultiRegion: true,
        isOrganizationTrail: false,
        includesGlobalEvents: true,
        bucket: 'trail-logs',
        validatesLogFiles: true,
        logGroupArn: GROUP,
      },
    ])
    expect(found.rows(trailStatuses)).toEqual([{ ...of, id: TRAIL, name: 'main', isLogging: true, stoppedAt: '2026-01-01T00:00:00.000Z' }])
    expect(found.rows(trailSelectors)).toEqual([
      { ...of, id: TRAIL, name: 'main', basic: [{ readWriteType: 'All', excludedSources: ['kms.amazonaws.com'] }], advanced: [] },
    ])
    expect(found.rows(trailLogBuckets)).toEqual([
      {
        ...of,
        id: 'trail-logs',
        name: 'trail-logs',
        part: 'eu-west-1',
        policyIsPublic: true,
        publicGrants: ['READ to AllUsers'],
        ignoresPublicLists: true,
        restrictsPublicPolicy: false,
      },
    ])
    expect(found.rows(trailMetricFilters)).toEqual([
      {
        ...of,
        id: `${GROUP}#root`,
        name: 'root',
        logGroupArn: GROUP,
        pattern: '{ $.userIdentity.type = "Root" }',
        metrics: [{ namespace: 'Security', name: 'RootUse', value: '1', hasDimensions: false }],
        hasFurtherCriteria: false,
      },
    ])
    expect(found.rows(trailAlarms).map(({ name, rule, datapoints, threshold }) => ({ name, rule, datapoints, threshold }))).toEqual([
      { name: 'root-use', rule: undefined, datapoints: 1, threshold: 1 },
      { name: 'any', rule: 'ALARM("root-use")', datapoints: undefined, threshold: undefined },
    ])
    expect(found.rows(alarmTopics)).toEqual([{ ...of, id: `arn:aws:sns:us-east-1:${ACCOUNT}:security`, name: 'security', confirmed: 1, pending: 1 }])
    expect(['DescribeTrails', 'GetTrailStatus', 'GetEventSelectors', 'DescribeMetricFilters', 'DescribeAlarms'].map(one => asked(one).length)).toEqual([
      2, 1, 1, 1, 1,
    ])
    expect(asked('GetTrailStatus')[0]?.region).toBe('us-east-1')
  })

  it('whose home is not to be asked is asked about where it shows', async () => {
    const found = await scanAws(aws, ACCOUNT, { regions: ['eu-west-1'], limits: { attempts: 1 } })
    expect(found.rows(trailStatuses)).toHaveLength(1)
    expect(['DescribeTrails', 'GetTrailStatus', 'GetEventSelectors'].flatMap(asked).map(({ region }) => region)).toEqual([
      'eu-west-1',
      'eu-west-1',
      'eu-west-1',
    ])
  })

  it('no trail costs one question a Region', async () => {
    answer('cloudtrail:DescribeTrails', { trailList: [] })
    const found = await scan()
    const names: readonly string[] = ALL.map(({ name }) => name)
    const tables = found.manifest.tables.filter(({ dataset }) => names.includes(dataset))
    expect(tables.map(({ rows, complete }) => [rows, complete])).toEqual(ALL.map(() => [0, true]))
    expect(['GetTrailStatus', 'ListBuckets', 'DescribeMetricFilters', 'DescribeAlarms'].flatMap(asked)).toEqual([])
  })

  it('of the organization is its management account’s to detail, and its log group too, while an own bucket is told', async () => {
    const [, list] = auditAnswers(ACCOUNT)[0] ?? []
    const told = list?.({} as never)
    const [trail] = told?.kind === 'answer' ? (told.value.trailList as readonly { readonly [member: string]: Value }[]) : []
    answer('cloudtrail:DescribeTrails', {
      trailList: [
        {
          ...trail,
          IsOrganizationTrail: true,
          TrailARN: TRAIL.replace(ACCOUNT, '999999999999'),
          CloudWatchLogsLogGroupArn: `${GROUP.replace(ACCOUNT, '999999999999')}:*`,
        },
      ],
    })
    const found = await scan()
    expect(found.rows(cloudTrails).map(({ ownerAccount, isOrganizationTrail }) => [ownerAccount, isOrganizationTrail])).toEqual([['999999999999', true]])
    expect(['GetTrailStatus', 'GetEventSelectors', 'DescribeMetricFilters'].flatMap(asked)).toEqual([])
    expect(found.rows(trailLogBuckets)).toHaveLength(1)
  })

  it('keeps of advanced selectors those for management events', async () => {
    const field = (Field: string, more: { readonly [member: string]: Value }) => ({ Field, ...more })
    answer('cloudtrail:GetEventSelectors', {
      AdvancedEventSelectors: [
        { FieldSelectors: [field('eventCategory', { Equals: ['Management'] }), field('eventSource', { NotEquals: ['kms.amazonaws.com'] })] },
        { FieldSelectors: [field('eventCategory', { Equals: ['Data'] }), field('resources.type', { Equals: ['AWS::S3::Object'] })] },
        { FieldSelectors: [field('eventCategory', { Equals: ['Management'] }), field('eventName', { StartsWith: ['Create'] })] },
      ],
    })
    const [row] = (await scan()).rows(trailSelectors)
    expect(row?.basic).toEqual([])
    expect(row?.advanced.map(({ fields }) => fields.map(({ name, hasOther }) => [name, hasOther]))).toEqual([
      [
        ['eventCategory', false],
        ['eventSource', false],
      ],
      [
        ['eventCategory', false],
        ['eventName', true],
      ],
    ])
  })
})

describe('what cannot be read', () => {
  it('in one Region is a gap of that part, and the trail shows in the other', async () => {
    aws.settings(ACCOUNT).answers = new Map([
      ...auditAnswers(ACCOUNT),
      [
        'cloudtrail:DescribeTrails',
        (request): Answer | undefined =>
          request.region === 'us-east-1'
            ? { kind: 'error', status: 400, code: 'AccessDeniedException', message: 'x is not authorized to perform: cloudtrail:DescribeTrails' }
            : audited(ACCOUNT).get('cloudtrail:DescribeTrails')?.(request),
      ],
    ])
    const found = await scan()
    expect(found.rows(cloudTrails)).toHaveLength(1)
    for (const dataset of ALL) expect(found.gaps(dataset)).toMatchObject([{ part: 'us-east-1', reason: 'denied', permission: 'cloudtrail:DescribeTrails' }])
  })

  it.each([
    ['GetTrailStatus', trailStatuses, TRAIL, 'cloudtrail:GetTrailStatus'],
    ['GetEventSelectors', trailSelectors, TRAIL, 'cloudtrail:GetEventSelectors'],
    ['ListBuckets', trailLogBuckets, 'trail-logs', 's3:ListAllMyBuckets'],
    ['GetBucketAcl', trailLogBuckets, 'trail-logs', 's3:GetBucketAcl'],
    ['GetBucketPolicyStatus', trailLogBuckets, 'trail-logs', 's3:GetBucketPolicyStatus'],
    ['GetPublicAccessBlock', trailLogBuckets, 'trail-logs', 's3:GetBucketPublicAccessBlock'],
    ['DescribeMetricFilters', trailMetricFilters, GROUP, 'logs:DescribeMetricFilters'],
    ['DescribeAlarms', trailAlarms, 'us-east-1', 'cloudwatch:DescribeAlarms'],
    ['ListSubscriptionsByTopic', alarmTopics, `arn:aws:sns:us-east-1:${ACCOUNT}:security`, 'sns:ListSubscriptionsByTopic'],
  ] as const)('%s, denied, names the part and the permission', async (operation, dataset, part, permission) => {
    aws.fault({ kind: 'denied' }, { operation })
    const found = await scan()
    expect(found.gaps(dataset)).toMatchObject([{ part, reason: 'denied', permission }])
    expect(found.gaps(cloudTrails)).toEqual([])
  })

  it.each([
    ['DescribeTrails', 'trailList'],
    ['GetTrailStatus', 'IsLogging'],
    ['GetEventSelectors', 'EventSelectors'],
    ['DescribeMetricFilters', 'metricFilters'],
    ['DescribeAlarms', 'MetricAlarms'],
    ['DescribeAlarms', 'CompositeAlarms'],
    ['ListSubscriptionsByTopic', 'Subscriptions'],
    ['ListBuckets', 'Buckets'],
    ['GetBucketAcl', 'AccessControlList'],
    ['GetBucketPolicyStatus', 'IsPublic'],
  ])('%s without %s is invalid', async (operation, member) => {
    aws.fault({ kind: 'missing-member', member }, { operation })
    const { manifest } = await scan()
    expect(manifest.gaps.map(({ reason }) => reason)).toContain('invalid')
  })

  it.each(['ListBuckets', 'GetBucketAcl', 'GetBucketPolicyStatus', 'GetPublicAccessBlock', 'DescribeAlarms', 'ListSubscriptionsByTopic'])(
    '%s, empty, is invalid',
    async operation => {
      aws.fault({ kind: 'empty' }, { operation })
      const { manifest } = await scan()
      expect(manifest.gaps.map(({ reason }) => reason)).toContain('invalid')
    },
  )
})

it('a bucket without a policy and without a block of public access is one with neither', async () => {
  const none = (code: string) => (): Answer => ({ kind: 'error', status: 404, code, message: 'none' })
  aws.settings(ACCOUNT).answers = new Map([
    ...auditAnswers(ACCOUNT),
    ['s3:GetBucketPolicyStatus', none('NoSuchBucketPolicy')],
    ['s3:GetPublicAccessBlock', none('NoSuchPublicAccessBlockConfiguration')],
  ])
  const found = await scan()
  expect(found.gaps(trailLogBuckets)).toEqual([])
  expect(found.rows(trailLogBuckets)).toMatchObject([{ policyIsPublic: false, ignoresPublicLists: false, restrictsPublicPolicy: false }])
})

describe('event data stores', () => {
  const STORE = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:eventdatastore/one`
  const store = {
    EventDataStoreArn: STORE,
    Name: 'lake',
    Status: 'ENABLED',
    MultiRegionEnabled: true,
    OrganizationEnabled: false,
    AdvancedEventSelectors: [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] },
    ],
  }
  const told = (value: { readonly [member: string]: Value }) => (): Answer => ({ kind: 'answer', value })
  const without = () => {
    aws.settings(ACCOUNT).answers = new Map<string, (request: { readonly region: string }) => Answer>([
      ['cloudtrail:DescribeTrails', told({ trailList: [] })],
      [
        'cloudtrail:ListEventDataStores',
        ({ region }) => told({ EventDataStores: region === 'eu-west-1' ? [{ EventDataStoreArn: STORE, Name: 'lake' }] : [] })(),
      ],
      ['cloudtrail:GetEventDataStore', told(store)],
    ])
  }

  it('are asked for, and what they are, where no trail logs the account', async () => {
    without()
    const found = await scan()
    expect(found.gaps(eventDataStores)).toEqual([])
    expect(found.rows(eventDataStores)).toEqual([
      {
        scope: `aws-account/${ACCOUNT}`,
        part: 'eu-west-1',
        id: STORE,
        name: 'lake',
        isMultiRegion: true,
        isOfOrganization: false,
        status: 'ENABLED',
        advanced: [{ fields: [{ name: 'eventCategory', equals: ['Management'], hasOther: false }] }],
      },
    ])
  })

  it('are not asked for where a trail of all Regions logs an account that manages no organization', async () => {
    await scan()
    expect(asked('ListEventDataStores')).toEqual([])
  })

  it.each(['ListEventDataStores', 'GetEventDataStore'])('that cannot be read by %s are a gap of their Region', async operation => {
    without()
    aws.fault({ kind: 'denied' }, { operation })
    const found = await scan()
    expect(found.gaps(eventDataStores)).toContainEqual(expect.objectContaining({ part: 'eu-west-1', reason: 'denied', permission: `cloudtrail:${operation}` }))
  })
})

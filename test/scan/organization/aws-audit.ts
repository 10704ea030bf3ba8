import type { AccountSeed, AccountSettings } from '../../clouds/aws/seed.ts'
import type { Answer, Value, WireRequest } from '../../clouds/aws/wire.ts'
import { accounts, daysAgo } from './accounts.ts'
import { outsiders } from './aws-outside-trusts.ts'

type Members = { readonly [member: string]: Value }
type Region = 'us-east-1' | 'eu-west-1'
const MAIN: Region = 'us-east-1'

/** How an account is watched, where it is not as it should be. */
interface Watch {
  /** What its trail is besides; `none`: it has none. */
  readonly trail?: Members | 'none'
  readonly readWriteType?: 'All' | 'WriteOnly'
  readonly bucketIsPublic?: boolean
  /** Who hears of what the trail's log group gets: nobody looks at it, or nobody confirmed that they listen. */
  readonly alarms?: 'none' | 'unheard'
  /** Regions in which a service is not on, or not any more. */
  readonly notRecording?: readonly Region[]
  readonly notRecordingIam?: boolean
  readonly withoutDetector?: readonly Region[]
  readonly suspendedDetector?: readonly Region[]
  readonly withoutHub?: readonly Region[]
  /** Regions in which Security Hub is on as it is since 2025. */
  readonly withUnifiedHub?: readonly Region[]
  /** Analyzers by Region. */
  readonly analyzers?: Readonly<Partial<Record<Region, readonly string[]>>>
  readonly findings?: readonly Members[]
}

const answer = (value: Members): Answer => ({ kind: 'answer', value })
const where = (request: WireRequest, regions: readonly string[] = []): boolean => regions.includes(request.region)

const trailOf = (account: string, more: Members): Members => ({
  Name: 'main',
  TrailARN: `arn:aws:cloudtrail:${MAIN}:${account}:trail/main`,
  HomeRegion: MAIN,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  IncludeGlobalServiceEvents: true,
  S3BucketName: `trail-logs-${account}`,
  LogFileValidationEnabled: true,
  KmsKeyId: `arn:aws:kms:${MAIN}:${account}:key/00000000-0000-4000-8000-000000000000`,
  CloudWatchLogsLogGroupArn: `arn:aws:logs:${MAIN}:${account}:log-group:trail:*`,
  ...more,
})

const PATTERNS = {
  RootUse: '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  SignInWithoutMfa: '{ $.eventName = "ConsoleLogin" && $.userIdentity.type = "IAMUser" && $.additionalEventData.MFAUsed != "Yes" }',
  IdentityChange: '{ ($.eventSource = "iam.amazonaws.com") || ($.eventSource = "sso.amazonaws.com") || ($.eventSource = "organizations.amazonaws.com") }',
} as const

const filters = Object.entries(PATTERNS).map(([metricName, filterPattern]) => ({
  filterName: metricName,
  filterPattern,
  logGroupName: 'trail',
  metricTransformations: [{ metricName, metricNamespace: 'Security', metricValue: '1' }],
}))

const topicOf = (account: string): string => `arn:aws:sns:${MAIN}:${account}:security`

const alarmsOf = (account: string) =>
  Object.keys(PATTERNS).map(MetricName => ({
    AlarmName: MetricName,
    AlarmArn: `arn:aws:cloudwatch:${MAIN}:${account}:alarm:${MetricName}`,
    ActionsEnabled: true,
    AlarmActions: [topicOf(account)],
    Namespace: 'Security',
    MetricName,
    Statistic: 'Sum',
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Threshold: 1,
    EvaluationPeriods: 1,
  }))

/** Who was asked to listen, and mostly does. */
const listening = (account: string, alarms: Watch['alarms']) => ({
  SubscriptionArn: alarms === 'unheard' ? 'PendingConfirmation' : `${topicOf(account)}:00000000-0000-4000-8000-000000000000`,
  Owner: account,
  Protocol: 'email',
  Endpoint: 'security@example.com',
  TopicArn: topicOf(account),
})

const analyzer = (account: string, region: string, type: string): Members => ({
  arn: `arn:aws:access-analyzer:${region}:${account}:analyzer/${type.toLowerCase()}`,
  name: type.toLowerCase(),
  type,
  createdAt: new Date(daysAgo(300)),
  status: 'ACTIVE',
})

/** What the services that watch an account say of it. */
const watched = (account: string, watch: Watch = {}): AccountSettings['answers'] => {
  const { trail = {}, readWriteType = 'All', bucketIsPublic = false, analyzers = { 'eu-west-1': ['ACCOUNT'] } } = watch
  const of: readonly (readonly [string, (request: WireRequest) => Answer | undefined])[] = [
    ['cloudtrail:DescribeTrails', () => answer({ trailList: trail === 'none' ? [] : [trailOf(account, trail)] })],
    ['cloudtrail:GetTrailStatus', () => answer({ IsLogging: true })],
    [
      'cloudtrail:GetEventSelectors',
      () => answer({ EventSelectors: [{ ReadWriteType: readWriteType, IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }] }),
    ],
    [
      's3:ListBuckets',
      () =>
        answer({
          ListAllMyBucketsResult: { Buckets: [{ Name: `trail-logs-${account}`, CreationDate: new Date(daysAgo(300)), BucketRegion: MAIN }] },
        }),
    ],
    [
      's3:GetBucketAcl',
      () => answer({ AccessControlPolicy: { Owner: { ID: 'a' }, AccessControlList: [{ Grantee: { ID: 'a' }, Permission: 'FULL_CONTROL' }] } }),
    ],
    ['s3:GetBucketPolicyStatus', () => answer({ PolicyStatus: { IsPublic: bucketIsPublic } })],
    ['s3:GetPublicAccessBlock', () => answer({ PublicAccessBlockConfiguration: { IgnorePublicAcls: true, RestrictPublicBuckets: false } })],
    ['logs:DescribeMetricFilters', () => answer({ metricFilters: watch.alarms === 'none' ? [] : filters })],
    ['monitoring:DescribeAlarms', () => answer({ MetricAlarms: alarmsOf(account), CompositeAlarms: [] })],
    ['sns:ListSubscriptionsByTopic', () => answer({ Subscriptions: [listening(account, watch.alarms)] })],
    [
      'config:DescribeConfigurationRecorders',
      ({ region }) =>
        answer({
          ConfigurationRecorders: [
            {
              arn: `arn:aws:config:${region}:${account}:configuration-recorder/default/1`,
              name: 'default',
              recordingGroup: {
                allSupported: true,
                includeGlobalResourceTypes: region === MAIN && watch.notRecordingIam !== true,
                resourceTypes: [],
                recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
              },
            },
          ],
        }),
    ],
    [
      'config:DescribeConfigurationRecorderStatus',
      request => answer({ ConfigurationRecordersStatus: [{ name: 'default', recording: !where(request, watch.notRecording), lastStatus: 'SUCCESS' }] }),
    ],
    [
      'securityhub:DescribeHub',
      request => (where(request, watch.withoutHub) ? undefined : answer({ HubArn: `arn:aws:securityhub:${request.region}:${account}:hub/default` })),
    ],
    [
      'securityhub:DescribeSecurityHubV2',
      request => (where(request, watch.withUnifiedHub) ? answer({ HubV2Arn: `arn:aws:securityhub:${request.region}:${account}:hubv2/1` }) : undefined),
    ],
    ['guardduty:ListDetectors', request => answer({ DetectorIds: where(request, watch.withoutDetector) ? [] : [`${request.region}-detector`] })],
    [
      'guardduty:GetDetector',
      request => answer({ Status: where(request, watch.suspendedDetector) ? 'DISABLED' : 'ENABLED', ServiceRole: 'role', CreatedAt: daysAgo(300) }),
    ],
    ['access-analyzer:ListAnalyzers', ({ region }) => answer({ analyzers: (analyzers[region as Region] ?? []).map(type => analyzer(account, region, type)) })],
    ['access-analyzer:ListFindings', () => answer({ findings: watch.findings ?? [] })],
  ]
  return new Map(of)
}

const finding = (id: string, role: string, days: number, principal: string, isPublic = false): Members => ({
  id,
  resource: `arn:aws:iam::${accounts.data}:role/${role}`,
  resourceType: 'AWS::IAM::Role',
  resourceOwnerAccount: accounts.data,
  principal: { AWS: principal },
  action: ['sts:AssumeRole'],
  condition: {},
  isPublic,
  status: 'ACTIVE',
  createdAt: new Date(daysAgo(days)),
  analyzedAt: new Date(daysAgo(days)),
  updatedAt: new Date(daysAgo(days)),
})

/** An analyzer of the organization looks in one Region, those of the accounts in the other. */
const watches: Readonly<Partial<Record<keyof typeof accounts, Watch>>> = {
  audit: { analyzers: { 'us-east-1': ['ORGANIZATION', 'ORGANIZATION_UNUSED_ACCESS'], 'eu-west-1': ['ACCOUNT'] } },
  shop: { trail: { KmsKeyId: undefined }, alarms: 'unheard', withoutHub: ['eu-west-1'] },
  payments: { bucketIsPublic: true, notRecording: ['eu-west-1'] },
  web: { trail: { LogFileValidationEnabled: false }, alarms: 'none', suspendedDetector: ['eu-west-1'] },
  data: {
    notRecordingIam: true,
    findings: [
      finding('f-1', 'open-to-all', 90, '*', true),
      finding('f-2', 'stranger', 60, outsiders.stranger),
      finding('f-3', 'vendor', 60, outsiders.vendor),
      finding('f-4', 'stranger-with-id', 3, outsiders.stranger),
    ],
  },
  pipeline: { readWriteType: 'WriteOnly', withoutHub: ['eu-west-1'], withUnifiedHub: ['eu-west-1'] },
  sandbox: { trail: 'none', withoutDetector: ['us-east-1'], analyzers: {} },
}

/** Who watches each account: everybody is watched but for what is planted. */
export const audit: Readonly<Record<string, AccountSeed>> = Object.fromEntries(
  Object.entries(accounts).map(([name, id]) => [id, { answers: watched(id, watches[name as keyof typeof accounts]) }]),
)

import type { AccountSettings } from '../../clouds/aws/seed.ts'
import type { Answer, Value, WireRequest } from '../../clouds/aws/wire.ts'

type Told = { readonly [member: string]: Value }
type Answers = readonly (readonly [string, (request: WireRequest) => Answer | undefined])[]

const answer = (value: Told) => (): Answer => ({ kind: 'answer', value })
const inUsEast1 =
  (value: Told) =>
  ({ region }: WireRequest): Answer | undefined =>
    region === 'us-east-1' ? { kind: 'answer', value } : undefined

/** What an account answers that is watched by every service, nearly all in us-east-1 alone: a trail with its bucket, log group, metric filter, alarm and topic. */
export const auditAnswers = (account: string): Answers => {
  const trail = `arn:aws:cloudtrail:us-east-1:${account}:trail/main`
  const topic = `arn:aws:sns:us-east-1:${account}:security`
  return [
    [
      'cloudtrail:DescribeTrails',
      answer({
        trailList: [
          {
            Name: 'main',
            TrailARN: trail,
            HomeRegion: 'us-east-1',
            IsMultiRegionTrail: true,
            IsOrganizationTrail: false,
            IncludeGlobalServiceEvents: true,
            S3BucketName: 'trail-logs',
            LogFileValidationEnabled: true,
            CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${account}:log-group:trail:*`,
          },
        ],
      }),
    ],
    [
      'cloudtrail:ListEventDataStores',
      inUsEast1({ EventDataStores: [{ EventDataStoreArn: `arn:aws:cloudtrail:us-east-1:${account}:eventdatastore/one`, Name: 'lake' }] }),
    ],
    [
      'cloudtrail:GetEventDataStore',
      answer({
        Name: 'lake',
        Status: 'ENABLED',
        MultiRegionEnabled: true,
        OrganizationEnabled: true,
        AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
      }),
    ],
    ['cloudtrail:GetTrailStatus', answer({ IsLogging: true, LatestDeliveryError: '', StopLoggingTime: new Date('2026-01-01T00:00:00Z') })],
    [
      'cloudtrail:GetEventSelectors',
      answer({
        TrailARN: trail,
        EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: ['kms.amazonaws.com'] }],
      }),
    ],
    [
      's3:ListBuckets',
      answer({
        ListAllMyBucketsResult: {
          Buckets: ['trail-logs-old', 'trail-logs'].map(Name => ({ Name, CreationDate: new Date('2024-01-01T00:00:00Z'), BucketRegion: 'eu-west-1' })),
        },
      }),
    ],
    [
      's3:GetBucketAcl',
      answer({
        AccessControlPolicy: {
          Owner: { ID: 'a' },
          AccessControlList: [
            { Grantee: { ID: 'a' }, Permission: 'FULL_CONTROL' },
            { Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
          ],
        },
      }),
    ],
    ['s3:GetBucketPolicyStatus', answer({ PolicyStatus: { IsPublic: true } })],
    ['s3:GetPublicAccessBlock', answer({ PublicAccessBlockConfiguration: { IgnorePublicAcls: true, RestrictPublicBuckets: false } })],
    [
      'logs:DescribeMetricFilters',
      answer({
        metricFilters: [
          {
            filterName: 'root',
            filterPattern: '{ $.userIdentity.type = "Root" }',
            logGroupName: 'trail',
            metricTransformations: [{ metricName: 'RootUse', metricNamespace: 'Security', metricValue: '1' }],
          },
        ],
      }),
    ],
    [
      'monitoring:DescribeAlarms',
      answer({
        MetricAlarms: [
          {
            AlarmName: 'root-use',
            AlarmArn: `arn:aws:cloudwatch:us-east-1:${account}:alarm:root-use`,
            ActionsEnabled: true,
            AlarmActions: [topic],
            Namespace: 'Security',
            MetricName: 'RootUse',
            Statistic: 'Sum',
            ComparisonOperator: 'GreaterThanOrEqualToThreshold',
            Threshold: 1,
            EvaluationPeriods: 1,
          },
          {
            AlarmName: 'cpu',
            AlarmArn: `arn:aws:cloudwatch:us-east-1:${account}:alarm:cpu`,
            ActionsEnabled: true,
            AlarmActions: [],
            Namespace: 'AWS/EC2',
            MetricName: 'CPUUtilization',
          },
        ],
        CompositeAlarms: [
          {
            AlarmName: 'any',
            AlarmArn: `arn:aws:cloudwatch:us-east-1:${account}:alarm:any`,
            ActionsEnabled: false,
            AlarmActions: [],
            AlarmRule: 'ALARM("root-use")',
          },
          { AlarmName: 'other', AlarmArn: `arn:aws:cloudwatch:us-east-1:${account}:alarm:other`, ActionsEnabled: true, AlarmActions: [], AlarmRule: 'TRUE' },
        ],
      }),
    ],
    [
      'sns:ListSubscriptionsByTopic',
      answer({
        Subscriptions: [
          { SubscriptionArn: `${topic}:1`, Protocol: 'email', Endpoint: 'a@example.com', TopicArn: topic },
          { SubscriptionArn: 'PendingConfirmation', Protocol: 'email', Endpoint: 'b@example.com', TopicArn: topic },
        ],
      }),
    ],
    [
      'config:DescribeConfigurationRecorders',
      inUsEast1({
        ConfigurationRecorders: [
          {
            arn: `arn:aws:config:us-east-1:${account}:configuration-recorder/default/1`,
            name: 'default',
            recordingGroup: {
              allSupported: true,
              includeGlobalResourceTypes: true,
              resourceTypes: [],
              recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
            },
          },
        ],
      }),
    ],
    ['config:DescribeConfigurationRecorderStatus', answer({ ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }] })],
    ['securityhub:DescribeHub', inUsEast1({ HubArn: `arn:aws:securityhub:us-east-1:${account}:hub/default` })],
    ['securityhub:DescribeSecurityHubV2', answer({ HubV2Arn: `arn:aws:securityhub:eu-west-1:${account}:hubv2/1` })],
    ['guardduty:ListDetectors', inUsEast1({ DetectorIds: ['12abc34d567e8fa901bc2d34e56789f0'] })],
    ['guardduty:GetDetector', answer({ Status: 'ENABLED', ServiceRole: 'role', CreatedAt: '2024-01-01T00:00:00Z' })],
    [
      'access-analyzer:ListAnalyzers',
      inUsEast1({
        analyzers: [
          {
            arn: `arn:aws:access-analyzer:us-east-1:${account}:analyzer/outside`,
            name: 'outside',
            type: 'ACCOUNT',
            createdAt: new Date('2024-01-01T00:00:00Z'),
            status: 'ACTIVE',
          },
        ],
      }),
    ],
    [
      'access-analyzer:ListFindings',
      answer({
        findings: [
          {
            id: 'f-1',
            resource: `arn:aws:iam::${account}:role/partner`,
            resourceType: 'AWS::IAM::Role',
            resourceOwnerAccount: account,
            principal: { AWS: '999999999999' },
            action: ['sts:AssumeRole'],
            condition: { 'sts:ExternalId': 'secret' },
            isPublic: false,
            status: 'ACTIVE',
            createdAt: new Date('2026-01-01T00:00:00Z'),
            analyzedAt: new Date('2026-01-01T00:00:00Z'),
            updatedAt: new Date('2026-01-01T00:00:00Z'),
          },
        ],
      }),
    ],
  ]
}

/** `auditAnswers`, for `aws.settings(account).answers`. */
export const audited = (account: string): AccountSettings['answers'] => new Map(auditAnswers(account))

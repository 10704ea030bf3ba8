import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const FILTERS = ['account:ListRegions', 'cloudtrail:DescribeTrails', 'logs:DescribeMetricFilters'] as const
const ALARMS = [...FILTERS, 'cloudwatch:DescribeAlarms'] as const

const metric = z.object({ namespace: z.string(), name: z.string() })

const filter = z.object({
  ...rowFields,
  logGroupArn: z.string(),
  pattern: z.string(),
  metrics: z.array(z.object({ ...metric.shape, /** What one match adds, e.g. `1`. */ value: z.string(), hasDimensions: z.boolean() })),
  /** Whether it looks at a part of the events only, by a criterion beside its pattern, or at events that were rewritten first. */
  hasFurtherCriteria: z.boolean(),
})
export type TrailMetricFilter = z.infer<typeof filter>
/**
 * Metric filters on the log groups of this account that a trail it sees logs to; `id` is `<log group ARN>#<filter>`, the part of a gap the log group's ARN.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html
 */
export const trailMetricFilters = defineDataset<TrailMetricFilter>({
  name: 'cloudtrail-metric-filters',
  per: 'aws-account',
  permissions: [...FILTERS],
  readable: 'app',
  row: filter,
})

const alarm = z.object({
  ...rowFields,
  /** The metrics it looks at; of a composite alarm none. */
  metrics: z.array(metric),
  /** Whether it reckons with several metrics, a band or another expression. */
  hasExpression: z.boolean(),
  /** Composite alarms: the alarms it is made from, as CloudWatch writes them. */
  rule: z.string().optional(),
  actionsEnabled: z.boolean(),
  /** ARNs of what it does when it goes off. */
  actions: z.array(z.string()),
  statistic: z.string().optional(),
  comparison: z.string().optional(),
  threshold: z.number().optional(),
  /** How many datapoints must breach the threshold before it goes off. */
  datapoints: z.number().optional(),
})
export type TrailAlarm = z.infer<typeof alarm>
/** Alarms in the Regions of those log groups that look at a metric of such a filter, and composite alarms; `id` is the ARN. */
export const trailAlarms = defineDataset<TrailAlarm>({
  name: 'cloudtrail-alarms',
  per: 'aws-account',
  permissions: [...ALARMS],
  readable: 'app',
  row: alarm,
})

const topic = z.object({ ...rowFields, /** Subscriptions that somebody confirmed. */ confirmed: z.number().int(), pending: z.number().int() })
export type AlarmTopic = z.infer<typeof topic>
/** The SNS topics those alarms notify, and how many listen; no addresses are kept. `id` is the ARN, and so is the part of a gap. */
export const alarmTopics = defineDataset<AlarmTopic>({
  name: 'cloudtrail-alarm-topics',
  per: 'aws-account',
  permissions: [...ALARMS, 'sns:ListSubscriptionsByTopic'],
  readable: 'app',
  row: topic,
})

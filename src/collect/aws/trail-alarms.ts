import { CloudWatchClient, type CompositeAlarm, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient, DescribeMetricFiltersCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import type { Scope } from '../../dataset.ts'
import type { CloudTrail } from '../../datasets/aws/cloudtrail.ts'
import { type AlarmTopic, alarmTopics, type TrailAlarm, type TrailMetricFilter, trailAlarms, trailMetricFilters } from '../../datasets/aws/trail-alarms.ts'
import { CollectError, type Collected, gap, row } from '../collector.ts'
import { booleanOf, listOf, objectOf, textOf, textsOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { partOrGap } from './rows.ts'
import type { AwsSession } from './session.ts'

/** `arn:aws:logs:<region>:<account>:log-group:<name>`. */
const LOG_GROUP = /^arn:[^:]+:logs:([^:]+):(\d+):log-group:(.+)$/

const filtersOf = async (session: AwsSession, at: Scope, logGroupArn: string, region: string, logGroupName: string): Promise<readonly TrailMetricFilter[]> => {
  const found: TrailMetricFilter[] = []
  const operation = 'DescribeMetricFilters'
  const logs = session.client(CloudWatchLogsClient, region)
  for await (const page of pagesOf(session, operation, nextToken => logs.send(new DescribeMetricFiltersCommand({ logGroupName, nextToken })))) {
    for (const filter of listOf(page.metricFilters, `${operation}: metricFilters`)) {
      const name = textOf(filter.filterName, `${operation}: filterName`)
      const pattern = filter.filterPattern
      // An empty pattern matches everything, so that it is no missing one.
      if (typeof pattern !== 'string') throw new CollectError('invalid', `${operation}: filterPattern is missing`)
      found.push({
        id: `${logGroupArn}#${name}`,
        scope: at.id,
        name,
        part: region,
        logGroupArn,
        pattern,
        metrics: listOf(filter.metricTransformations, `${operation}: metricTransformations`).map(metric => ({
          namespace: textOf(metric.metricNamespace, `${operation}: metricNamespace`),
          name: textOf(metric.metricName, `${operation}: metricName`),
          value: textOf(metric.metricValue, `${operation}: metricValue`),
          hasDimensions: Object.keys(metric.dimensions ?? {}).length > 0,
        })),
        hasFurtherCriteria: (filter.fieldSelectionCriteria ?? '') !== '' || filter.applyOnTransformedLogs === true,
      })
    }
  }
  return found
}

const keyOf = ({ namespace, name }: { readonly namespace: string; readonly name: string }): string => `${namespace}\n${name}`

const metricsOf = (alarm: MetricAlarm): TrailAlarm['metrics'] => {
  if (alarm.Metrics === undefined || alarm.Metrics.length === 0)
    return [{ namespace: textOf(alarm.Namespace, 'DescribeAlarms: Namespace'), name: textOf(alarm.MetricName, 'DescribeAlarms: MetricName') }]
  return listOf(alarm.Metrics, 'DescribeAlarms: Metrics').flatMap(({ MetricStat: stat }) => {
    const { Namespace: namespace, MetricName: name } = stat?.Metric ?? {}
    return namespace === undefined || name === undefined ? [] : [{ namespace, name }]
  })
}

const commonOf = (alarm: MetricAlarm | CompositeAlarm, at: Scope, region: string) => ({
  id: textOf(alarm.AlarmArn, 'DescribeAlarms: AlarmArn'),
  scope: at.id,
  name: textOf(alarm.AlarmName, 'DescribeAlarms: AlarmName'),
  part: region,
  actionsEnabled: booleanOf(alarm.ActionsEnabled, 'DescribeAlarms: ActionsEnabled'),
  actions: textsOf(alarm.AlarmActions, 'DescribeAlarms: AlarmActions'),
})

const alarmOf = (alarm: MetricAlarm, at: Scope, region: string): TrailAlarm => {
  const datapoints = alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods
  return {
    ...commonOf(alarm, at, region),
    metrics: metricsOf(alarm),
    hasExpression: alarm.Metrics !== undefined && alarm.Metrics.length > 0,
    ...(alarm.Statistic === undefined ? {} : { statistic: alarm.Statistic }),
    ...(alarm.ComparisonOperator === undefined ? {} : { comparison: alarm.ComparisonOperator }),
    ...(alarm.Threshold === undefined ? {} : { threshold: alarm.Threshold }),
    ...(datapoints === undefined ? {} : { datapoints }),
  }
}

const alarmsIn = async (session: AwsSession, at: Scope, region: string, wanted: ReadonlySet<string>): Promise<readonly TrailAlarm[]> => {
  const found: TrailAlarm[] = []
  const operation = 'DescribeAlarms'
  const cloudWatch = session.client(CloudWatchClient, region)
  const ask = (NextToken: string | undefined) =>
    cloudWatch.send(new DescribeAlarmsCommand({ AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100, NextToken }))
  for await (const page of pagesOf(session, operation, ask)) {
    const alarms = listOf(page.MetricAlarms, `${operation}: MetricAlarms`).map(alarm => alarmOf(objectOf(alarm, operation), at, region))
    found.push(...alarms.filter(({ metrics }) => metrics.some(metric => wanted.has(keyOf(metric)))))
    for (const alarm of listOf(page.CompositeAlarms, `${operation}: CompositeAlarms`)) {
      found.push({ ...commonOf(alarm, at, region), metrics: [], hasExpression: false, rule: textOf(alarm.AlarmRule, `${operation}: AlarmRule`) })
    }
  }
  const names = found.filter(({ rule }) => rule === undefined).map(({ name }) => name)
  return found.filter(({ rule }) => rule === undefined || names.some(name => rule.includes(name)))
}

/** A subscription has an ARN when it was confirmed: https://docs.aws.amazon.com/sns/latest/api/API_Subscription.html */
const topicOf = async (session: AwsSession, at: Scope, topicArn: string, region: string): Promise<AlarmTopic> => {
  const operation = 'ListSubscriptionsByTopic'
  const sns = session.client(SNSClient, region)
  let confirmed = 0
  let pending = 0
  for await (const page of pagesOf(session, operation, NextToken => sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken })))) {
    for (const subscription of listOf(page.Subscriptions, `${operation}: Subscriptions`)) {
      const arn = textOf(subscription.SubscriptionArn, `${operation}: SubscriptionArn`)
      if (arn.startsWith('arn:')) confirmed += 1
      else if (arn === 'PendingConfirmation') pending += 1
    }
  }
  return { id: topicArn, scope: at.id, name: topicArn.slice(topicArn.lastIndexOf(':') + 1), part: region, confirmed, pending }
}

const partGap = (dataset: Parameters<typeof gap>[0], part: string, error: CollectError): Collected =>
  gap(dataset, error.reason, `${part}: ${error.message}`, { part, ...(error.permission === undefined ? {} : { permission: error.permission }) })

/** What `read` brings; a failure is a gap in `part` of each of these datasets, and brings nothing. */
async function* readPart<R>(
  datasets: readonly Parameters<typeof gap>[0][],
  part: string,
  read: () => Promise<readonly R[]>,
): AsyncGenerator<Collected, readonly R[]> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    for (const dataset of datasets) yield partGap(dataset, part, error)
    return []
  }
}

/** Metric filters on the log groups of these trails that are this account's own, the alarms on their metrics, and the topics that those notify. */
export async function* alarmsOf(session: AwsSession, at: Scope, trails: readonly CloudTrail[]): AsyncGenerator<Collected> {
  const metricsByRegion = new Map<string, Set<string>>()
  for (const arn of new Set(trails.flatMap(({ logGroupArn }) => logGroupArn ?? []))) {
    const [, region, account, name] = LOG_GROUP.exec(arn) ?? []
    if (region === undefined || name === undefined || account !== session.account) continue
    const filters = yield* readPart([trailMetricFilters, trailAlarms, alarmTopics], arn, () => filtersOf(session, at, arn, region, name))
    const metrics = metricsByRegion.get(region) ?? new Set()
    for (const filter of filters) {
      yield row(trailMetricFilters, filter)
      for (const metric of filter.metrics) metrics.add(keyOf(metric))
    }
    if (metrics.size > 0) metricsByRegion.set(region, metrics)
  }
  const topics = new Map<string, string>()
  for (const [region, metrics] of metricsByRegion) {
    for (const alarm of yield* readPart([trailAlarms, alarmTopics], region, () => alarmsIn(session, at, region, metrics))) {
      yield row(trailAlarms, alarm)
      for (const action of alarm.actions) if (/^arn:[^:]+:sns:/.test(action)) topics.set(action, action.split(':')[3] || region)
    }
  }
  for (const [topic, region] of topics) yield await partOrGap(alarmTopics, topic, topic, () => topicOf(session, at, topic, region))
}

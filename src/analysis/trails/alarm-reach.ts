import type { AlarmTopic, TrailAlarm, TrailMetricFilter } from '../../datasets/aws/trail-alarms.ts'
import { both, type Certainty, either } from './management-events.ts'

type Metric = TrailMetricFilter['metrics'][number]

/** Whether one match of a filter sets an alarm off. Averages, percentiles and expressions are not reckoned with. */
const goesOff = (alarm: TrailAlarm, { value, hasDimensions }: Metric): Certainty => {
  if (alarm.hasExpression || hasDimensions || alarm.threshold === undefined || alarm.datapoints === undefined) return 'unclear'
  if (alarm.datapoints > 1) return 'no'
  const amount = alarm.statistic === 'SampleCount' ? 1 : Number(value)
  if (Number.isNaN(amount) || !['Sum', 'Maximum', 'SampleCount'].includes(alarm.statistic ?? '')) return 'unclear'
  if (alarm.comparison === 'GreaterThanOrEqualToThreshold') return amount >= alarm.threshold ? 'yes' : 'no'
  if (alarm.comparison === 'GreaterThanThreshold') return amount > alarm.threshold ? 'yes' : 'no'
  return alarm.comparison?.startsWith('LessThan') === true && !/Or/.test(alarm.comparison.slice(8)) ? 'no' : 'unclear'
}

/** Somebody or something that answers an alarm: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html */
const reaches = (action: string, topics: ReadonlyMap<string, AlarmTopic>): Certainty => {
  const service = action.split(':')[2]
  if (service === 'sns') {
    const topic = topics.get(action)
    return topic === undefined ? 'unclear' : topic.confirmed > 0 ? 'yes' : 'no'
  }
  if (service === 'lambda' || service === 'ssm' || service === 'ssm-incidents') return 'yes'
  return service === 'swf' || service === 'automate' || service === 'autoscaling' ? 'no' : 'unclear'
}

interface Reach {
  readonly heard: Certainty
  /** A clause for people, unless somebody hears it. */
  readonly why?: string
}

const reachOf = (alarm: TrailAlarm, metric: Metric, alarms: readonly TrailAlarm[], topics: ReadonlyMap<string, AlarmTopic>): Reach => {
  const off = goesOff(alarm, metric)
  if (off === 'no') return { heard: 'no', why: `alarm ${alarm.name} does not go off at one event` }
  const own = alarm.actionsEnabled ? either(...alarm.actions.map(action => reaches(action, topics))) : 'no'
  // What a composite alarm makes of it is not worked out.
  const isPart = alarms.some(({ rule }) => rule?.includes(alarm.name) === true)
  const heard = both(off, own === 'no' && isPart ? 'unclear' : own)
  if (heard === 'yes') return { heard }
  if (heard === 'unclear') return { heard, why: `whether alarm ${alarm.name} reaches anybody is not known` }
  const silent = !alarm.actionsEnabled || alarm.actions.length === 0
  return { heard, why: silent ? `alarm ${alarm.name} has no action` : `alarm ${alarm.name} notifies nobody: no subscription is confirmed` }
}

/** Whether anybody hears of a match of this filter, among the alarms of its Region. */
export const filterReach = (filter: TrailMetricFilter, alarms: readonly TrailAlarm[], topics: ReadonlyMap<string, AlarmTopic>): Reach => {
  const found = filter.metrics.flatMap(metric =>
    alarms
      .filter(alarm => alarm.part === filter.part && alarm.metrics.some(({ namespace, name }) => namespace === metric.namespace && name === metric.name))
      .map(alarm => reachOf(alarm, metric, alarms, topics)),
  )
  if (found.length === 0) return { heard: 'no', why: `no alarm looks at metric filter ${filter.name}` }
  const heard = either(...found.map(reach => reach.heard))
  return heard === 'yes' ? { heard } : { heard, why: found.flatMap(({ why }) => why ?? []).join(' and ') }
}

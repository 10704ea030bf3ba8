import { equivalentDetection } from '../../src/estate/aws/equivalent-detection.ts'
import { identityWatch } from '../../src/estate/aws/identity-watch.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-alarm-missing-for-root-use',
  title: 'Somebody is alarmed when root is used',
  failureTitle: 'Use of root that alarms nobody',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    'Root is used a few times in the life of an account; each other time is an intruder or an accident, and nothing in the account can stop it. What is asked is whether the chain holds: a trail of all Regions, its log group, a filter that means these events however it is worded, an alarm that goes off at the first one, and a confirmed subscriber. A SIEM that is declared counts as well. Rules of EventBridge are not read. GuardDuty, on in every Region, reports uses of root too and counts.',
  remediation: [
    {
      text: 'Send the events of the trail to CloudWatch Logs.',
      command: 'aws cloudtrail update-trail --name TRAIL_ARN --cloud-watch-logs-log-group-arn LOG_GROUP_ARN --cloud-watch-logs-role-arn ROLE_ARN',
    },
    {
      text: 'Count the events by a metric filter.',
      command:
        'aws logs put-metric-filter --log-group-name LOG_GROUP --filter-name NAME --metric-transformations metricName=NAME,metricNamespace=Security,metricValue=1 --filter-pattern \'{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }\'',
    },
    {
      text: 'Set off an alarm at the first one, and let a topic that somebody subscribed to notify them.',
      command:
        'aws cloudwatch put-metric-alarm --alarm-name NAME --metric-name NAME --namespace Security --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions TOPIC_ARN',
    },
    { text: 'Or send the events to a SIEM that detects this, and declare it (as: siem).' },
  ],
  verify: [
    {
      text: 'The filter is there.',
      command: "aws logs describe-metric-filters --log-group-name LOG_GROUP --query 'metricFilters[].[filterName,filterPattern]'",
    },
    {
      text: 'Its alarm has an action.',
      command: "aws cloudwatch describe-alarms-for-metric --metric-name NAME --namespace Security --query 'MetricAlarms[].[ActionsEnabled,AlarmActions]'",
    },
    { text: 'A subscription is confirmed.', command: "aws sns list-subscriptions-by-topic --topic-arn TOPIC_ARN --query 'Subscriptions[].SubscriptionArn'" },
  ],
  frameworks: { 'cis-aws@5.0': ['4.3'], 'aws-security-hub': ['CloudWatch.1'], 'nist-800-53@r5': ['AU-6', 'SI-4(5)'] },
  equivalents: { prowler: ['cloudwatch_log_metric_filter_root_usage'], 'security-hub': ['CloudWatch.1'] },
  references: [
    {
      title: 'CloudWatch alarms for CloudTrail events',
      url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    },
    { title: 'Filter patterns', url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html' },
    {
      title: 'GuardDuty: RootCredentialUsage',
      url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-iam.html#policy-iam-rootcredentialusage',
    },
  ],
  subjects: awsAccounts,
  needs: { identityWatch, equivalentDetection },
  check(account, { identityWatch, equivalentDetection: { siem, guardDuty } }) {
    const { watched, unheard, why } = identityWatch('root-use')
    if (watched === 'yes' || siem !== undefined || guardDuty === 'yes') return pass()
    const because = why.length === 0 ? `no metric filter means ${unheard.slice(0, 3).join(', ')}` : why.join('; ')
    if (watched === 'unclear') return unknown(`Whether an alarm goes off when root of account ${account.name} is used is not known: ${because}.`)
    if (guardDuty === 'unclear')
      return unknown(`Whether GuardDuty reports uses of root in every Region of account ${account.name} could not be read, and no alarm does: ${because}.`)
    return fail(`No alarm goes off when root of account ${account.name} is used: ${because}.`, [
      evidence('Events that alarm nobody', [...unheard]),
      evidence('Why', because),
      evidence('GuardDuty in every Region', false),
    ])
  },
})

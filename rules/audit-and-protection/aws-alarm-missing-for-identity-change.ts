import { equivalentDetection } from '../../src/estate/aws/equivalent-detection.ts'
import { identityPlanes, identityWatch } from '../../src/estate/aws/identity-watch.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-alarm-missing-for-identity-change',
  title: 'Somebody is alarmed when policies, permission sets or the organization change',
  failureTitle: 'Change of identities that alarms nobody',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'audit-and-protection',
  rationale:
    'Who has got in gives themselves more: a policy attached, a permission set assigned, an account moved from under its guardrails. Each is one event that few people cause. Asked of IAM in every account, and of Identity Center and the organization in the management account. What is asked is whether the chain holds: a trail of all Regions, its log group, a filter that means these events however it is worded, an alarm that goes off at the first one, and a confirmed subscriber. A SIEM that is declared counts as well. Rules of EventBridge are not read.',
  remediation: [
    {
      text: 'Send the events of the trail to CloudWatch Logs.',
      command: 'aws cloudtrail update-trail --name TRAIL_ARN --cloud-watch-logs-log-group-arn LOG_GROUP_ARN --cloud-watch-logs-role-arn ROLE_ARN',
    },
    {
      text: 'Count the events by a metric filter.',
      command:
        'aws logs put-metric-filter --log-group-name LOG_GROUP --filter-name NAME --metric-transformations metricName=NAME,metricNamespace=Security,metricValue=1 --filter-pattern \'{ (($.eventSource = "iam.amazonaws.com" && $.eventName = "*Policy*") || $.eventSource = "sso.amazonaws.com" || $.eventSource = "organizations.amazonaws.com") && $.readOnly IS FALSE }\'',
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
  frameworks: { 'cis-aws@5.0': ['4.4', '4.15'], 'aws-security-hub': ['CloudWatch.4'], 'nist-800-53@r5': ['AC-2(4)', 'AU-6'] },
  equivalents: {
    prowler: ['cloudwatch_log_metric_filter_policy_changes', 'cloudwatch_log_metric_filter_aws_organizations_changes'],
    'security-hub': ['CloudWatch.4'],
  },
  references: [
    {
      title: 'CloudWatch alarms for CloudTrail events',
      url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    },
    { title: 'Filter patterns', url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html' },
  ],
  subjects: identityPlanes,
  needs: { identityWatch, equivalentDetection },
  check({ concern, words }, { identityWatch, equivalentDetection: { siem } }) {
    const { watched, unheard, why } = identityWatch(concern)
    if (watched === 'yes' || siem !== undefined) return pass()
    const because = why.length === 0 ? `no metric filter means ${unheard.slice(0, 3).join(', ')}` : why.join('; ')
    if (watched === 'unclear') return unknown(`Whether an alarm goes off when ${words} changes is not known: ${because}.`)
    return fail(`No alarm goes off when ${words} changes: ${because}.`, [evidence('Events that alarm nobody', [...unheard]), evidence('Why', because)])
  },
})

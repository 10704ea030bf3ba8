import { equivalentDetection } from '../../src/estate/aws/equivalent-detection.ts'
import { identityWatch } from '../../src/estate/aws/identity-watch.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-alarm-missing-for-sign-in-without-mfa',
  title: 'Somebody is alarmed when a user signs in to the console without MFA',
  failureTitle: 'Sign-in without MFA that alarms nobody',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'audit-and-protection',
  rationale:
    'A password alone is what phishing brings home. Where a user still can sign in with one, or an intruder removed their device, the sign-in itself is the last moment to notice. What is asked is whether the chain holds: a trail of all Regions, its log group, a filter that means these events however it is worded, an alarm that goes off at the first one, and a confirmed subscriber. A SIEM that is declared counts as well. Rules of EventBridge are not read.',
  remediation: [
    {
      text: 'Send the events of the trail to CloudWatch Logs.',
      command: 'aws cloudtrail update-trail --name TRAIL_ARN --cloud-watch-logs-log-group-arn LOG_GROUP_ARN --cloud-watch-logs-role-arn ROLE_ARN',
    },
    {
      text: 'Count the events by a metric filter.',
      command:
        'aws logs put-metric-filter --log-group-name LOG_GROUP --filter-name NAME --metric-transformations metricName=NAME,metricNamespace=Security,metricValue=1 --filter-pattern \'{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed != "Yes" && $.userIdentity.type = "IAMUser" && $.responseElements.ConsoleLogin = "Success" }\'',
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
  frameworks: { 'cis-aws@5.0': ['4.2'], 'aws-security-hub': ['CloudWatch.3'], 'nist-800-53@r5': ['AU-6', 'SI-4(5)'] },
  equivalents: { prowler: ['cloudwatch_log_metric_filter_sign_in_without_mfa'], 'security-hub': ['CloudWatch.3'] },
  references: [
    {
      title: 'CloudWatch alarms for CloudTrail events',
      url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
    },
    { title: 'Filter patterns', url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html' },
    {
      title: 'Console sign-in events',
      url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html',
    },
  ],
  subjects: awsAccounts,
  needs: { identityWatch, equivalentDetection },
  check(account, { identityWatch, equivalentDetection: { siem } }) {
    const { watched, unheard, why } = identityWatch('sign-in-without-mfa')
    if (watched === 'yes' || siem !== undefined) return pass()
    const because = why.length === 0 ? `no metric filter means ${unheard.slice(0, 3).join(', ')}` : why.join('; ')
    if (watched === 'unclear')
      return unknown(`Whether an alarm goes off when an IAM user of account ${account.name} signs in without MFA is not known: ${because}.`)
    return fail(`No alarm goes off when an IAM user of account ${account.name} signs in without MFA: ${because}.`, [
      evidence('Events that alarm nobody', [...unheard]),
      evidence('Why', because),
    ])
  },
})

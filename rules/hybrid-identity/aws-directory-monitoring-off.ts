import { describeDirectory, isConnected } from '../../src/analysis/directory-kinds.ts'
import { directories } from '../../src/datasets/aws/directories.ts'
import { watchOfDirectories } from '../../src/estate/aws/directory-parts.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-directory-monitoring-off',
  title: 'The security log of each directory is kept, and somebody is told when it fails',
  failureTitle: 'Directory that nobody watches',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'hybrid-identity',
  rationale:
    'The security log of a Managed Microsoft AD, with its sign-ins and changes of groups, stays on its domain controllers, which nobody can enter, unless it is forwarded to CloudWatch Logs. When a directory is impaired nobody can sign in through it; a topic tells. An AD Connector has no log of its own: it is asked about the topic alone.',
  remediation: [
    { text: 'Forward the log.', command: 'aws ds create-log-subscription --directory-id DIRECTORY --log-group-name LOG_GROUP' },
    { text: 'Register a topic that somebody reads.', command: 'aws ds register-event-topic --directory-id DIRECTORY --topic-name TOPIC' },
  ],
  verify: [
    { text: 'There is a log subscription.', command: 'aws ds list-log-subscriptions --directory-id DIRECTORY' },
    { text: 'A topic is Registered.', command: 'aws ds describe-event-topics --directory-id DIRECTORY' },
  ],
  frameworks: { 'nist-800-53@r5': ['AU-6', 'AU-9', 'SI-4'], 'mcsb@2': ['LT-3', 'LT-5'] },
  equivalents: { prowler: ['directoryservice_directory_log_forwarding_enabled', 'directoryservice_directory_monitor_notifications'] },
  references: [
    { title: 'Log forwarding', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_enable_log_forwarding.html' },
    { title: 'Directory status notifications', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_enable_notifications.html' },
  ],
  subjects: directories,
  needs: { watchOfDirectories },
  where: isConnected,
  check(directory, { watchOfDirectories }) {
    const { id, kind } = directory
    const { logGroups, topics } = watchOfDirectories(id)
    const hasLog = kind !== 'MicrosoftAD' || logGroups.length > 0
    if (hasLog && topics.length > 0) return pass()
    const faults = [...(hasLog ? [] : ['its security log is not forwarded']), ...(topics.length > 0 ? [] : ['nobody is told when it fails'])]
    return fail(`Of ${describeDirectory(directory)}, ${faults.join(', and ')}.`, [
      ...(kind === 'MicrosoftAD' ? [evidence('Log groups', logGroups.length === 0 ? 'none' : logGroups, id)] : []),
      evidence('Topics', topics.length === 0 ? 'none' : topics, id),
    ])
  },
})

import { answerableTrails } from '../../src/estate/aws/trails.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cloudtrail-validation-off',
  title: 'Trails sign digests of their log files',
  failureTitle: 'Trail without log file validation',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    "Who gets into the log bucket deletes or rewrites what would give them away. With signed digests that can be proven; without them a log is only as true as the bucket is closed. An organization's trail is judged in the account that owns it.",
  remediation: [{ text: 'Turn on log file validation.', command: 'aws cloudtrail update-trail --name TRAIL_ARN --enable-log-file-validation' }],
  verify: [
    { text: 'LogFileValidationEnabled is true.', command: "aws cloudtrail describe-trails --query 'trailList[].[Name,LogFileValidationEnabled]'" },
    { text: 'The log files are whole.', command: 'aws cloudtrail validate-logs --trail-arn TRAIL_ARN --start-time START' },
  ],
  frameworks: { 'cis-aws@5.0': ['3.2'], 'aws-security-hub': ['CloudTrail.4'], 'nist-800-53@r5': ['AU-9', 'SI-7'] },
  equivalents: { prowler: ['cloudtrail_log_file_validation_enabled'], 'security-hub': ['CloudTrail.4'] },
  references: [
    {
      title: 'Validating CloudTrail log file integrity',
      url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
    },
  ],
  subjects: answerableTrails,
  needs: {},
  check: trail =>
    trail.validatesLogFiles
      ? pass()
      : fail(`Trail ${trail.name} does not sign its log files.`, [
          evidence('Log file validation', false, trail.id),
          evidence('Bucket', trail.bucket, trail.id),
        ]),
})

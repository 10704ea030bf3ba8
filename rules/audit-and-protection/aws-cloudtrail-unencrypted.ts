import { answerableTrails } from '../../src/estate/aws/trails.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cloudtrail-unencrypted',
  title: 'Trails encrypt their log files with a KMS key',
  failureTitle: 'Trail without a KMS key',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'audit-and-protection',
  rationale:
    "S3 encrypts everything with keys of its own, which whoever may read the bucket uses without noticing. With a KMS key, reading the log takes a second permission that the bucket's policy cannot give away. An organization's trail is judged in the account that owns it.",
  remediation: [
    {
      text: 'Make a key whose policy lets CloudTrail encrypt and only those who investigate decrypt, then give it to the trail.',
      command: 'aws cloudtrail update-trail --name TRAIL_ARN --kms-key-id KEY_ARN',
    },
  ],
  verify: [{ text: 'A KMS key is named.', command: "aws cloudtrail describe-trails --query 'trailList[].[Name,KmsKeyId]'" }],
  frameworks: { 'cis-aws@5.0': ['3.5'], 'aws-security-hub': ['CloudTrail.2'], 'nist-800-53@r5': ['AU-9', 'SC-28'] },
  equivalents: { prowler: ['cloudtrail_kms_encryption_enabled'], 'security-hub': ['CloudTrail.2'] },
  references: [
    {
      title: 'Encrypting CloudTrail log files with KMS keys',
      url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
    },
  ],
  subjects: answerableTrails,
  needs: {},
  check: trail =>
    trail.kmsKeyId === undefined
      ? fail(`Trail ${trail.name} encrypts its log files with no KMS key.`, [evidence('KMS key', 'none', trail.id), evidence('Bucket', trail.bucket, trail.id)])
      : pass(),
})

import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { accessKeysByUser } from '../../src/estate/aws/access-keys.ts'
import { credentialsOfUsers } from '../../src/estate/aws/user-credentials.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-access-keys-two-active',
  title: 'No IAM user has two active access keys',
  failureTitle: 'Two active access keys',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'access-governance',
  rationale:
    'The second key is there so that the first can be replaced. Where both stay, one of them is forgotten, or two programs share a user, and neither key can be replaced in an orderly way.',
  remediation: [
    { text: 'See which key is still used, and for what.', command: 'aws iam get-access-key-last-used --access-key-id KEY_ID' },
    {
      text: 'Deactivate the other one, wait until nothing breaks, then delete it.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
  ],
  verify: [{ text: 'At most one key of the user is Active.', command: 'aws iam list-access-keys --user-name USER' }],
  frameworks: { 'cis-aws@5.0': ['1.12'], 'nist-800-53@r5': ['AC-2', 'IA-5'], 'mcsb@2': ['IM-8'] },
  equivalents: { prowler: ['iam_user_two_active_access_key'] },
  references: [
    { title: 'Update access keys', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html' },
    { title: 'Credential reports', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html' },
  ],
  subjects: iamUsers,
  needs: { credentialsOfUsers, accessKeysByUser },
  check({ arn, name }, { credentialsOfUsers, accessKeysByUser }) {
    if (credentialsOfUsers.get(arn) === undefined) return unknown(`The credential report does not list IAM user ${name}, who may be newer than it.`)
    const active = (accessKeysByUser.get(arn) ?? []).filter(key => key.active)
    if (active.length < 2) return pass()
    return fail(
      `IAM user ${name} has two active access keys.`,
      active.flatMap(({ slot, lastRotatedAt, lastUsedAt }) => [
        evidence(`Access key ${slot} created or last changed`, lastRotatedAt ?? 'not said', arn),
        evidence(`Access key ${slot} last used`, lastUsedAt ?? 'never, or not tracked', arn),
      ]),
    )
  },
})

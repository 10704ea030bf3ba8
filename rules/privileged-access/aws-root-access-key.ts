import { rootUser } from '../../src/estate/aws/root-user.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-root-access-key',
  title: 'The root user has no access keys',
  failureTitle: 'Access key of the root user',
  cloud: 'aws',
  severity: 'critical',
  recommendation: 'privileged-access',
  rationale:
    'A root access key does everything in the account, without MFA, from anywhere, for ever, and no policy inside the account limits it. A deactivated key counts: root can activate it again in one click. What else is wrong with the key is included in this finding.',
  remediation: [
    { text: 'Give whatever uses the key a role; CloudTrail tells by the access key id.' },
    { text: 'Sign in as root, open Security credentials, deactivate the key, wait until nothing breaks, and delete it.' },
    {
      text: 'For a member account instead: turn on central root access, in the management account.',
      command:
        'aws organizations enable-aws-service-access --service-principal iam.amazonaws.com && aws iam enable-organizations-root-credentials-management && aws iam enable-organizations-root-sessions',
    },
    {
      text: 'From there, take a root session in the member, at a Regional endpoint of STS.',
      command:
        'aws sts assume-root --region REGION --target-principal ACCOUNT_ID --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials --duration-seconds 900',
    },
    {
      text: 'With the credentials that it returns, delete the keys, and the password by delete-login-profile. No user name is given: the session is that of root.',
      command: 'aws iam list-access-keys && aws iam delete-access-key --access-key-id KEY_ID',
    },
  ],
  verify: [{ text: 'AccountAccessKeysPresent is 0.', command: "aws iam get-account-summary --query 'SummaryMap.AccountAccessKeysPresent'" }],
  frameworks: {
    'cis-aws@7.0': ['2.4'],
    'cis-aws@5.0': ['1.3'],
    'aws-security-hub': ['IAM.4'],
    'nist-800-53@r5': ['AC-2', 'AC-6(5)'],
    'mcsb@2': ['IM-8', 'PA-7'],
  },
  equivalents: { prowler: ['iam_no_root_access_key'], 'security-hub': ['IAM.4'] },
  references: [
    { title: 'Root user best practices', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html' },
    { title: 'Centralize root access for member accounts', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html' },
  ],
  supersedes: ['aws-access-key-old', 'aws-access-key-never-used'],
  subjects: awsAccounts,
  needs: { rootUser },
  check(account, { rootUser: { summary, report } }) {
    if (summary === undefined) return unknown(`The account summary that was read does not speak of account ${account.name}.`)
    const keys = (report?.accessKeys ?? []).filter(({ active, lastRotatedAt }) => active || lastRotatedAt !== undefined)
    if (summary.rootAccessKeysPresent) {
      const active = keys.filter(key => key.active).length
      const one = active === 1 ? 'an active access key' : 'an inactive access key'
      const words = keys.length === 0 ? 'access keys' : keys.length === 1 ? one : `${keys.length} access keys, ${active} of them active`
      return fail(`The root user of account ${account.name} has ${words}.`, [
        evidence('Access keys, account summary', true, summary.id),
        ...keys.flatMap(({ slot, active, lastRotatedAt, lastUsedAt }) => [
          evidence(`Access key ${slot}`, active ? 'active' : 'inactive', report?.id),
          evidence(`Access key ${slot} created or last changed`, lastRotatedAt ?? 'not said', report?.id),
          evidence(`Access key ${slot} last used`, lastUsedAt ?? 'never, or not tracked', report?.id),
        ]),
      ])
    }
    if (report === undefined) return unknown(`The credential report of account ${account.name} has no row for the root user, so nothing confirms its summary.`)
    if (keys.length === 0) return pass()
    return unknown(
      `The account summary says that the root user of ${account.name} has no access keys, its credential report that it has one; the report can be four hours old, so scan again when it has been renewed.`,
    )
  },
})

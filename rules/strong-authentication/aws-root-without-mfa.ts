import type { AccountSummary } from '../../src/datasets/aws/account.ts'
import type { Credentials } from '../../src/datasets/aws/credential-report.ts'
import { rootMeans, rootUser } from '../../src/estate/aws/root-user.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const facts = (summary: AccountSummary, report: Credentials | undefined) => [
  evidence('MFA device, account summary', summary.rootMfaEnabled, summary.id),
  evidence('Password, account summary', summary.rootPasswordPresent ?? 'not said', summary.id),
  evidence('Access keys, account summary', summary.rootAccessKeysPresent, summary.id),
  ...(report === undefined
    ? []
    : [
        evidence('MFA device, credential report', report.mfaActive, report.id),
        evidence('Active access keys, credential report', report.accessKeys.filter(({ active }) => active).length, report.id),
        evidence('Active signing certificates, credential report', report.activeCertificates, report.id),
      ]),
]

export default defineRule({
  id: 'aws-root-without-mfa',
  title: 'The root user of every AWS account has MFA, or no credentials at all',
  failureTitle: 'Root user without MFA',
  cloud: 'aws',
  severity: 'critical',
  recommendation: 'strong-authentication',
  rationale:
    'The root user can do everything in its account and no policy inside the account limits it: whoever learns its password, or reads its mailbox to reset it, owns the account. Member accounts need no root credentials since an organization can remove them. High where only inactive keys or a signing certificate are left: root can activate a key again, and neither knows MFA.',
  remediation: [
    {
      text: 'For member accounts: turn on central root access, in the management account.',
      command:
        'aws organizations enable-aws-service-access --service-principal iam.amazonaws.com && aws iam enable-organizations-root-credentials-management && aws iam enable-organizations-root-sessions',
    },
    {
      text: 'From the management account or its delegated administrator for IAM, take a root session in the member, at a Regional endpoint of STS.',
      command:
        'aws sts assume-root --region REGION --target-principal ACCOUNT_ID --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials --duration-seconds 900',
    },
    {
      text: 'With the credentials that it returns, delete the password. No user name is given: the session is that of root.',
      command: 'aws iam delete-login-profile',
    },
    {
      text: 'In the same session, delete the access keys, and signing certificates likewise.',
      command: 'aws iam list-access-keys && aws iam delete-access-key --access-key-id KEY_ID',
    },
    { text: 'In the management account, or where root must stay: sign in as root, open Security credentials and register two passkeys or hardware keys.' },
  ],
  verify: [
    {
      text: 'AccountMFAEnabled is 1, or AccountPasswordPresent and AccountAccessKeysPresent are 0.',
      command: "aws iam get-account-summary --query 'SummaryMap.[AccountMFAEnabled,AccountPasswordPresent,AccountAccessKeysPresent]'",
    },
  ],
  frameworks: {
    'cis-aws@7.0': ['2.5'],
    'cis-aws@5.0': ['1.4'],
    'aws-security-hub': ['IAM.9'],
    'nist-800-53@r5': ['IA-2(1)'],
    'mcsb@2': ['IM-6'],
  },
  equivalents: { prowler: ['iam_root_mfa_enabled'], 'security-hub': ['IAM.9'] },
  references: [
    { title: 'Multi-factor authentication for the root user', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html' },
    { title: 'DeleteLoginProfile: in a root session', url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html' },
    { title: 'Centralize root access for member accounts', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html' },
  ],
  supersedes: ['aws-root-mfa-not-phishing-resistant', 'aws-legacy-credential-in-use'],
  subjects: awsAccounts,
  needs: { rootUser },
  check(account, { rootUser: { summary, report } }) {
    if (summary === undefined) return unknown(`The account summary that was read does not speak of account ${account.name}.`)
    const { rootMfaEnabled, rootPasswordPresent, rootAccessKeysPresent } = summary
    const { live, idle } = rootMeans(summary, report)
    const reportedCredentials = report?.passwordEnabled === true || report?.accessKeys.some(({ active }) => active) === true
    const isRemoved = rootPasswordPresent === false && !rootAccessKeysPresent
    if (!rootMfaEnabled && !isRemoved && live.length > 0)
      return fail(`The root user of account ${account.name} has ${[...live, ...idle].join(' and ')} and no MFA device.`, facts(summary, report))
    if (!rootMfaEnabled && idle.length > 0 && !(isRemoved && reportedCredentials))
      return fail(
        `The root user of account ${account.name} has ${idle.join(' and ')} and no MFA device; ${rootPasswordPresent === undefined ? 'whether it has a password was not said' : 'it has no password'}.`,
        facts(summary, report),
        'high',
      )
    if (report === undefined) return unknown(`The credential report of account ${account.name} has no row for the root user, so nothing confirms its summary.`)
    if (rootMfaEnabled && report.mfaActive) return pass()
    const stale = 'the report can be four hours old, so scan again when it has been renewed.'
    if (isRemoved) {
      if (!reportedCredentials && !report.mfaActive && report.activeCertificates === 0) return pass()
      return unknown(
        `The account summary says that the root user of ${account.name} has no credentials, its credential report that it has a password, a key, a certificate or an MFA device; ${stale}`,
      )
    }
    if (!rootMfaEnabled) return unknown(`The root user of account ${account.name} has no MFA device, and whether it still has a password was not said.`)
    return unknown(`The account summary says that the root user of ${account.name} has an MFA device, its credential report that it has none; ${stale}`)
  },
})

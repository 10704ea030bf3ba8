import { nativeId } from '../../src/dataset.ts'
import { organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { centralRootAccess } from '../../src/estate/aws/organization-settings.ts'
import { rootMeans, rootUser } from '../../src/estate/aws/root-user.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-root-credentials-in-member-account',
  title: 'Member accounts have no root credentials, and the organization keeps them away',
  failureTitle: 'Root credentials in a member account',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'With central root access the organization deletes the password and keys of its members’ root users and does for them, in short sessions, the few things that only root can do. What is not there cannot be stolen, and needs no MFA device in a safe. Low where there are no credentials but central root access is off: whoever reads the mailbox of the account sets a new password.',
  remediation: [
    {
      text: 'In the management account, turn on central root access.',
      command:
        'aws organizations enable-aws-service-access --service-principal iam.amazonaws.com && aws iam enable-organizations-root-credentials-management && aws iam enable-organizations-root-sessions',
    },
    {
      text: 'Take a root session in the member, at a Regional endpoint of STS.',
      command:
        'aws sts assume-root --region REGION --target-principal ACCOUNT_ID --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials --duration-seconds 900',
    },
    {
      text: 'With the credentials that it returns, delete the password, then keys, certificates and MFA devices.',
      command: 'aws iam delete-login-profile',
    },
  ],
  verify: [
    {
      text: 'AccountPasswordPresent and AccountAccessKeysPresent are 0.',
      command: "aws iam get-account-summary --query 'SummaryMap.[AccountPasswordPresent,AccountAccessKeysPresent]'",
    },
    { text: 'RootCredentialsManagement is enabled.', command: 'aws iam list-organizations-features' },
  ],
  frameworks: { 'cis-aws@7.0': ['2.1.1'], 'nist-800-53@r5': ['AC-6', 'IA-5'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Centrally manage root access for member accounts',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html#id_root-user-access-management',
    },
    { title: 'Centralize root access for member accounts', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html' },
  ],
  subjects: awsAccounts,
  needs: { rootUser, organizationMemberships, centralRootAccess },
  where: ({ id }, { organizationMemberships }) => [...organizationMemberships].some(({ managementAccountId }) => managementAccountId !== nativeId(id)),
  check({ name }, { rootUser: { summary, report }, organizationMemberships, centralRootAccess }) {
    if (summary === undefined) return unknown(`The account summary that was read does not speak of account ${name}.`)
    const isOn = centralRootAccess.get([...organizationMemberships][0]?.id ?? '')
    const central = evidence('Central root access', isOn === undefined ? 'not read' : isOn ? 'on' : 'off')
    const { live, idle } = rootMeans(summary, report)
    const means = [...live, ...idle]
    if (means.length > 0 && summary.rootPasswordPresent === false && !summary.rootAccessKeysPresent)
      return unknown(
        `The account summary says that the root user of member account ${name} has no credentials, its credential report that it has ${means.join(' and ')}; the report can be four hours old, so scan again when it has been renewed.`,
      )
    if (means.length > 0)
      return fail(`The root user of member account ${name} has ${means.join(' and ')}.`, [
        evidence('Password', summary.rootPasswordPresent ?? 'not said', summary.id),
        evidence('Access keys', summary.rootAccessKeysPresent, summary.id),
        central,
      ])
    if (summary.rootPasswordPresent === undefined) return unknown(`Whether the root user of member account ${name} has a password was not said.`)
    if (isOn === undefined)
      return unknown(`The root user of member account ${name} has no credentials, and whether the organization keeps them away could not be read.`)
    if (isOn) return pass()
    return fail(
      `The root user of member account ${name} has no credentials, but central root access is off: whoever reads its mail can set a password.`,
      [evidence('Password', false, summary.id), central],
      'low',
    )
  },
})

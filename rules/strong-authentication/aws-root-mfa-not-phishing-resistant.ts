import { virtualMfaDevices } from '../../src/datasets/aws/account.ts'
import { rootUser } from '../../src/estate/aws/root-user.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-root-mfa-not-phishing-resistant',
  title: 'The root user of every AWS account signs in with a passkey or hardware key, or has no credentials at all',
  failureTitle: 'Root user with virtual MFA',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'The code of a virtual device can be typed into a false sign-in page, and its seed copied. One such device is enough, since any of the registered devices lets root in. IAM lists virtual devices only: a hardware token that shows codes cannot be told from a passkey here, though it is phished just as well.',
  remediation: [
    { text: 'In a member account: remove the root credentials through central root access, so that there is nothing to phish.' },
    { text: 'Where root must stay: sign in as root, open Security credentials, register two passkeys or FIDO2 keys, and keep them apart.' },
    { text: 'Then remove the virtual device there, and delete it.', command: 'aws iam delete-virtual-mfa-device --serial-number SERIAL_NUMBER' },
  ],
  verify: [
    {
      text: 'No virtual device is assigned to a user ARN that ends in :root.',
      command: "aws iam list-virtual-mfa-devices --assignment-status Assigned --query 'VirtualMFADevices[].User.Arn'",
    },
  ],
  frameworks: {
    'cis-aws@7.0': ['2.6'],
    'cis-aws@5.0': ['1.5'],
    'aws-security-hub': ['IAM.6'],
    'nist-800-53@r5': ['IA-2(1)', 'IA-2(6)', 'IA-2(8)'],
    'mcsb@2': ['IM-6'],
  },
  equivalents: { prowler: ['iam_root_hardware_mfa_enabled'], 'security-hub': ['IAM.6'] },
  references: [
    { title: 'Multi-factor authentication for the root user', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html' },
    { title: 'Multi-factor authentication in IAM', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html' },
    { title: 'ListVirtualMFADevices', url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html' },
  ],
  subjects: awsAccounts,
  needs: { rootUser, virtualMfaDevices },
  check(account, { rootUser: { summary, report }, virtualMfaDevices }) {
    if (summary?.rootPasswordPresent === false && !summary.rootAccessKeysPresent) {
      if (report !== undefined && report.passwordEnabled !== true && !report.accessKeys.some(({ active }) => active)) return pass()
      return unknown(`The account summary says that the root user of ${account.name} has no credentials, which its credential report does not confirm.`)
    }
    const virtual = [...virtualMfaDevices].filter(({ userArn }) => userArn?.endsWith(':root') === true)
    if (virtual.length > 0)
      return fail(`The root user of account ${account.name} has ${virtual.length === 1 ? 'a virtual MFA device' : `${virtual.length} virtual MFA devices`}.`, [
        evidence(
          'Virtual devices',
          virtual.map(({ id }) => id),
          virtual[0]?.id,
        ),
        ...virtual.flatMap(({ id, enabledAt }) => (enabledAt === undefined ? [] : [evidence('Enabled', enabledAt, id)])),
      ])
    if (summary === undefined) return unknown(`The account summary that was read does not speak of account ${account.name}.`)
    const ownerless = [...virtualMfaDevices].filter(({ userArn, enabledAt }) => userArn === undefined && enabledAt !== undefined)
    if (summary.rootMfaEnabled && ownerless.length > 0)
      return unknown(`A virtual device of account ${account.name} is in use by somebody whom IAM does not name, who may be the root user: ${ownerless[0]?.id}.`)
    if (summary.rootMfaEnabled) return pass()
    if (summary.rootPasswordPresent === true || summary.rootAccessKeysPresent)
      return fail(`The root user of account ${account.name} has no MFA device at all.`, [
        evidence('MFA device, account summary', false, summary.id),
        evidence('Password, account summary', summary.rootPasswordPresent ?? 'not said', summary.id),
        evidence('Access keys, account summary', summary.rootAccessKeysPresent, summary.id),
      ])
    return unknown(`The root user of account ${account.name} has no MFA device, and whether it still has credentials could not be confirmed.`)
  },
})

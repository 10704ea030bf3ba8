import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { mfaKindsOfUsers } from '../../src/estate/aws/mfa-kinds.ts'
import { credentialsOfUsers } from '../../src/estate/aws/user-credentials.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-user-mfa-not-phishing-resistant',
  title: 'IAM users with a console password use passkeys or security keys',
  failureTitle: 'Phishable MFA of an IAM user',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'A one-time password, from an application or a hardware token, can be typed into a page that looks like AWS’s; a passkey or security key answers only AWS. Who also has a virtual device can be asked for that one. Users without any MFA are another question.',
  remediation: [
    { text: 'Better: give the person access through IAM Identity Center and Microsoft Entra ID, and delete the user.' },
    { text: 'Otherwise have the user register a passkey or security key under Security credentials in the console.' },
    { text: 'Then take the other device away.', command: 'aws iam deactivate-mfa-device --user-name USER --serial-number SERIAL' },
  ],
  verify: [{ text: 'Every serial number is an ARN with u2f.', command: 'aws iam list-mfa-devices --user-name USER' }],
  frameworks: { 'nist-800-53@r5': ['IA-2(1)', 'IA-2(6)', 'IA-2(8)'], 'mcsb@2': ['IM-6'] },
  equivalents: { prowler: ['iam_user_hardware_mfa_enabled'] },
  references: [
    { title: 'Passkeys and security keys in IAM', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_enable_fido.html' },
    { title: 'Multi-factor authentication in IAM', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html' },
  ],
  subjects: iamUsers,
  needs: { credentialsOfUsers, mfaKindsOfUsers },
  where: (user, { credentialsOfUsers }) => {
    const credentials = credentialsOfUsers.get(user.arn)
    return credentials === undefined || (credentials.passwordEnabled !== false && credentials.mfaActive)
  },
  check({ id, arn, name }, { credentialsOfUsers, mfaKindsOfUsers }) {
    const credentials = credentialsOfUsers.get(arn)
    if (credentials === undefined) return unknown(`The credential report does not list IAM user ${name}, who may be newer than it.`)
    if (credentials.passwordEnabled === undefined) return unknown(`The credential report does not say whether IAM user ${name} has a password.`)
    const { virtual, others } = mfaKindsOfUsers(arn, name)
    const tokens = others.filter(({ kind }) => kind !== 'fido')
    if (virtual.length === 0 && others.length === 0)
      return unknown(`IAM user ${name} has MFA by the credential report, but no device: it was registered or taken away in the meantime.`)
    if (virtual.length === 0 && tokens.length === 0) return pass()
    return fail(`IAM user ${name} signs in with a one-time password as second factor.`, [
      evidence('Virtual devices', virtual.length === 0 ? 'none' : virtual, virtual[0] ?? id),
      ...(tokens.length === 0
        ? []
        : [
            evidence(
              'Hardware tokens',
              tokens.map(token => token.name),
              tokens[0]?.id ?? id,
            ),
          ]),
    ])
  },
})

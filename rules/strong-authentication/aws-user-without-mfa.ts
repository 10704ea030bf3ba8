import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { administratorUsers, describeAdministrator } from '../../src/estate/aws/administrator-users.ts'
import { declaredPrincipals } from '../../src/estate/aws/declared-principals.ts'
import { credentialsOfUsers } from '../../src/estate/aws/user-credentials.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-user-without-mfa',
  title: 'Every IAM user with a console password has MFA',
  failureTitle: 'IAM user without MFA',
  cloud: 'aws',
  severity: 'high',
  upTo: 'critical',
  recommendation: 'strong-authentication',
  rationale:
    'A password alone is guessed, reused and phished, and Conditional Access never sees this sign-in. Critical where a policy allows the user everything, held directly or through a group, and no permissions boundary or Deny stands in the way; organization policies are not weighed in that. Declared emergency-access users are no exception, and shown as such: they need a second factor that works when the identity provider does not.',
  remediation: [
    { text: 'Better: give the person access through IAM Identity Center and Microsoft Entra ID, and delete the user.' },
    {
      text: 'Until then take the password away, or have the user register a passkey or security key under Security credentials in the console.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
    { text: 'Attach a policy that denies everything but managing one’s own MFA while aws:MultiFactorAuthPresent is false.' },
  ],
  verify: [{ text: 'The user has a device.', command: 'aws iam list-mfa-devices --user-name USER' }],
  frameworks: {
    'cis-aws@7.0': ['2.10'],
    'cis-aws@5.0': ['1.9'],
    'aws-security-hub': ['IAM.5', 'IAM.19'],
    'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'],
    'mcsb@2': ['IM-6'],
  },
  equivalents: { prowler: ['iam_user_mfa_enabled_console_access', 'iam_administrator_access_with_mfa'], 'security-hub': ['IAM.5', 'IAM.19'] },
  references: [
    { title: 'Multi-factor authentication in IAM', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html' },
    {
      title: 'Require MFA: security best practices in IAM',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#enable-mfa-for-privileged-users',
    },
    {
      title: 'A policy that lets users manage their own MFA devices only',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html',
    },
  ],
  subjects: iamUsers,
  needs: { credentialsOfUsers, administratorUsers, declaredPrincipals },
  // A user whom the report does not list, or of whom it does not tell, is asked about: it may have a password.
  where: (user, { credentialsOfUsers }) => credentialsOfUsers.get(user.arn)?.passwordEnabled !== false,
  check(user, { credentialsOfUsers, administratorUsers, declaredPrincipals }) {
    const credentials = credentialsOfUsers.get(user.arn)
    if (credentials === undefined) return unknown(`The credential report does not list IAM user ${user.name}, who may be newer than it.`)
    if (credentials.mfaActive) return pass()
    if (credentials.passwordEnabled === undefined) return unknown(`The credential report does not say whether IAM user ${user.name} has a password.`)
    const administrator = administratorUsers.get(user.arn)
    const declaration = declaredPrincipals(user.arn, user.id, user.name)
    return fail(
      `IAM user ${user.name} has a console password and no MFA device.`,
      [
        evidence('Console password', true, credentials.id),
        evidence('MFA device', false, credentials.id),
        evidence('Password last used', credentials.passwordLastUsedAt ?? 'never, or not tracked', credentials.id),
        evidence('Policy that allows everything', administrator === undefined ? 'none' : describeAdministrator(administrator), user.id),
        ...(declaration === undefined ? [] : [evidence('Declared as', declaration.as ?? 'a principal')]),
      ],
      administrator?.isCertain === true ? 'critical' : undefined,
    )
  },
})

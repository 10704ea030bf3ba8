import { nativeId } from '../../src/dataset.ts'
import { accountPasswordPolicies } from '../../src/datasets/aws/account.ts'
import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-password-policy-missing',
  title: 'An account with IAM users has a password policy of its own',
  failureTitle: 'No password policy',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale: 'Without one AWS applies its default: eight characters of three classes, and any former password again. An account without IAM users needs none.',
  remediation: [
    { text: 'Better: remove the IAM users, so that there are no passwords.' },
    {
      text: 'Otherwise set a policy.',
      command:
        'aws iam update-account-password-policy --minimum-password-length 14 --require-uppercase-characters --require-lowercase-characters --require-numbers --require-symbols --password-reuse-prevention 24 --allow-users-to-change-password',
    },
  ],
  verify: [{ text: 'The account has a policy.', command: 'aws iam get-account-password-policy' }],
  frameworks: {
    'cis-aws@7.0': ['2.8', '2.9'],
    'cis-aws@5.0': ['1.7', '1.8'],
    'aws-security-hub': ['IAM.7'],
    'nist-800-53@r5': ['IA-5(1)'],
    'mcsb@2': ['IM-6'],
  },
  equivalents: { prowler: ['iam_password_policy_minimum_length_14', 'iam_password_policy_reuse_24'], 'security-hub': ['IAM.7'] },
  references: [
    {
      title: 'Set an account password policy for IAM users',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    },
    { title: 'GetAccountPasswordPolicy', url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountPasswordPolicy.html' },
  ],
  subjects: awsAccounts,
  needs: { iamUsers, accountPasswordPolicies },
  where: (_, { iamUsers }) => iamUsers.size > 0,
  check(account, { iamUsers, accountPasswordPolicies }) {
    if (accountPasswordPolicies.get(nativeId(account.id)) !== undefined) return pass()
    return fail(
      `Account ${account.name} has ${iamUsers.size === 1 ? 'an IAM user' : `${iamUsers.size} IAM users`} and no password policy of its own, so that AWS’s default holds.`,
      [evidence('IAM users', iamUsers.size), evidence('Default', 'eight characters of three classes, no memory of former passwords')],
    )
  },
})

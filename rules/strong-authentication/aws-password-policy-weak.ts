import { z } from 'zod'
import { accountPasswordPolicies } from '../../src/datasets/aws/account.ts'
import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const classes = ['uppercase', 'lowercase', 'numbers', 'symbols'] as const

export default defineRule({
  id: 'aws-password-policy-weak',
  title: 'The password policy for IAM users is strong enough',
  failureTitle: 'Weak password policy',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Length is what makes guessing costly; the memory of former passwords keeps a stolen one from coming back. The character classes are what AWS Security Hub asks for: set the parameter to an empty list to follow CIS, which asks for length and memory only. Expiry is not asked for unless a parameter says so.',
  remediation: [
    { text: 'Better: remove the IAM users, so that there are no passwords.' },
    {
      text: 'Otherwise replace the policy; what is not named falls back to its default.',
      command:
        'aws iam update-account-password-policy --minimum-password-length 14 --require-uppercase-characters --require-lowercase-characters --require-numbers --require-symbols --password-reuse-prevention 24 --allow-users-to-change-password',
    },
  ],
  verify: [{ text: 'The policy is at least as strong as the parameters.', command: 'aws iam get-account-password-policy' }],
  frameworks: {
    'cis-aws@7.0': ['2.8', '2.9'],
    'cis-aws@5.0': ['1.7', '1.8'],
    'aws-security-hub': ['IAM.7', 'IAM.11', 'IAM.12', 'IAM.13', 'IAM.14', 'IAM.15', 'IAM.16'],
    'nist-800-53@r5': ['IA-5(1)'],
    'mcsb@2': ['IM-6'],
  },
  equivalents: {
    prowler: ['minimum_length_14', 'reuse_24', 'uppercase', 'lowercase', 'number', 'symbol', 'expires_passwords_within_90_days_or_less'].map(
      check => `iam_password_policy_${check}`,
    ),
    'security-hub': ['IAM.7', 'IAM.10', 'IAM.11', 'IAM.12', 'IAM.13', 'IAM.14', 'IAM.15', 'IAM.16', 'IAM.17'],
  },
  references: [
    {
      title: 'Set an account password policy for IAM users',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    },
    { title: 'Security Hub controls for IAM', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html' },
  ],
  parameters: z.object({
    minimumLength: z.number().int().positive().default(14),
    /** How many former passwords must be remembered; IAM remembers at most 24. */
    reusePrevention: z.number().int().min(0).max(24).default(24),
    classes: z.array(z.enum(classes)).default([...classes]),
    /** Days after which passwords must expire; 0: they need not. */
    maximumAge: z.number().int().min(0).default(0),
  }),
  subjects: accountPasswordPolicies,
  needs: { iamUsers },
  where: (_, { iamUsers }) => iamUsers.size > 0,
  check(policy, { iamUsers }, { parameters }) {
    const required = {
      uppercase: policy.requiresUppercase,
      lowercase: policy.requiresLowercase,
      numbers: policy.requiresNumbers,
      symbols: policy.requiresSymbols,
    }
    const { minimumLength, reusePrevention, maximumAge } = parameters
    const faults = [
      ...(policy.minimumLength < minimumLength ? [`asks for ${policy.minimumLength} characters, where ${minimumLength} are asked`] : []),
      ...(policy.reusePrevention < reusePrevention ? [`remembers ${policy.reusePrevention} former passwords, where ${reusePrevention} are asked`] : []),
      ...parameters.classes.filter(one => !required[one]).map(one => `does not ask for ${one}`),
      ...(maximumAge > 0 && (policy.maximumAge === 0 || policy.maximumAge > maximumAge)
        ? [`lets passwords live ${policy.maximumAge === 0 ? 'for ever' : `${policy.maximumAge} days`}, where ${maximumAge} days are asked`]
        : []),
    ]
    if (faults.length === 0) return pass()
    return fail(`The password policy of account ${policy.id} ${faults.join('; ')}.`, [
      evidence('Minimum length', policy.minimumLength, policy.id),
      evidence('Former passwords remembered', policy.reusePrevention, policy.id),
      evidence(
        'Classes asked for',
        classes.filter(one => required[one]),
        policy.id,
      ),
      evidence('IAM users', iamUsers.size),
    ])
  },
})

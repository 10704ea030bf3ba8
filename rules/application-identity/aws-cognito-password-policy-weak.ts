import { z } from 'zod'
import { userPools } from '../../src/datasets/aws/user-pools.ts'
import { userPoolSignIns } from '../../src/estate/aws/user-pool-sign-ins.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const classes = ['uppercase', 'lowercase', 'numbers', 'symbols'] as const

export default defineRule({
  id: 'aws-cognito-password-policy-weak',
  title: 'The password policy of user pools is strong enough',
  failureTitle: 'Weak password policy of a user pool',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'Length is what makes guessing costly. Cognito asks for eight characters by default, and so does AWS Security Hub, which asks for the four classes and for temporary passwords that end within seven days besides: each is a parameter. A pool whose clients let nobody of its own directory sign in is not asked about.',
  remediation: [
    {
      text: 'Set the policy. UpdateUserPool takes every setting that is not named back to its default: name them all, or use the console.',
      command:
        'aws cognito-idp update-user-pool --user-pool-id POOL_ID --policies "PasswordPolicy={MinimumLength=12,RequireUppercase=true,RequireLowercase=true,RequireNumbers=true,RequireSymbols=true,TemporaryPasswordValidityDays=7}"',
    },
  ],
  verify: [
    {
      text: 'The policy is at least as strong as the parameters.',
      command: "aws cognito-idp describe-user-pool --user-pool-id POOL_ID --query 'UserPool.Policies.PasswordPolicy'",
    },
  ],
  frameworks: { 'aws-security-hub': ['Cognito.3'], 'nist-800-53@r5': ['IA-5(1)'], 'mcsb@2': ['IM-6'] },
  equivalents: {
    prowler: [
      ...['lowercase', 'uppercase', 'number', 'symbol', 'minimum_length_14'].map(check => `cognito_user_pool_password_policy_${check}`),
      'cognito_user_pool_temporary_password_expiration',
    ],
    'security-hub': ['Cognito.3'],
  },
  references: [
    { title: 'PasswordPolicyType', url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html' },
    { title: 'Security Hub controls for Amazon Cognito', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html' },
  ],
  parameters: z.object({
    minimumLength: z.number().int().positive().default(12),
    classes: z.array(z.enum(classes)).default([...classes]),
    /** Days after which a password that an administrator chose must have been used. */
    temporaryPasswordDays: z.number().int().positive().default(7),
  }),
  subjects: userPools,
  needs: { userPoolSignIns },
  where: (pool, { userPoolSignIns }) => userPoolSignIns(pool).kind !== 'none',
  check({ id, name, passwordPolicy: policy, ...pool }, { userPoolSignIns }, { parameters }) {
    const required = {
      uppercase: policy.requiresUppercase,
      lowercase: policy.requiresLowercase,
      numbers: policy.requiresNumbers,
      symbols: policy.requiresSymbols,
    }
    const days = policy.temporaryPasswordDays
    const faults = [
      ...(policy.minimumLength < parameters.minimumLength ? [`asks for ${policy.minimumLength} characters, where ${parameters.minimumLength} are asked`] : []),
      ...parameters.classes.filter(one => !required[one]).map(one => `does not ask for ${one}`),
      ...(days !== undefined && days > parameters.temporaryPasswordDays
        ? [`lets temporary passwords live ${days} days, where ${parameters.temporaryPasswordDays} are asked`]
        : []),
    ]
    const signIn = userPoolSignIns({ id, ...pool })
    if (signIn.kind === 'unread')
      return unknown(
        `The password policy of user pool ${name} ${faults.length === 0 ? 'has no fault that was seen' : faults.join('; ')}; whether anybody signs in with a password is not known: ${signIn.why}.`,
      )
    if (faults.length === 0) return days === undefined ? unknown(`How long temporary passwords of user pool ${name} live was not told.`) : pass()
    if (signIn.kind === 'custom')
      return unknown(
        `The password policy of user pool ${name} ${faults.join('; ')}; its users sign in as Lambda triggers ask, and whether with a password is not read.`,
      )
    return fail(`The password policy of user pool ${name} ${faults.join('; ')}.`, [
      evidence('Minimum length', policy.minimumLength, id),
      evidence(
        'Classes asked for',
        classes.filter(one => required[one]),
        id,
      ),
      evidence('Days that a temporary password lives', days ?? 'not told', id),
    ])
  },
})

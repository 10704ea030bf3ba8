import rule from '../../../rules/strong-authentication/aws-password-policy-weak.ts'
import { accountPasswordPolicies, type PasswordPolicy } from '../../../src/datasets/aws/account.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { passwordPolicyRow, userRow } from '../aws-rows.ts'

const alice = given(iamUsers, userRow('alice'))
const policy = (more: Partial<PasswordPolicy> = {}) => given(accountPasswordPolicies, passwordPolicyRow(more))

testRule(rule, {
  pass: {
    'exactly what is asked': [alice, policy()],
    'no symbols, where no class is asked': { given: [alice, policy({ requiresSymbols: false, requiresNumbers: false })], parameters: { classes: [] } },
    'eight characters, where eight are asked': { given: [alice, policy({ minimumLength: 8 })], parameters: { minimumLength: 8 } },
    'passwords that expire in time': { given: [alice, policy({ maximumAge: 90 })], parameters: { maximumAge: 90 } },
  },
  fail: {
    'too short': {
      given: [alice, policy({ minimumLength: 13 })],
      subjects: ['111111111111'],
      severity: 'medium',
      message: 'The password policy of account 111111111111 asks for 13 characters, where 14 are asked.',
      evidence: [{ label: 'Minimum length', value: 13, row: '111111111111' }],
    },
    'no memory': { given: [alice, policy({ reusePrevention: 0 })], message: 'remembers 0 former passwords, where 24 are asked' },
    'a class that is not asked for': { given: [alice, policy({ requiresSymbols: false })], message: 'does not ask for symbols' },
    'several faults in one finding': {
      given: [alice, policy({ minimumLength: 6, requiresUppercase: false })],
      message: 'asks for 6 characters, where 14 are asked; does not ask for uppercase.',
    },
    'passwords that live for ever': { given: [alice, policy()], parameters: { maximumAge: 90 }, message: 'lets passwords live for ever' },
    'passwords that live too long': { given: [alice, policy({ maximumAge: 91 })], parameters: { maximumAge: 90 }, message: 'live 91 days' },
  },
  'not-applicable': {
    'no policy, which is another question': [alice],
    'an account without IAM users': [given(iamUsers), policy({ minimumLength: 6 })],
  },
})

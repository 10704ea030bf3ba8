import rule from '../../../rules/strong-authentication/aws-password-policy-missing.ts'
import { accountPasswordPolicies } from '../../../src/datasets/aws/account.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { passwordPolicyRow, userRow } from '../aws-rows.ts'

const alice = given(iamUsers, userRow('alice'))

testRule(rule, {
  pass: { 'a policy, however weak': [alice, given(accountPasswordPolicies, passwordPolicyRow({ minimumLength: 6 }))] },
  fail: {
    none: {
      given: [alice, given(accountPasswordPolicies)],
      subjects: ['aws-account/111111111111'],
      severity: 'medium',
      message: 'Account 111111111111 has an IAM user and no password policy of its own',
      evidence: [{ label: 'IAM users', value: 1 }],
    },
    'none for two': { given: [given(iamUsers, userRow('alice'), userRow('bob'))], message: 'has 2 IAM users' },
  },
  'not-applicable': { 'an account without IAM users': [given(iamUsers)] },
})

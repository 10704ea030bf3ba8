import rule from '../../../rules/organization-guardrails/aws-account-in-root.ts'
import { organizationAccounts } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { account, MANAGEMENT, SHOP } from '../identity-center-rows.ts'

const accounts = (...rows: readonly ReturnType<typeof account>[]) => [given(organizationAccounts, ...rows)]

testRule(rule, {
  pass: {
    'an account in a unit': accounts(account(SHOP)),
    'the management account under the root': accounts(account(MANAGEMENT, { parentId: 'r-1' })),
  },
  fail: {
    'a member under the root': {
      given: accounts(account(MANAGEMENT, { parentId: 'r-1' }), account(SHOP, { parentId: 'r-1', name: 'shop' })),
      subjects: [SHOP],
      message: /shop \(2{12}\)/,
    },
  },
  unknown: { 'an account under the root, whose ARN does not name the management account': accounts(account(SHOP, { parentId: 'r-1', arn: 'arn' })) },
  'not-applicable': { 'a closed account under the root': accounts(account(SHOP, { parentId: 'r-1', status: 'SUSPENDED' })) },
})

import rule from '../../../rules/organization-guardrails/aws-delegated-administrator-unknown.ts'
import { delegatedAdministrators } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { SHOP } from '../identity-center-rows.ts'

const delegated = given(delegatedAdministrators, { id: SHOP, name: 'shop', services: ['guardduty.amazonaws.com'], status: 'ACTIVE' })

testRule(rule, {
  pass: { 'a declared account': [delegated, given(declared, declaration('account', SHOP, 'own'))] },
  fail: {
    'an account that nobody declared': { given: [delegated], subjects: [SHOP], severity: 'medium', message: /shop \(2{12}\) administers guardduty/ },
    'an account whose number was declared as something else': [delegated, given(declared, declaration('principal', SHOP))],
  },
})

import rule from '../../../rules/strong-authentication/entra-admin-sspr-allowed.ts'
import { authorizationPolicies } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy } from '../settings-rows.ts'

testRule(rule, {
  pass: { 'not allowed': [given(authorizationPolicies, authorizationPolicy())] },
  fail: { 'as it is delivered': { given: [given(authorizationPolicies, authorizationPolicy({ allowedToUseSspr: true }))], severity: 'low' } },
})

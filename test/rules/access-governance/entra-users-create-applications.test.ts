import rule from '../../../rules/access-governance/entra-users-create-applications.ts'
import { authorizationPolicies } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy } from '../settings-rows.ts'

testRule(rule, {
  pass: { 'taken from the default role': [given(authorizationPolicies, authorizationPolicy())] },
  fail: {
    'as Microsoft delivers it': {
      given: [given(authorizationPolicies, authorizationPolicy({}, { allowedToCreateApps: true }))],
      subjects: ['authorizationPolicy'],
      evidence: [{ value: true, row: 'authorizationPolicy' }],
    },
  },
})

import rule from '../../../rules/access-governance/entra-users-create-tenants.ts'
import { authorizationPolicies } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy } from '../settings-rows.ts'

testRule(rule, {
  pass: { 'taken from the default role': [given(authorizationPolicies, authorizationPolicy())] },
  fail: {
    'as Microsoft delivers it': {
      given: [given(authorizationPolicies, authorizationPolicy({}, { allowedToCreateTenants: true }))],
      subjects: ['authorizationPolicy'],
      evidence: [{ value: true, row: 'authorizationPolicy' }],
    },
  },
  unknown: { 'Graph does not say': [given(authorizationPolicies, authorizationPolicy({}, { allowedToCreateTenants: null }))] },
})

import rule from '../../../rules/strong-authentication/entra-continuous-access-evaluation-disabled.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { policy } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { olderPolicy, sessionPolicy } from '../session-rows.ts'

testRule(rule, {
  pass: {
    'no session controls': [given(conditionalAccessPolicies, policy('P'))],
    'others only': [given(conditionalAccessPolicies, sessionPolicy('P', { persistentBrowser: 'never' }))],
    'strict enforcement of locations': [given(conditionalAccessPolicies, sessionPolicy('P', { continuousAccessEvaluation: 'strictLocation' }))],
  },
  fail: {
    'turned off': {
      given: [given(conditionalAccessPolicies, sessionPolicy('P', { continuousAccessEvaluation: 'disabled' }))],
      subjects: ['P'],
      severity: 'medium',
      message: 'Policy "P" turns continuous access evaluation off.',
    },
  },
  unknown: { 'a snapshot that does not tell': [given(conditionalAccessPolicies, olderPolicy('P'))] },
  'not-applicable': {
    'in report-only': [given(conditionalAccessPolicies, sessionPolicy('P', { continuousAccessEvaluation: 'disabled' }, { state: 'disabled' }))],
  },
})

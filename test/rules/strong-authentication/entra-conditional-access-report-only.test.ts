import rule from '../../../rules/strong-authentication/entra-conditional-access-report-only.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { policy } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

/** The rule tester's clock stands at 2026-11-24. */
const daysAgo = (days: number) => new Date(Date.parse('2026-11-24T00:00:00Z') - days * 86_400_000).toISOString()

const trial = (more: Partial<ConditionalAccessPolicy> = {}) =>
  given(conditionalAccessPolicies, { ...policy('p1', { name: 'Trial', state: 'enabledForReportingButNotEnforced' }), ...more })

testRule(rule, {
  pass: {
    'changed a week ago': [trial({ modifiedAt: daysAgo(7) })],
    'as long as the operator allows': { given: [trial({ modifiedAt: daysAgo(60) })], parameters: { days: 90 } },
  },
  fail: {
    'changed long ago': {
      given: [trial({ createdAt: daysAgo(90), modifiedAt: daysAgo(40) })],
      subjects: ['p1'],
      severity: 'low',
      message: 'Policy "Trial" is in report-only and was last changed 40 days ago: it protects nobody.',
    },
    'never changed since it was made': [trial({ createdAt: daysAgo(40) })],
  },
  unknown: { 'no date': [trial()] },
  'not-applicable': {
    enforced: [given(conditionalAccessPolicies, { ...policy('p1'), createdAt: daysAgo(90) })],
    'managed by Microsoft, which enables it': [trial({ name: 'Microsoft-managed: Block legacy authentication', createdAt: daysAgo(90) })],
  },
})

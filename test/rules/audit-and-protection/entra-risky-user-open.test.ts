import rule from '../../../rules/audit-and-protection/entra-risky-user-open.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import type { RiskyUser } from '../../../src/datasets/entra/identity-risk.ts'
import { riskyUsers } from '../../../src/datasets/entra/identity-risk.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { riskyUser } from '../governance-rows.ts'

// The tests' snapshot is of 2026-11-24.
const ann = (more: Partial<RiskyUser> = {}) => given(riskyUsers, riskyUser('ann', more))

testRule(rule, {
  pass: {
    'at risk since a week': [p2, ann({ since: '2026-11-17T00:00:00Z' })],
    'longer, where more is allowed': { given: [p2, ann({ since: '2026-11-01T00:00:00Z' })], parameters: { days: 30 } },
    'long ago, and remediated': [p2, ann({ since: '2026-01-01T00:00:00Z', riskState: 'remediated' })],
    dismissed: [p2, ann({ since: '2026-01-01T00:00:00Z', riskState: 'dismissed' })],
    'long ago, and disabled since': [p2, ann({ since: '2026-01-01T00:00:00Z' }), given(entraUsers, user('ann', { id: 'u-ann', accountEnabled: false }))],
  },
  fail: {
    'at risk for eight days': {
      given: [p2, ann({ since: '2026-11-15T12:00:00Z' })],
      subjects: ['u-ann'],
      severity: 'high',
      message: 'ann has been at high risk for 8 days, where 7 are allowed.',
      evidence: [{ label: 'Since', value: '2026-11-15T12:00:00Z', row: 'u-ann' }],
    },
    'enabled still': { given: [p2, ann({ since: '2026-01-01T00:00:00Z' }), given(entraUsers, user('ann', { id: 'u-ann' }))] },
    'confirmed to be compromised': {
      given: [p2, ann({ since: '2026-10-01T00:00:00Z', riskState: 'confirmedCompromised' })],
      message: /confirmed to be compromised/,
    },
  },
  unknown: { 'at risk since nobody knows when': { given: [p2, ann({ since: null })], message: /was not told/ } },
  'not-applicable': {
    'nobody at risk': [p2],
    'somebody who is deleted': [p2, ann({ since: '2026-01-01T00:00:00Z', isDeleted: true })],
    'at low risk': [p2, ann({ since: '2026-01-01T00:00:00Z', riskLevel: 'low' })],
  },
})

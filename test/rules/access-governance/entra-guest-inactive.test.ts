import rule from '../../../rules/access-governance/entra-guest-inactive.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { signInActivities } from '../../../src/datasets/entra/governance.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { activity } from '../settings-rows.ts'

const guest = (says = {}) =>
  given(entraUsers, user('eve', { userType: 'Guest', creationType: 'Invitation', externalUserState: 'Accepted', createdAt: '2024-01-01T00:00:00Z', ...says }))
const seen = (at: string | null) => given(signInActivities, activity('eve', at))
const pending = { externalUserState: 'PendingAcceptance', createdAt: '2026-10-10T00:00:00Z' }

testRule(rule, {
  pass: {
    'came last week': [guest(), seen('2026-11-17T00:00:00Z'), p2],
    'invited last week': [guest({ ...pending, createdAt: '2026-11-17T00:00:00Z' }), seen(null), p2],
    'an older invitation, where that is wanted': { given: [guest(pending), seen(null), p2], parameters: { pendingDays: 60 } },
    'signed in, and its state is still pending': [guest(pending), seen('2026-11-01T00:00:00Z'), p2],
  },
  fail: {
    'not for months': { given: [guest(), seen('2026-06-07T00:00:00Z'), p2], subjects: ['eve'], severity: 'medium', message: /170 days/ },
    never: { given: [guest(), seen(null), p2], message: /never signed in/ },
    'an invitation that nobody answered': { given: [guest(pending), seen(null), p2], message: /has not been answered for 45 days/ },
  },
  unknown: {
    'not in the list': [guest(), given(signInActivities, activity('ann', '2026-11-17T00:00:00Z')), p2],
    'never, and nobody knows since when': [guest({ createdAt: null }), seen(null), p2],
  },
  'not-applicable': { 'a member': [given(entraUsers, user('eve')), seen(null), p2], 'a disabled guest': [guest({ accountEnabled: false }), seen(null), p2] },
})

import rule from '../../../rules/access-governance/entra-user-inactive.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { signInActivities } from '../../../src/datasets/entra/governance.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { activity } from '../settings-rows.ts'

const ann = (says = {}) => given(entraUsers, user('ann', { createdAt: '2020-01-01T00:00:00Z', ...says }))
const seen = (...rows: readonly ReturnType<typeof activity>[]) => given(signInActivities, ...rows)

testRule(rule, {
  pass: {
    'signed in last week': [ann(), seen(activity('ann', '2026-11-17T00:00:00Z')), p2],
    'only a program of theirs did, and success is not kept': [
      ann(),
      seen(activity('ann', null, { lastSignInAt: '2026-01-01T00:00:00Z', lastNonInteractiveAt: '2026-11-20T00:00:00Z' })),
      p2,
    ],
    'never, in an account of last week': [ann({ createdAt: '2026-11-17T00:00:00Z' }), seen(activity('ann', null)), p2],
    'declared emergency access': [ann(), seen(activity('ann', null)), given(declared, declaration('principal', 'ann', 'emergency-access')), p2],
    'half a year, where that is wanted': { given: [ann(), seen(activity('ann', '2026-07-01T00:00:00Z')), p2], parameters: { days: 180 } },
  },
  fail: {
    'not for months': {
      given: [ann(), seen(activity('ann', '2026-06-07T00:00:00Z', { lastSignInAt: '2026-11-20T00:00:00Z' })), p2],
      subjects: ['ann'],
      severity: 'medium',
      message: /has not signed in for 170 days/,
    },
    never: { given: [ann(), seen(activity('ann', null)), p2], message: /never signed in/ },
    'a guest with an account of this tenant': [ann({ userType: 'Guest' }), seen(activity('ann', null)), p2],
  },
  unknown: {
    'not in the list': [ann(), seen(activity('bob', '2026-11-17T00:00:00Z')), p2],
    'never, and nobody knows since when': [ann({ createdAt: null }), seen(activity('ann', null)), p2],
  },
  'not-applicable': {
    'a disabled account': [ann({ accountEnabled: false }), seen(activity('ann', null)), p2],
    'an invited guest': [ann({ userType: 'Guest', creationType: 'Invitation' }), seen(activity('ann', null)), p2],
  },
})

import rule from '../../../rules/strong-authentication/entra-authenticator-context-hidden.ts'
import { methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { methodsPolicy } from '../settings-rows.ts'

const on = { state: 'enabled', include: 'all_users', exclude: null }
const managed = { ...on, state: 'default' }
const showing = (displayApplication: typeof on, displayLocation: typeof on, state = 'enabled') => [
  given(methodsPolicies, methodsPolicy({ authenticator: { state, isSoftwareOathEnabled: false, displayApplication, displayLocation } })),
]

testRule(rule, {
  pass: { 'both shown to everybody': showing(on, on) },
  fail: {
    'the place is hidden': { given: showing(on, { ...on, state: 'disabled' }), severity: 'medium', message: /does not see the place/ },
    'both left to Microsoft': {
      given: showing(managed, managed),
      severity: 'low',
      message: /the application is left to Microsoft, the place is left to Microsoft/,
      evidence: [{ value: 'default, left to Microsoft' }],
    },
    'shown to a group': { given: showing(on, { ...on, include: 'g-1' }), severity: 'low', message: /shown to some/ },
  },
  'not-applicable': { 'Authenticator is not used': showing(managed, managed, 'disabled') },
})

import rule from '../../../rules/strong-authentication/entra-temporary-access-pass-reusable.ts'
import { methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { methodsPolicy } from '../settings-rows.ts'

const passes = (isUsableOnce: boolean, maximumLifetimeInMinutes: number, state = 'enabled') => [
  given(methodsPolicies, methodsPolicy({ temporaryAccessPass: { state, isUsableOnce, maximumLifetimeInMinutes } })),
]

testRule(rule, {
  pass: { 'once, for a working day': passes(true, 480), 'longer where that is wanted': { given: passes(true, 1_440), parameters: { hours: 24 } } },
  fail: {
    'used again': { given: passes(false, 60), message: 'A Temporary Access Pass may be used again.', severity: 'low' },
    'lives for days': { given: passes(true, 4_320), message: 'A Temporary Access Pass may live 72 hours.' },
  },
  'not-applicable': { 'passes are not used': passes(false, 4_320, 'disabled') },
})

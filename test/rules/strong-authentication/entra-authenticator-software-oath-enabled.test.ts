import rule from '../../../rules/strong-authentication/entra-authenticator-software-oath-enabled.ts'
import { methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { methodsPolicy } from '../settings-rows.ts'

const authenticator = (isSoftwareOathEnabled: boolean, state = 'enabled') => [
  given(methodsPolicies, methodsPolicy({ authenticator: { ...methodsPolicy().authenticator, state, isSoftwareOathEnabled } })),
]

testRule(rule, {
  pass: { 'no codes': authenticator(false) },
  fail: { codes: { given: authenticator(true), severity: 'low' } },
  'not-applicable': { 'Authenticator is not used': authenticator(true, 'disabled') },
})

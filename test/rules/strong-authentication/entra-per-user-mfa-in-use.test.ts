import rule from '../../../rules/strong-authentication/entra-per-user-mfa-in-use.ts'
import { perUserMfaRequirements } from '../../../src/datasets/entra/privileged-users.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const state = (perUserMfaState: string) => [given(perUserMfaRequirements, { id: 'ann', scope, name: 'ann@contoso.example', perUserMfaState })]

testRule(rule, {
  pass: { disabled: state('disabled') },
  fail: {
    enforced: { given: state('enforced'), severity: 'medium', message: /^ann@contoso\.example is an administrator in MFA per user \(enforced\)\.$/ },
    enabled: { given: state('enabled') },
  },
  unknown: { 'a state that is not documented': { given: state('unknownFutureValue'), message: /unknownFutureValue/ } },
})

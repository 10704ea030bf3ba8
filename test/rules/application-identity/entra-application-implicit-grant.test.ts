import rule from '../../../rules/application-identity/entra-application-implicit-grant.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { registration } from '../application-rows.ts'

const grant = (accessTokens: boolean, idTokens: boolean) => given(entraApplications, registration('shop', { implicitGrant: { accessTokens, idTokens } }))

testRule(rule, {
  pass: { off: [grant(false, false)] },
  fail: {
    'access tokens': { given: [grant(true, true)], subjects: ['shop'], severity: 'medium', message: /access tokens/ },
    'ID tokens alone': { given: [grant(false, true)], severity: 'info', message: /open nothing by themselves/ },
  },
})

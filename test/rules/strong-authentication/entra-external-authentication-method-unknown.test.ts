import rule from '../../../rules/strong-authentication/entra-external-authentication-method-unknown.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { externalAuthenticationMethods } from '../../../src/datasets/entra/certificate-trust.ts'
import { given, testRule } from '../../rule-tester.ts'
import { externalMethod } from '../trust-rows.ts'

const found = (says: Parameters<typeof externalMethod>[0] = {}) => given(externalAuthenticationMethods, externalMethod(says))
const known = (value: string) => given(declared, { id: 'declared/1', name: value, kind: 'application', value, reason: 'Our second factor' })

testRule(rule, {
  pass: { declared: [found(), known('APP-ELSEWHERE')], 'switched off': [found({ state: 'disabled' })] },
  fail: {
    undeclared: { given: [found()], severity: 'high', message: /^What Elsewhere says counts as a second factor for everybody, and nobody declared it\.$/ },
    'undeclared, for some': { given: [found({ isForEverybody: false })], message: /second factor, and/ },
    'declared by its name, which anybody can choose': { given: [found(), known('Elsewhere')] },
    'without an application': { given: [found({ appId: null })], evidence: [{ label: 'Application', value: 'not told' }] },
  },
})

import rule from '../../../rules/application-identity/entra-application-secret.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { certificate, privileged, registration, secret } from '../application-rows.ts'

const shop = (...secrets: ReturnType<typeof secret>[]) =>
  given(entraApplications, registration('shop', { passwordCredentials: secrets, keyCredentials: [certificate('k')] }))

testRule(rule, {
  pass: { 'a secret that has ended': [shop(secret('old', { endAt: '2026-11-01T00:00:00Z' })), ...privileged('app-shop')] },
  fail: {
    'an ordinary application': {
      given: [shop(secret('s-1')), ...privileged('app-other')],
      subjects: ['shop/s-1'],
      severity: 'low',
      message: /^shop can sign in with a secret/,
    },
    'one that leads to the tenant': {
      given: [shop(secret('s-1')), ...privileged('app-shop')],
      severity: 'medium',
      message: /leads to the whole tenant/,
      evidence: [{ label: 'Leads to the tenant by', value: ['RoleManagement.ReadWrite.Directory'] }],
    },
    'each secret for itself, one without an id too': {
      given: [shop(secret('s-1'), secret('s-2', { keyId: null, endAt: null }))],
      subjects: ['shop/s-1', 'shop/secret 2'],
    },
  },
  'not-applicable': { 'a certificate alone': [shop()] },
})

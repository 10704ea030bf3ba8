import rule from '../../../rules/application-identity/entra-application-certificate-long-lived.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { certificate, registration, secret } from '../application-rows.ts'

const shop = (says: Parameters<typeof certificate>[1]) => given(entraApplications, registration('shop', { keyCredentials: [certificate('k-1', says)] }))
const tenYears = { startAt: '2024-01-01T00:00:00Z', endAt: '2034-01-01T00:00:00Z' }

testRule(rule, {
  pass: {
    'a year': [shop({})],
    'a leap year': [shop({ startAt: '2027-06-01T00:00:00Z', endAt: '2028-06-01T00:00:00Z' })],
    'ended long ago': [shop({ startAt: '2010-01-01T00:00:00Z', endAt: '2020-01-01T00:00:00Z' })],
  },
  fail: {
    'ten years': { given: [shop(tenYears)], subjects: ['shop/k-1'], severity: 'medium', message: /holds for 3653 days, where 366 are allowed/ },
    'longer than is allowed here': { given: [shop({})], parameters: { days: 180 } },
    'for ever': { given: [shop({ endAt: null })], message: /never ends/ },
  },
  'not-applicable': {
    'a secret': [given(entraApplications, registration('shop', { passwordCredentials: [secret('s', tenYears)] }))],
    'a key for encrypted tokens': [shop({ ...tenYears, usage: 'Encrypt' })],
  },
})

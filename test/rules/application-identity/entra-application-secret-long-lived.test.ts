import rule from '../../../rules/application-identity/entra-application-secret-long-lived.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { certificate, registration, secret } from '../application-rows.ts'

const shop = (says: Parameters<typeof secret>[1]) => given(entraApplications, registration('shop', { passwordCredentials: [secret('s-1', says)] }))
const twoYears = { startAt: '2026-01-01T00:00:00Z', endAt: '2028-01-01T00:00:00Z' }

testRule(rule, {
  pass: {
    'half a year': [shop({})],
    'as long as is allowed': { given: [shop(twoYears)], parameters: { days: 730 } },
    'a long one that has ended': [shop({ startAt: '2020-01-01T00:00:00Z', endAt: '2026-01-01T00:00:00Z' })],
  },
  fail: {
    'two years': { given: [shop(twoYears)], subjects: ['shop/s-1'], severity: 'medium', message: /holds for 730 days, where 180 are allowed/ },
    'for ever': { given: [shop({ endAt: null })], message: /never ends/ },
    'nobody knows since when, but long from now': { given: [shop({ ...twoYears, startAt: null })] },
  },
  'not-applicable': { 'a certificate': [given(entraApplications, registration('shop', { keyCredentials: [certificate('k', twoYears)] }))] },
})

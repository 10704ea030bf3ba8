import rule from '../../../rules/application-identity/entra-application-credential-expired.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { certificate, registration, secret } from '../application-rows.ts'

const shop = (secrets: ReturnType<typeof secret>[], keys: ReturnType<typeof certificate>[] = []) =>
  given(entraApplications, registration('shop', { passwordCredentials: secrets, keyCredentials: keys }))
const soon = secret('soon', { endAt: '2026-12-04T00:00:00Z' })

testRule(rule, {
  pass: {
    'lasts for months': [shop([secret('s')])],
    'ends soon, and a certificate follows': [shop([soon], [certificate('k')])],
    'ends soon, and one that never ends follows': { given: [shop([soon, secret('s', { endAt: null })])] },
    'soon enough for what is wanted here': { given: [shop([soon])], parameters: { days: 5 } },
  },
  fail: {
    'ended and still there': {
      given: [shop([secret('old', { endAt: '2026-11-14T00:00:00Z' }), secret('s')])],
      subjects: ['shop/old'],
      severity: 'low',
      message: /^A secret of shop ended 10 days ago/,
    },
    'the last one ends soon': { given: [shop([soon])], message: /ends in \d+ days?, and the application has none that lasts longer/ },
    'a certificate that ended': { given: [shop([], [certificate('k', { endAt: '2026-01-01T00:00:00Z' })])], message: /^A certificate/ },
  },
  'not-applicable': { 'never ends': [shop([secret('s', { endAt: null })])] },
})

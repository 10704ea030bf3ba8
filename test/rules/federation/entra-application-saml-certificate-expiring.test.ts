import rule from '../../../rules/federation/entra-application-saml-certificate-expiring.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { certificate } from '../application-rows.ts'

const [first, second] = ['A'.repeat(40), 'B'.repeat(40)]
const key = (thumbprint: string | undefined, endAt: string | null) => certificate(`k-${thumbprint}`, { usage: 'Sign', thumbprint: thumbprint ?? null, endAt })
const program = (keyCredentials: ReturnType<typeof certificate>[], preferredTokenSigningKeyThumbprint: string | null = null, says = {}) =>
  given(servicePrincipals, application('x', 'Payroll', { preferredSingleSignOnMode: 'saml', keyCredentials, preferredTokenSigningKeyThumbprint, ...says }))
const [soon, late] = ['2026-12-05T00:00:00Z', '2028-01-01T00:00:00Z']

testRule(rule, {
  pass: {
    'lasts for years': [program([key(first, late)])],
    'the active one lasts': [program([key(first, soon), key(second, late)], second?.toLowerCase())],
    'the choice was taken back, and one lasts': [program([key(first, soon), key(second, late)], 'unused')],
    'which is active cannot be told, and all last': [program([key(undefined, late), key(second, late)], first ?? null)],
    'nobody chose, and one lasts': [program([key(first, soon), key(second, late)])],
    'long enough for what is wanted here': { given: [program([key(first, soon)])], parameters: { days: 5 } },
  },
  fail: {
    'ends soon': { given: [program([key(first, soon)])], subjects: ['sp-x'], severity: 'medium', message: /ends in \d+ days\.$/ },
    'the active one ends soon, another is ready': { given: [program([key(first, soon), key(second, late)], first ?? null)] },
    'has ended': { given: [program([key(first, '2026-11-14T00:00:00Z')])], message: /ended 10 days ago/ },
  },
  unknown: {
    'nobody knows until when': [program([key(first, null)])],
    'which is active cannot be told, and one of them ends': [program([key(undefined, soon), key(second, late)], first ?? null)],
  },
  'not-applicable': {
    'no key that signs': [program([certificate('k')])],
    'not SAML': [program([key(first, soon)], null, { preferredSingleSignOnMode: 'oidc' })],
    'turned off': [program([key(first, soon)], null, { accountEnabled: false })],
  },
})

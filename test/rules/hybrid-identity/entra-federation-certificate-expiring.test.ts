import rule from '../../../rules/hybrid-identity/entra-federation-certificate-expiring.ts'
import { domainFederations } from '../../../src/datasets/entra/domains.ts'
import { given, testRule } from '../../rule-tester.ts'
import { federation } from '../settings-rows.ts'

const federated = (endAt: string | null, next?: string) => [
  given(
    domainFederations,
    federation('corp.contoso.com', {
      signingCertificate: { fingerprint: 'aa', endAt },
      nextSigningCertificate: next === undefined ? null : { fingerprint: 'bb', endAt: next },
    }),
  ),
]

testRule(rule, {
  pass: {
    'lasts for months': federated('2027-06-01T00:00:00Z'),
    'the next one is known': federated('2026-12-01T00:00:00Z', '2027-12-01T00:00:00Z'),
    'a week is enough': { given: federated('2026-12-10T00:00:00Z'), parameters: { days: 7 } },
  },
  fail: {
    'ends soon': { given: federated('2026-12-04T12:00:00Z'), message: /ends in 10 days, and none is known/, severity: 'medium' },
    'has ended': { given: federated('2026-11-01T00:00:00Z'), message: /has ended/ },
    'the next one ends as soon': federated('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z'),
  },
  unknown: {
    'no certificate': [given(domainFederations, federation('corp.contoso.com', { signingCertificate: null }))],
    'what is no certificate': federated(null),
  },
})

import rule from '../../../rules/federation/aws-saml-provider-certificate-expiring.ts'
import { samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { given, testRule } from '../../rule-tester.ts'
import { samlProviderRow } from '../aws-rows.ts'

// The tests' snapshot is of 2026-11-24.
const until = (...notAfter: readonly string[]) =>
  given(
    samlProviders,
    samlProviderRow('entra', { certificates: notAfter.map((date, at) => ({ sha256: `${at}`.repeat(64), sha1: `${at}`.repeat(40), notAfter: date })) }),
  )

testRule(rule, {
  pass: {
    'a year left': [until('2027-11-24T00:00:00Z')],
    'a day more than the limit': [until('2026-12-25T00:00:00Z')],
    'a new certificate beside one that has expired': [until('2026-01-01T00:00:00Z', '2029-01-01T00:00:00Z')],
    'fewer days under a shorter limit': { given: [until('2026-12-01T00:00:00Z')], parameters: { days: 5 } },
  },
  fail: {
    'as many days as the limit': {
      given: [until('2026-12-24T00:00:00Z')],
      severity: 'low',
      message: 'The last signing certificate of SAML provider entra is valid for 30 more days, where more than 30 are asked.',
      evidence: [{ label: 'SHA-256 of that certificate', value: '0'.repeat(64) }],
    },
    expired: { given: [until('2026-11-23T00:00:00Z')], message: /valid any more; IAM trusts them all the same/ },
    'two, both soon to expire': { given: [until('2026-12-01T00:00:00Z', '2026-12-10T00:00:00Z')], message: /16 more days/ },
    'a provider with a name like Identity Center’s': [
      given(
        samlProviders,
        samlProviderRow('AWSSSO_DO_NOT_DELETE', { certificates: [{ sha256: 'a'.repeat(64), sha1: 'a'.repeat(40), notAfter: '2020-01-01T00:00:00Z' }] }),
      ),
    ],
  },
  unknown: {
    'no certificate that could be read': { given: [until()], message: /no signing certificate that could be read/ },
    'an old one beside one that could not be read': {
      given: [
        given(
          samlProviders,
          samlProviderRow('entra', {
            certificates: [{ sha256: 'a'.repeat(64), sha1: 'a'.repeat(40), notAfter: '2020-01-01T00:00:00Z' }],
            unreadCertificates: 1,
          }),
        ),
      ],
      message: /not all could/,
    },
  },
  'not-applicable': {
    'the provider of Identity Center': [
      given(
        samlProviders,
        samlProviderRow('AWSSSO_0123456789abcdef_DO_NOT_DELETE', {
          entityId: 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/MTIz',
          certificates: [{ sha256: 'a'.repeat(64), sha1: 'a'.repeat(40), notAfter: '2020-01-01T00:00:00Z' }],
        }),
      ),
    ],
  },
})

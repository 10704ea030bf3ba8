import rule from '../../../rules/federation/entra-saml-signing-key-unknown.ts'
import type { Scope } from '../../../src/dataset.ts'
import { samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { awsApplications, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { samlProviderRow } from '../aws-rows.ts'
import { awsApplication } from '../entra-rows.ts'

// The tests' time is 2026-11-24.
const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001'
const UNREAD: Scope = { id: 'entra-tenant/unidentified', kind: 'entra-tenant', name: 'contoso.com (unidentified)' }
const certificate = (digit: string) => ({ sha256: digit.repeat(64), sha1: digit.repeat(40), notAfter: '2029-01-01T00:00:00Z' })
const provider = (digits: readonly string[], more: Parameters<typeof samlProviderRow>[1] = {}) =>
  given(samlProviders, samlProviderRow('WAAD', { entityId: `https://sts.windows.net/${TENANT}/`, certificates: digits.map(certificate), ...more }))
const key = (thumbprint: string | null, endAt = '2028-01-01T00:00:00Z', digest?: string, usage = 'Sign') => ({
  keyId: 'k',
  name: null,
  startAt: null,
  endAt,
  type: 'X509CertAndPassword',
  usage,
  thumbprint,
  ...(digest === undefined ? {} : { digest }),
})
type Key = ReturnType<typeof key>
const forAws = (...keyCredentials: readonly Key[]) => application('app-aws', 'AWS accounts', { id: 'sp-aws', keyCredentials: [...keyCredentials] })
const payroll = (...keyCredentials: readonly Key[]) => application('app-payroll', 'Payroll', { id: 'sp-payroll', keyCredentials: [...keyCredentials] })
const programs = (...rows: readonly ReturnType<typeof application>[]) => [
  given(awsApplications, awsApplication({ federatesTo: 'iam-saml' })),
  given(servicePrincipals, ...rows),
]
const A = 'A'.repeat(40)
const B = 'B'.repeat(40)

testRule(
  rule,
  {
    pass: {
      'the key of the application for AWS': [provider(['a']), ...programs(forAws(key(A)), payroll(key(B)))],
      'by its SHA-256': [provider(['a']), ...programs(forAws(key(null, undefined, 'A'.repeat(64))))],
      'the current one and the next': [provider(['a', 'b']), ...programs(forAws(key(A), key(B)))],
    },
    fail: {
      'of no application': {
        given: [provider(['a', 'c']), ...programs(forAws(key(A)))],
        subjects: ['arn:aws:iam::111111111111:saml-provider/WAAD'],
        severity: 'high',
        message: /trusts a certificate with which no application of Entra tenant/,
        evidence: [
          { label: `Certificate ${'a'.repeat(64)}`, value: ['of AWS accounts'] },
          { label: `Certificate ${'c'.repeat(64)}`, value: 'of no application' },
        ],
      },
      'one that proves who the application is, and signs nothing': [provider(['a']), ...programs(forAws(key(A, undefined, undefined, 'Verify')))],
      'of another application': {
        given: [provider(['b']), ...programs(forAws(key(A)), payroll(key(B)))],
        severity: 'high',
        message: /trusts the signing key of Payroll, which is no application for AWS\.$/,
      },
      'of the application, and over': { given: [provider(['a']), ...programs(forAws(key(A, '2026-01-01T00:00:00Z')))], severity: 'low' },
    },
    unknown: {
      'an application with a key that has no thumbprint': {
        given: [provider(['c']), ...programs(forAws(key(A)), payroll(key(null)))],
        message: /but Payroll has a signing key without a thumbprint\.$/,
      },
      'a certificate that could not be read': [provider(['a'], { unreadCertificates: 1 }), ...programs(forAws(key(A)))],
      'no certificate that could be read': [provider([]), ...programs(forAws(key(A)))],
      'a tenant that could not be identified': {
        given: [given(samlProviders, samlProviderRow('Other', { entityId: 'https://sts.windows.net/bbbbbbbb-0000-4000-8000-000000000002/' }))],
        scopes: [UNREAD],
        gaps: [{ dataset: servicePrincipals.name, scope: UNREAD.id, reason: 'denied', detail: 'access denied' }],
      },
    },
    'not-applicable': {
      'another tenant': [provider(['a'], { entityId: 'https://sts.windows.net/bbbbbbbb-0000-4000-8000-000000000002/' }), ...programs(forAws(key(A)))],
      'another identity provider': [provider(['a'], { entityId: 'https://idp.example.com/saml' })],
      'one without an issuer': [provider(['a'], { entityId: undefined })],
    },
  },
  { answersWithout: [servicePrincipals, awsApplications] },
)

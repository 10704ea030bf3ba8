import rule from '../../../rules/federation/aws-saml-provider-unknown-issuer.ts'
import type { Scope } from '../../../src/dataset.ts'
import { samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { accountRow, samlProviderRow } from '../aws-rows.ts'

const tenant = defaultScopes['entra-tenant']
const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001'
const OTHER = 'bbbbbbbb-0000-4000-8000-000000000002'
const unidentified: Scope = { id: 'entra-tenant/unidentified', kind: 'entra-tenant', name: 'contoso.com (unidentified)' }
const trusts = (entityId: string | undefined, name = 'entra') => given(samlProviders, samlProviderRow(name, { entityId }))
/** Of account 999999999999. */
const ELSEWHERE = 'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/OTk5OTk5OTk5OTk5X2lucy0wMTIzNDU2Nzg5YWJjZGVm'
const IDENTITY_CENTER = 'AWSSSO_0123456789abcdef_DO_NOT_DELETE'

const certificate = (digit: string) => ({ sha256: digit.repeat(64), sha1: digit.repeat(40), notAfter: '2029-01-01T00:00:00Z' })
const ours = (...digits: readonly string[]) =>
  given(samlProviders, samlProviderRow('entra', { entityId: `https://sts.windows.net/${TENANT}/`, certificates: digits.map(certificate) }))
const withUnread = (...digits: readonly string[]) =>
  given(
    samlProviders,
    samlProviderRow('entra', { entityId: `https://sts.windows.net/${TENANT}/`, certificates: digits.map(certificate), unreadCertificates: 1 }),
  )
const signsWith = (thumbprint: string | null, usage = 'Sign') =>
  given(servicePrincipals, {
    id: 'sp-aws',
    name: 'aws',
    appId: 'app-aws',
    accountEnabled: true,
    servicePrincipalType: 'Application',
    appOwnerOrganizationId: TENANT,
    appRoleAssignmentRequired: true,
    preferredSingleSignOnMode: 'saml',
    preferredTokenSigningKeyThumbprint: null,
    verifiedPublisherId: null,
    passwordCredentials: [],
    keyCredentials: [{ keyId: 'k', name: null, startAt: null, endAt: null, type: 'X509CertAndPassword', usage, thumbprint }],
  })

testRule(
  rule,
  {
    pass: {
      'a certificate with which an application of the tenant signs': { given: [ours('a'), signsWith('A'.repeat(40))], scopes: [tenant] },
      'a scanned tenant': { given: [trusts(`https://sts.windows.net/${TENANT}/`)], scopes: [tenant] },
      'a scanned tenant, spelled otherwise': { given: [trusts(`HTTPS://STS.windows.net/${TENANT.toUpperCase()}`)], scopes: [tenant] },
      'a declared tenant': [trusts(`https://sts.windows.net/${OTHER}/`), given(declared, declaration('tenant', OTHER))],
      'a declared issuer': [trusts('https://idp.example.com/saml/'), given(declared, declaration('issuer', 'https://IDP.example.com/saml'))],
      'the provider of Identity Center': [trusts('https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/MTIz', IDENTITY_CENTER)],
      'the provider of the Identity Center of an account of the organization': [
        trusts(ELSEWHERE, IDENTITY_CENTER),
        given(organizationAccounts, accountRow('999999999999')),
      ],
      'that of the management account, as a member tells it': [
        trusts(ELSEWHERE, IDENTITY_CENTER),
        given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId: '999999999999', featureSet: 'ALL' }),
      ],
      'that of an account that is declared': [trusts(ELSEWHERE, IDENTITY_CENTER), given(declared, declaration('account', '999999999999', 'own'))],
    },
    fail: {
      'a stranger’s certificate under the name of our tenant': {
        given: [ours('a', 'b'), signsWith('A'.repeat(40))],
        scopes: [tenant],
        severity: 'high',
        message: 'trusts a certificate with which no application of that tenant signs',
        evidence: [{ label: 'SHA-256 of these certificates', value: ['b'.repeat(64)] }],
      },
      'a certificate by which an application of the tenant only proves itself': { given: [ours('a'), signsWith('A'.repeat(40), 'Verify')], scopes: [tenant] },
      'another tenant': {
        given: [trusts(`https://sts.windows.net/${OTHER}/`)],
        scopes: [tenant],
        severity: 'high',
        message: `SAML provider entra trusts Entra tenant ${OTHER}, which is neither scanned nor declared. It would hold if that tenant were scanned or declared.`,
        evidence: [{ label: 'Issuer', value: `https://sts.windows.net/${OTHER}/` }],
      },
      'another issuer': {
        given: [trusts('https://idp.example.com/saml')],
        scopes: [tenant, unidentified],
        message: 'It would hold if that issuer were declared.',
      },
      'an issuer that ends like a scanned tenant': { given: [trusts(`https://evil.example/sts.windows.net/${TENANT}/`)], scopes: [tenant] },
      'the tenant declared as something else': [trusts(`https://sts.windows.net/${OTHER}/`), given(declared, declaration('application', OTHER))],
      'a stranger behind the name of Identity Center’s provider': { given: [trusts(`https://sts.windows.net/${OTHER}/`, IDENTITY_CENTER)], scopes: [tenant] },
      'a customer’s host under AWS’s domain, behind the name of Identity Center’s provider': [
        trusts('https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/saml/assertion/MTIz', IDENTITY_CENTER),
      ],
      'a name like Identity Center’s': [trusts('https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/MTIz', 'AWSSSO_mine_DO_NOT_DELETE')],
    },
    unknown: {
      'beside ours a certificate that could not be read': {
        given: [withUnread('a'), signsWith('A'.repeat(40))],
        scopes: [tenant],
        message: /whose a certificate of it is could not be read/,
      },
      'no certificate that could be read': { given: [withUnread()], scopes: [tenant], message: /could not be read/ },
      'a certificate that may be one without a thumbprint': {
        given: [ours('a'), signsWith(null)],
        scopes: [tenant],
        message: /aws has a signing key without a thumbprint/,
      },
      'our tenant, whose applications could not be read': {
        given: [ours('a')],
        scopes: [tenant],
        gaps: [{ dataset: 'service-principals', scope: tenant.id, reason: 'denied', detail: 'denied' }],
        message: /could not be compared/,
      },
      'the Identity Center of an account that nobody knows': {
        given: [trusts(ELSEWHERE, IDENTITY_CENTER), given(organizationAccounts, accountRow('111111111111'))],
        message: /that of account 999999999999, which is not known\.$/,
      },
      'a tenant that may be one which could not be identified': {
        given: [trusts(`https://sts.windows.net/${OTHER}/`)],
        scopes: [unidentified],
        message: /may be that one/,
      },
      'metadata without an issuer': { given: [trusts(undefined)], message: /names no issuer/ },
    },
  },
  { answersWithout: [organizationAccounts, organizationMemberships, servicePrincipals] },
)

import { testCertificate } from '../tls/test-certificate.ts'
import { defaultMethods } from './defaults.ts'
import type { TenantFixture } from './tenant-fixture.ts'

const everybody = [{ id: 'all_users', targetType: 'group' }] as const
const certificate = testCertificate.cert.replaceAll(/-----[A-Z ]+-----|\s/g, '')

/** A tenant where certificates of two stores sign in, and another provider's word is a second factor. */
export const exampleTrust: Pick<TenantFixture, 'authenticationMethods' | 'trust'> = {
  authenticationMethods: [
    ...defaultMethods.map(method =>
      method.id === 'X509Certificate'
        ? {
            ...method,
            state: 'enabled' as const,
            certificateUserBindings: [
              { x509CertificateField: 'SubjectKeyIdentifier', userProperty: 'certificateUserIds', priority: 1, trustAffinityLevel: 'high' as const },
            ],
            authenticationModeConfiguration: {
              x509CertificateAuthenticationDefaultMode: 'x509CertificateMultiFactor' as const,
              x509CertificateDefaultRequiredAffinityLevel: 'high' as const,
              rules: [
                {
                  x509CertificateRuleType: 'issuerSubject' as const,
                  identifier: 'CN=Example',
                  x509CertificateAuthenticationMode: 'x509CertificateSingleFactor' as const,
                  x509CertificateRequiredAffinityLevel: 'low' as const,
                },
              ],
            },
            crlValidationConfiguration: { state: 'enabled' as const, exemptedCertificateAuthoritiesSubjectKeyIdentifiers: ['C0FFEE'] },
          }
        : method,
    ),
    {
      '@odata.type': '#microsoft.graph.externalAuthenticationMethodConfiguration',
      id: '8c7d3a10-2222-4333-8444-555555555555',
      displayName: 'Elsewhere MFA',
      state: 'enabled',
      appId: 'app-elsewhere',
      openIdConnectSetting: { clientId: 'client-1', discoveryUrl: 'https://mfa.example/.well-known/openid-configuration' },
      includeTargets: [...everybody],
      excludeTargets: [],
    },
  ],
  trust: {
    publicKeyInfrastructures: [
      {
        id: 'a1b2c3d4-2222-4333-8444-555555555555',
        displayName: 'Example PKI',
        authorities: [
          {
            id: 'ca-root',
            displayName: 'Example Root',
            certificateAuthorityType: 'root',
            issuer: 'Example Root',
            issuerSubjectKeyIdentifier: 'C0FFEE',
            thumbprint: 'AB:CD:EF',
            expirationDateTime: '2036-01-01T00:00:00Z',
            certificateRevocationListUrl: 'http://crl.example/root.crl',
          },
          {
            id: 'ca-issuing',
            displayName: 'Example Issuing',
            certificateAuthorityType: 'intermediate',
            issuer: 'Example Root',
            issuerSubjectKeyIdentifier: 'BEEF',
            thumbprint: '012345',
            expirationDateTime: '2031-01-01T00:00:00Z',
          },
        ],
      },
    ],
    classicAuthorities: [{ certificate, isRootAuthority: true, issuer: 'CN=localhost', issuerSki: 'DECAF', certificateRevocationListUrl: null }],
    invitationPolicies: [
      '{"B2BManagementPolicy":{"InvitationsAllowedAndBlockedDomainsPolicy":{"AllowedDomains":["fabrikam.example"],"BlockedDomains":[]},"AutoRedeemPolicy":{"AdminConsentedForUsersIntoTenantIds":[]}}}',
    ],
    actionExclusions: { accountrecovery: 'enabled', other: 'enabledForReportingButNotEnforced' },
  },
}

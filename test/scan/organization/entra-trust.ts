import { trustsNobody } from '../../clouds/entra/certificate-trust.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { tenants } from './tenants.ts'

/** What the operator declared: an authority by its thumbprint, and the application of a provider whose word is a second factor. */
export const knownAuthority = '5b1e9e9c0ffee0000000000000000000000000aa'
export const knownProvider = 'app-second-factor'

const highAffinity: Partial<TenantFixture['authenticationMethods'][number]> = {
  certificateUserBindings: [{ x509CertificateField: 'PrincipalName', userProperty: 'userPrincipalName', priority: 1, trustAffinityLevel: 'low' }],
  authenticationModeConfiguration: {
    x509CertificateAuthenticationDefaultMode: 'x509CertificateMultiFactor',
    x509CertificateDefaultRequiredAffinityLevel: 'high',
    rules: [],
  },
}

/** Certificates sign in, in this way. */
const withCertificates = (
  methods: TenantFixture['authenticationMethods'],
  more: Partial<TenantFixture['authenticationMethods'][number]> = {},
): TenantFixture['authenticationMethods'] => methods.map(method => (method.id === 'X509Certificate' ? { ...method, state: 'enabled', ...more } : method))

const provider = (name: string, appId: string): TenantFixture['authenticationMethods'][number] => ({
  '@odata.type': '#microsoft.graph.externalAuthenticationMethodConfiguration',
  id: appId === knownProvider ? 'aaaaaaaa-1111-4222-8333-444444444441' : 'aaaaaaaa-1111-4222-8333-444444444442',
  displayName: name,
  state: 'enabled',
  appId,
  openIdConnectSetting: { clientId: appId, discoveryUrl: 'https://mfa.example/.well-known/openid-configuration' },
  includeTargets: [{ id: 'all_users', targetType: 'group' }],
  excludeTargets: [],
})

const infrastructure = (displayName: string, thumbprint: string, certificateRevocationListUrl: string | null): TenantFixture['trust'] => ({
  ...trustsNobody,
  publicKeyInfrastructures: [
    {
      id: 'bbbbbbbb-1111-4222-8333-444444444444',
      displayName,
      authorities: [
        {
          id: `authority of ${displayName}`,
          displayName,
          certificateAuthorityType: 'root',
          issuer: displayName,
          issuerSubjectKeyIdentifier: 'C0FFEE',
          thumbprint: thumbprint.toUpperCase(),
          certificateRevocationListUrl,
        },
      ],
    },
  ],
})

/** Whom a tenant trusts from outside: one with faults, one without, and one that lets certificates of anybody's authority in. */
export const withTrust = (tenant: TenantFixture): TenantFixture => {
  if (tenant.id === tenants.faulty)
    return { ...tenant, authenticationMethods: [...tenant.authenticationMethods, provider('Somebody’s MFA', 'app-nobody-knows')] }
  if (tenant.id === tenants.sound)
    return {
      ...tenant,
      authenticationMethods: [...withCertificates(tenant.authenticationMethods, highAffinity), provider('Our MFA', knownProvider)],
      trust: {
        ...infrastructure('Fabrikam Root', knownAuthority, 'http://crl.fabrikam.example/root.crl'),
        invitationPolicies: [
          '{"B2BManagementPolicy":{"InvitationsAllowedAndBlockedDomainsPolicy":{"AllowedDomains":["contoso.example"],"BlockedDomains":[]}}}',
        ],
      },
    }
  return {
    ...tenant,
    authenticationMethods: withCertificates(tenant.authenticationMethods),
    trust: infrastructure('Tailspin Test Root', 'ffff000000000000000000000000000000000000', null),
  }
}

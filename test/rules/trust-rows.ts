import type { CertificateAuthority, CertificateSignInSettings, ExternalAuthenticationMethod } from '../../src/datasets/entra/certificate-trust.ts'
import type { EntraOrganization } from '../../src/datasets/entra/tenant.ts'
import { scope } from '../analysis/conditional-access/tenant.ts'

export const thumbprint = 'c6fa4e9cf2'

/** A root authority with a list of revoked certificates. */
export const authority = (says: Partial<CertificateAuthority> = {}): CertificateAuthority => ({
  id: 'ca-1',
  scope,
  name: 'Contoso Root',
  store: 'Contoso PKI',
  isRoot: true,
  thumbprint,
  keyId: 'c0e9711a',
  issuer: 'Contoso Root',
  hasRevocationList: true,
  expiresAt: '2036-01-01T00:00:00Z',
  ...says,
})

/** Certificates that sign in by what no other has. */
export const certificateSettings = (says: Partial<CertificateSignInSettings> = {}): CertificateSignInSettings => ({
  id: 'X509Certificate',
  scope,
  name: 'Sign-in with certificates',
  state: 'enabled',
  bindings: [{ field: 'PrincipalName', userProperty: 'userPrincipalName', affinity: 'low' }],
  defaultMode: 'x509CertificateMultiFactor',
  requiredAffinity: 'high',
  rules: [],
  isRevocationListRequired: false,
  exemptAuthorities: [],
  ...says,
})

/** Another provider, for everybody. */
export const externalMethod = (says: Partial<ExternalAuthenticationMethod> = {}): ExternalAuthenticationMethod => ({
  id: 'external-1',
  scope,
  name: 'Elsewhere',
  state: 'enabled',
  appId: 'app-elsewhere',
  discoveryUrl: 'https://mfa.example/.well-known/openid-configuration',
  isForEverybody: true,
  ...says,
})

/** The tenant itself. */
export const organization = (says: Partial<EntraOrganization> = {}): EntraOrganization => ({
  id: 'aaaaaaaa-0000-4000-8000-000000000001',
  scope,
  name: 'Contoso',
  tenantType: 'AAD',
  verifiedDomains: [],
  onPremisesSyncEnabled: null,
  onPremisesLastSyncAt: null,
  ...says,
})

import { example } from '../../clouds/entra/example-tenant.ts'
import { tenant } from '../../clouds/entra/tenant.ts'

const people = Array.from({ length: 23 }, (_, n) => ({
  id: `u-owner-${n}`,
  displayName: `Owner ${n}`,
  userPrincipalName: `owner${n}@contoso.onmicrosoft.com`,
}))
const ids = people.map(({ id }) => id)

/** The example with one registration and one service principal of more owners than a list shows, and registrations of every kind. */
export const crowded = tenant({
  ...example,
  id: '66666666-2222-4333-8444-555555555555',
  users: [...example.users, ...people],
  applications: [
    { id: 'a-crowded', appId: 'app-crowded', displayName: 'Owned by many', owners: ids },
    {
      id: 'a-shop',
      appId: 'app-shop',
      displayName: 'Shop',
      signInAudience: 'AzureADMultipleOrgs',
      createdDateTime: '2024-01-01T00:00:00Z',
      owners: ['u-bob', 'sp-other'],
      passwordCredentials: [
        {
          keyId: 'p-1',
          displayName: 'nightly',
          hint: 'abc',
          secretText: null,
          startDateTime: '2026-01-01T00:00:00Z',
          endDateTime: '2028-01-01T00:00:00Z',
          customKeyIdentifier: null,
        },
      ],
      keyCredentials: [
        {
          keyId: 'k-9',
          displayName: 'CN=shop',
          key: 'MIIC',
          type: 'AsymmetricX509Cert',
          usage: 'Verify',
          startDateTime: '2026-01-01T00:00:00Z',
          endDateTime: '2027-01-01T00:00:00Z',
          customKeyIdentifier: '2iD8ppbE+D6Kmu1ZvjM2jtQh88E=',
        },
      ],
      web: { redirectUris: ['https://shop.example/in'], implicitGrantSettings: { enableAccessTokenIssuance: true, enableIdTokenIssuance: false } },
      spa: { redirectUris: ['https://shop.example/spa'] },
      publicClient: { redirectUris: ['http://localhost'] },
      isFallbackPublicClient: true,
      servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
      api: { acceptMappedClaims: true, requestedAccessTokenVersion: 2 },
      verifiedPublisher: { displayName: 'Contoso', verifiedPublisherId: '123456' },
      authenticationBehaviors: { removeUnverifiedEmailClaim: false, blockAzureADGraphAccess: true },
    },
    { id: 'a-plain', appId: 'app-plain', displayName: null },
  ],
  servicePrincipals: [
    ...example.servicePrincipals,
    {
      id: 'sp-signing',
      appId: 'app-signing',
      displayName: 'Signing',
      owners: ids,
      preferredSingleSignOnMode: 'saml',
      preferredTokenSigningKeyThumbprint: 'DA20FCA696C4F83E8A9AED59BE33368ED421F3C1',
      keyCredentials: [
        {
          keyId: 'k-1',
          usage: 'Sign',
          type: 'X509CertAndPassword',
          customKeyIdentifier: 'DA20FCA696C4F83E8A9AED59BE33368ED421F3C1',
          endDateTime: '2027-01-01T00:00:00Z',
        },
      ],
      passwordCredentials: [{ keyId: 'k-1', customKeyIdentifier: 'bWFkZSB1cA==', endDateTime: '2027-01-01T00:00:00Z' }],
    },
  ],
})

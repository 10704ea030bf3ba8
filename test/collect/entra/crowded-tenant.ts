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
  appManagementPolicy: {
    ...example.appManagementPolicy,
    isEnabled: true,
    applicationRestrictions: {
      passwordCredentials: [
        { restrictionType: 'passwordAddition', state: 'enabled', maxLifetime: null, restrictForAppsCreatedAfterDateTime: '0001-01-01T00:00:00Z' },
        { restrictionType: 'passwordLifetime', state: 'disabled', maxLifetime: 'P90D', restrictForAppsCreatedAfterDateTime: '2024-01-01T00:00:00Z' },
      ],
      keyCredentials: [{ restrictionType: 'asymmetricKeyLifetime', state: 'enabled', maxLifetime: 'P365D' }],
    },
    servicePrincipalRestrictions: null,
  },
  tokenLifetimePolicies: [
    {
      id: 'tl-1',
      displayName: 'Long',
      definition: ['{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"23:59:59"}}'],
      isOrganizationDefault: true,
    },
  ],
  claimsMappingPolicies: [
    {
      id: 'cm-1',
      displayName: 'Roles',
      definition: [
        JSON.stringify({
          ClaimsMappingPolicy: {
            Version: 1,
            ClaimsSchema: [
              { Value: 'arn:aws:iam::1:role/A,arn:aws:iam::1:saml-provider/B', SamlClaimType: 'https://aws.amazon.com/SAML/Attributes/Role' },
              { Source: 'user', ID: 'userprincipalname', SamlClaimType: 'https://aws.amazon.com/SAML/Attributes/RoleSessionName' },
              { Source: 'transformation', ID: 'TOS', TransformationId: 'Make', JwtClaimType: 'tos' },
            ],
            ClaimsTransformation: [{ ID: 'Make', TransformationMethod: 'CreateStringClaim', InputParameters: [{ ID: 'value', Value: 'sandbox' }] }],
          },
        }),
      ],
      appliesTo: ['sp-aws'],
    },
  ],
  claimsPolicies: {
    'sp-aws': {
      id: 'cp-1',
      claims: [
        {
          name: 'Role',
          namespace: 'https://aws.amazon.com/SAML/Attributes',
          configurations: [
            { condition: { userType: 'any', memberOf: [] }, attribute: { '@odata.type': '#microsoft.graph.valueBasedAttribute', value: 'fixed' } },
            { condition: { userType: 'any', memberOf: ['g-outer'] }, attribute: { '@odata.type': '#microsoft.graph.valueBasedAttribute', value: 'for some' } },
          ],
        },
        {
          '@odata.type': '#microsoft.graph.samlNameIdClaim',
          nameIdFormat: 'persistent',
          configurations: [{ condition: null, attribute: { '@odata.type': '#microsoft.graph.valueBasedAttribute', value: 'admin' } }],
        },
        {
          name: 'RoleSessionName',
          namespace: null,
          configurations: [{ condition: null, attribute: { '@odata.type': '#microsoft.graph.sourcedAttribute', id: 'userprincipalname', source: 'user' } }],
        },
      ],
    },
  },
  applicationActivities: [
    { appId: 'app-shop', lastSignInDateTime: '2026-11-20T00:00:00Z' },
    { appId: 'app-plain', lastSignInDateTime: null },
  ],
  recommendations: [
    {
      id: 'r-adal',
      recommendationType: 'adalToMsalMigration',
      displayName: 'Migrate to MSAL',
      status: 'active',
      lastCheckedDateTime: '2026-11-23T00:00:00Z',
      impactedResources: [
        { id: 'ir-1', displayName: 'Shop', status: 'active' },
        { id: 'ir-2', displayName: 'Done', status: 'completedBySystem' },
        { id: 'ir-3', displayName: 'Dismissed', status: 'dismissed' },
      ],
    },
    {
      id: 'r-mfa',
      recommendationType: 'tenantMFA',
      displayName: 'Use MFA',
      status: 'active',
      lastCheckedDateTime: '2026-11-23T00:00:00Z',
      impactedResources: [],
    },
  ],
  signIns: [
    ...example.signIns,
    ...(['interactiveUser', 'nonInteractiveUser'] as const).map(kind => ({
      id: `s-ropc-${kind}`,
      createdDateTime: kind === 'interactiveUser' ? '2026-11-20T08:00:00Z' : '2026-11-21T08:00:00Z',
      userId: 'u-bob',
      userPrincipalName: 'bob@contoso.onmicrosoft.com',
      appId: 'app-shop',
      appDisplayName: 'Shop',
      clientAppUsed: 'Mobile Apps and Desktop clients',
      status: { errorCode: 0 },
      authenticationProtocol: 'ropc' as const,
      signInEventTypes: [kind],
    })),
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
      passwordCredentials: [
        { keyId: 'k-1', customKeyIdentifier: 'bWFkZSB1cA==', endDateTime: '2027-01-01T00:00:00Z' },
        { keyId: 'k-2', customKeyIdentifier: 'lY85bR8r6yWTW6jnciNEONwlVhDyiQjdVLgPDnkI5mA=', endDateTime: '2027-01-01T00:00:00Z' },
      ],
    },
  ],
})

import { defaultAppManagement } from '../../clouds/entra/application-facts.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { daysAgo } from './accounts.ts'
import { domains, idOf } from './entra-people.ts'
import { tenants } from './tenants.ts'

type Facts = Pick<
  TenantFixture,
  | 'applications'
  | 'servicePrincipals'
  | 'appManagementPolicy'
  | 'tokenLifetimePolicies'
  | 'claimsPolicies'
  | 'applicationActivities'
  | 'recommendations'
  | 'signIns'
>
type Application = Facts['applications'][number]
type Program = Facts['servicePrincipals'][number]

const daysAhead = (days: number): string => daysAgo(-days)
const held = (keyId: string, age: number, left: number) => ({ keyId, displayName: keyId, startDateTime: daysAgo(age), endDateTime: daysAhead(left) })
const certificate = (keyId: string, age: number, left: number) => ({ ...held(keyId, age, left), type: 'AsymmetricX509Cert', usage: 'Verify' })

/** What SAML is signed with: the key, its public half, and the password that opens it. */
const signing = (thumbprint: string, left: number) => ({
  preferredSingleSignOnMode: 'saml',
  keyCredentials: ['Sign', 'Verify'].map(usage => ({
    ...held(`${thumbprint}-${usage}`, 900, left),
    usage,
    type: usage === 'Sign' ? 'X509CertAndPassword' : 'AsymmetricX509Cert',
    customKeyIdentifier: thumbprint.repeat(40),
  })),
  passwordCredentials: [{ ...held(`${thumbprint}-Sign`, 900, left), customKeyIdentifier: thumbprint.repeat(40) }],
})

const microsoft = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'
const vendor = '99999999-0000-4000-8000-000000000009'

const program = (name: string, more: Partial<Program> = {}): Program => ({
  id: `sp-${name}`,
  appId: `app-${name}`,
  displayName: name,
  servicePrincipalType: 'Application',
  accountEnabled: true,
  ...more,
})

const registration = (name: string, more: Partial<Application> = {}): Application => ({
  id: `registration-${name}`,
  appId: `app-${name}`,
  displayName: name,
  signInAudience: 'AzureADMyOrg',
  createdDateTime: '2024-01-01T00:00:00Z',
  ...more,
})

/** Microsoft Graph, with who holds which of its application permissions. */
const graph = (...holders: readonly (readonly [permission: string, ...names: string[]])[]): Program =>
  program('Microsoft Graph', {
    id: 'sp-graph',
    appId: '00000003-0000-0000-c000-000000000000',
    appOwnerOrganizationId: microsoft,
    appRoles: holders.map(([value]) => ({ id: `role-${value}`, value, displayName: value })),
    appRoleAssignedTo: holders.flatMap(([value, ...names]) =>
      names.map(name => ({
        id: `assigned-${name}-${value}`,
        principalId: `sp-${name}`,
        principalType: 'ServicePrincipal',
        principalDisplayName: name,
        resourceId: 'sp-graph',
        appRoleId: `role-${value}`,
      })),
    ),
  })

const restrictions = {
  passwordCredentials: [
    { restrictionType: 'passwordAddition' as const, state: 'enabled' as const, maxLifetime: null, restrictForAppsCreatedAfterDateTime: null },
  ],
  keyCredentials: [
    { restrictionType: 'asymmetricKeyLifetime' as const, state: 'enabled' as const, maxLifetime: 'P365D', restrictForAppsCreatedAfterDateTime: null },
  ],
}

const recommended = (status: 'active' | 'completedBySystem'): Facts['recommendations'] => [
  {
    id: 'adal',
    recommendationType: 'adalToMsalMigration',
    displayName: 'Migrate from ADAL to MSAL',
    status,
    lastCheckedDateTime: daysAgo(1),
    impactedResources: [{ id: 'adal-importer', displayName: 'importer', status }],
  },
]

const lifetime = (accessToken: string): Facts['tokenLifetimePolicies'] => [
  {
    id: 'lifetime',
    displayName: `Tokens for ${accessToken}`,
    definition: [`{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"${accessToken}"}}`],
    isOrganizationDefault: true,
  },
]

const locked = { isEnabled: true, allProperties: true }

/** Applications with a fault of each kind, each beside one without it. `robot` and `keeper` lead to the whole tenant; nobody keeps the robot. */
export const programs: { readonly faulty: Facts; readonly sound: Facts } = {
  faulty: {
    applications: [
      registration('robot', { passwordCredentials: [held('two-years', 100, 630)] }),
      registration('keeper', { keyCredentials: [certificate('a-year', 100, 265)], owners: ['ada', 'carla'].map(name => idOf('faulty', name)) }),
      registration('web', {
        passwordCredentials: [held('ended', 200, -20), held('short', 10, 100)],
        keyCredentials: [certificate('ten-years', 100, 3_550)],
        owners: [idOf('faulty', 'guest-admin'), idOf('faulty', 'ada')],
        signInAudience: 'AzureADMultipleOrgs',
        web: { redirectUris: ['https://*.contoso.example/in'], implicitGrantSettings: { enableAccessTokenIssuance: true, enableIdTokenIssuance: true } },
        authenticationBehaviors: { removeUnverifiedEmailClaim: false },
      }),
      registration('tenants', { signInAudience: 'AzureADMultipleOrgs', servicePrincipalLockConfiguration: locked }),
      registration('local', { web: { redirectUris: ['https://contoso.example/in', 'http://localhost:3000/in'] } }),
    ],
    servicePrincipals: [
      graph(['RoleManagement.ReadWrite.Directory', 'robot', 'keeper'], ['User.Read.All', 'vendor', 'verified']),
      program('robot', { appOwnerOrganizationId: tenants.faulty }),
      program('keeper', { appOwnerOrganizationId: tenants.faulty }),
      program('vendor', { appOwnerOrganizationId: vendor }),
      program('verified', { appOwnerOrganizationId: vendor, verifiedPublisher: { displayName: 'Vendor', verifiedPublisherId: '12345' } }),
      program('exchange', {
        appId: '00000002-0000-0ff1-ce00-000000000000',
        appOwnerOrganizationId: microsoft,
        keyCredentials: [certificate('hybrid', 100, 600)],
      }),
      program('portal of Microsoft', { id: 'sp-portal', appOwnerOrganizationId: microsoft, passwordCredentials: [held('added', 10, 700)] }),
      program('hidden', { passwordCredentials: [held('unseen', 10, 100)] }),
      program('payroll', signing('A', 12)),
      program('travel', signing('B', 400)),
      program('old-portal', { preferredSingleSignOnMode: 'password' }),
    ],
    appManagementPolicy: { ...defaultAppManagement, isEnabled: true, applicationRestrictions: restrictions },
    tokenLifetimePolicies: lifetime('23:59:59'),
    claimsPolicies: {
      'aws-open': {
        id: 'claims',
        claims: [
          {
            name: 'Role',
            namespace: 'https://aws.amazon.com/SAML/Attributes',
            configurations: [{ condition: null, attribute: { '@odata.type': '#microsoft.graph.valueBasedAttribute', value: 'arn:aws:iam::1:role/Admin' } }],
          },
        ],
      },
    },
    applicationActivities: [
      { appId: 'app-robot', lastSignInDateTime: daysAgo(200) },
      { appId: 'app-keeper', lastSignInDateTime: daysAgo(1) },
    ],
    recommendations: recommended('active'),
    signIns: [
      {
        id: 'sign-in-ropc',
        createdDateTime: daysAgo(3),
        userId: idOf('faulty', 'carla'),
        userPrincipalName: `carla@${domains.faulty}`,
        userDisplayName: 'carla',
        appId: 'app-importer',
        appDisplayName: 'importer',
        clientAppUsed: 'Mobile Apps and Desktop clients',
        isInteractive: false,
        status: { errorCode: 0 },
        authenticationProtocol: 'ropc',
        signInEventTypes: ['nonInteractiveUser'],
      },
    ],
  },
  sound: {
    applications: [
      registration('shop', {
        keyCredentials: [certificate('a-year', 100, 265)],
        owners: [idOf('sound', 'ada'), idOf('sound', 'bob')],
        signInAudience: 'AzureADMultipleOrgs',
        servicePrincipalLockConfiguration: locked,
        spa: { redirectUris: ['https://shop.fabrikam.example/in'] },
        authenticationBehaviors: { removeUnverifiedEmailClaim: true, blockAzureADGraphAccess: true },
      }),
    ],
    servicePrincipals: [
      graph(['User.Read.All', 'verified']),
      program('shop', { appOwnerOrganizationId: tenants.sound }),
      program('verified', { appOwnerOrganizationId: vendor, verifiedPublisher: { displayName: 'Vendor', verifiedPublisherId: '12345' } }),
      program('travel', signing('B', 400)),
    ],
    appManagementPolicy: { ...defaultAppManagement, isEnabled: true, applicationRestrictions: restrictions, servicePrincipalRestrictions: restrictions },
    tokenLifetimePolicies: lifetime('1:00:00'),
    claimsPolicies: {},
    applicationActivities: [{ appId: 'app-shop', lastSignInDateTime: daysAgo(1) }],
    recommendations: recommended('completedBySystem'),
    signIns: [],
  },
}

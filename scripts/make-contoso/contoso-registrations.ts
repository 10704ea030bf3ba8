import { consultant, staff } from './contoso-users.ts'
import { daysAgo } from './dates.ts'
import type { AwsPair } from './entra-applications.ts'
import { guid } from './ids.ts'
import { certificate, registrationTables, secret } from './registrations.ts'
import type { Table } from './tables.ts'

const owners = (...places: readonly number[]): string[] => places.flatMap(place => staff[place]?.id ?? [])

const directory = 'Employee directory'

/** What Contoso registered: the shop is well kept, the rest by whoever needed it. The consultant still owns the application by which production was reached. */
export const contosoRegistrations = (center: AwsPair, singleAccount: AwsPair): Table[] =>
  registrationTables('contoso', {
    registrations: [
      {
        name: 'Shop back office',
        more: {
          passwordCredentials: [secret('back office', 60, 120)],
          webRedirectUris: ['https://backoffice.contoso.com/signin-oidc', 'https://localhost:5001/signin-oidc'],
        },
        owners: owners(10, 11),
        used: 0,
      },
      {
        name: 'Shop API',
        more: { signInAudience: 'AzureADMultipleOrgs', keyCredentials: [certificate('shop-api', 120, 245)] },
        owners: owners(10, 11),
        used: 0,
      },
      {
        name: 'Data catalogue',
        more: { signInAudience: 'AzureADMultipleOrgs', propertyLock: null, spaRedirectUris: ['https://catalogue.contoso.com/'] },
        behavior: { removesUnverifiedEmail: false },
        owners: owners(20),
        used: 1,
      },
      { name: 'contoso-aws-data', owners: owners(20), used: 0 },
      {
        name: 'Finance reporting',
        more: {
          passwordCredentials: [secret('reporting 2024', 770, -40), secret('reporting', 45, 685)],
          implicitGrant: { accessTokens: true, idTokens: true },
          webRedirectUris: ['https://reporting.contoso.com/oauth'],
        },
        owners: owners(30),
        used: 2,
      },
      { name: 'Postern', more: { keyCredentials: [certificate('postern', 30, 335)] }, owners: owners(3, 4), used: 0 },
      { name: 'Terraform (tenant)', owners: owners(3, 4), used: 0 },
      {
        name: directory,
        more: {
          webRedirectUris: ['http://directory.contoso.local/login'],
          keyCredentials: [certificate('directory', 1_900, 1_750)],
          isFallbackPublicClient: true,
        },
        used: 1,
      },
      { name: 'Directory backup automation', more: { passwordCredentials: [secret('backup', 700, 26_000)] }, used: 1 },
      { name: center.application.name, owners: owners(3), used: 0 },
      { name: singleAccount.application.name, used: 0 },
    ],
    ownerships: [{ servicePrincipal: singleAccount.application.id, application: singleAccount.application.name, owner: consultant.id }],
    lifetimes: [
      {
        id: guid('token lifetime policy'),
        name: 'Reporting sessions',
        isOrganizationDefault: false,
        appliesTo: [guid('registration contoso Finance reporting')],
        mayApplyToMore: false,
        accessTokenMinutes: 480,
      },
    ],
    aws: [center.application, singleAccount.application],
    passwordFlows: [
      {
        id: guid(`application contoso ${directory}`),
        name: directory,
        count: 61,
        users: 1,
        userNames: ['svc-directory@contoso.com'],
        lastAt: daysAgo(1, 'password flow'),
      },
    ],
    recommendations: [
      {
        id: 'adalToMsalMigration',
        name: 'Migrate Service Principals from ADAL to MSAL',
        status: 'active',
        lastCheckedAt: daysAgo(1, 'recommendation'),
        impacted: [{ id: guid('impacted'), name: directory }],
      },
    ],
  })

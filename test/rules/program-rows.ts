import { MICROSOFT_GRAPH } from '../../src/analysis/tier-zero.ts'
import type { AgentBlueprint, AgentIdentity } from '../../src/datasets/entra/agents.ts'
import type { ApplicationPermission, DelegatedPermission } from '../../src/datasets/entra/application-permissions.ts'
import { type ServicePrincipal, servicePrincipals } from '../../src/datasets/entra/applications.ts'
import type { FederatedCredential } from '../../src/datasets/entra/federated-credentials.ts'
import type { EntraGuest } from '../../src/datasets/entra/guests.ts'
import type { ProvisioningJob, ProvisioningMapping } from '../../src/datasets/entra/provisioning.ts'
import { application, scope } from '../analysis/conditional-access/tenant.ts'
import { given } from '../memory-snapshot.ts'

export const MICROSOFT_TENANT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

/** An application of the tenant; its object id is `sp-<appId>`. */
export const program = (appId: string, says: Partial<ServicePrincipal> = {}): ServicePrincipal => application(appId, appId, says)
export const managedIdentity = (appId: string, says: Partial<ServicePrincipal> = {}): ServicePrincipal =>
  program(appId, { servicePrincipalType: 'ManagedIdentity', appOwnerOrganizationId: null, ...says })

const graphApi: ServicePrincipal = application(MICROSOFT_GRAPH, 'Microsoft Graph', { id: 'sp-graph', appOwnerOrganizationId: MICROSOFT_TENANT })

/** These programs, beside Microsoft Graph. */
export const programs = (...rows: readonly ServicePrincipal[]) => given(servicePrincipals, graphApi, ...rows)

export const permission = (appId: string, name: string | null, says: Partial<ApplicationPermission> = {}): ApplicationPermission => ({
  id: `assigned-${appId}-${name ?? 'gone'}`,
  scope,
  name: appId,
  principalId: `sp-${appId}`,
  principalType: 'ServicePrincipal',
  apiId: MICROSOFT_GRAPH,
  permission: name,
  ...says,
})

export const grant = (appId: string, scopes: readonly string[], says: Partial<DelegatedPermission> = {}): DelegatedPermission => ({
  id: `grant-${appId}`,
  scope,
  name: `sp-${appId}`,
  clientId: `sp-${appId}`,
  principalId: null,
  resourceId: 'sp-graph',
  scopes: [...scopes],
  ...says,
})

/** A workflow on the main branch of one repository. */
export const federated = (id: string, says: Partial<FederatedCredential> = {}): FederatedCredential => ({
  id,
  scope,
  name: id,
  partOf: 'app-shop',
  appId: 'shop',
  applicationName: 'Shop',
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:contoso@1/shop@2:ref:refs/heads/main',
  audiences: ['api://AzureADTokenExchange'],
  expression: null,
  ...says,
})

export const agent = (id: string, says: Partial<AgentIdentity> = {}): AgentIdentity => ({
  id,
  scope,
  name: id,
  accountEnabled: true,
  blueprintId: 'blueprint',
  owners: 1,
  sponsors: null,
  ...says,
})

export const blueprint = (id: string, says: Partial<AgentBlueprint> = {}): AgentBlueprint => ({
  id,
  scope,
  name: id,
  appId: `app-${id}`,
  passwordCredentials: [],
  keyCredentials: [],
  ...says,
})

/** A job that ran an hour before the tests' time. */
export const job = (application: string, says: Partial<ProvisioningJob> = {}): ProvisioningJob => ({
  id: `job-${application}`,
  scope,
  name: `job of ${application}`,
  partOf: application,
  status: 'Active',
  quarantineReason: null,
  lastSuccessAt: '2026-11-23T23:00:00Z',
  ...says,
})

export const mapping = (sources: readonly string[], says: Partial<ProvisioningMapping> = {}): ProvisioningMapping => ({
  id: 'job-sp-aws/User',
  scope,
  name: 'Users',
  partOf: 'job-sp-aws',
  applicationName: 'AWS IAM Identity Center',
  sourceObject: 'User',
  matching: [{ target: 'externalId', sources: [...sources] }],
  ...says,
})

export const guestWith = (id: string, sponsors: number, says: Partial<EntraGuest> = {}): EntraGuest => ({
  id,
  scope,
  name: `${id}_fabrikam.example#EXT#@contoso.example`,
  accountEnabled: true,
  sponsors,
  ...says,
})

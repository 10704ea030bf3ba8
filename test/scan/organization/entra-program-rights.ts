import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { daysAgo } from './accounts.ts'
import { idOf, type TenantName } from './entra-people.ts'
import { roleIds } from './entra-roles.ts'
import { samlCertificates } from './saml-certificates.ts'
import { tenants } from './tenants.ts'

type Program = TenantFixture['servicePrincipals'][number]
type Job = TenantFixture['synchronizationJobs'][number]

const AZURE_AD_GRAPH = '00000002-0000-0000-c000-000000000000'

const identity = (name: string, servicePrincipalType: 'ManagedIdentity' | 'ServiceIdentity' | 'Application'): Program => ({
  id: `sp-${name}`,
  appId: `app-${name}`,
  displayName: name,
  servicePrincipalType,
  accountEnabled: true,
})

/** An API with one permission that leads to the whole tenant, and who holds it. */
const azureAdGraph = (...names: readonly string[]): Program => ({
  ...identity('Azure AD Graph', 'Application'),
  id: 'sp-aad-graph',
  appId: AZURE_AD_GRAPH,
  appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  appRoles: [{ id: 'role-directory', value: 'Directory.ReadWrite.All', displayName: 'Directory.ReadWrite.All' }],
  appRoleAssignedTo: names.map(name => ({
    id: `assigned-${name}-directory`,
    principalId: `sp-${name}`,
    principalType: 'ServicePrincipal',
    principalDisplayName: name,
    resourceId: 'sp-aad-graph',
    appRoleId: 'role-directory',
  })),
})

const signedUntil = (left: number): Partial<Program> => ({
  keyCredentials: ['Sign', 'Verify'].map(usage => ({
    keyId: `aws-${left}-${usage}`,
    usage,
    type: usage === 'Sign' ? 'X509CertAndPassword' : 'AsymmetricX509Cert',
    customKeyIdentifier: samlCertificates.lastingThumbprint,
    startDateTime: daysAgo(900),
    endDateTime: daysAgo(-left),
  })),
  passwordCredentials: [
    {
      keyId: `aws-${left}-Sign`,
      customKeyIdentifier: samlCertificates.lastingThumbprint,
      startDateTime: daysAgo(900),
      endDateTime: daysAgo(-left),
      displayName: null,
    },
  ],
})

const assignedTo = (application: string, id: string): NonNullable<Program['appRoleAssignedTo']> => [
  { id: `assigned-${application}-${id}`, principalId: id, principalType: 'User', principalDisplayName: id, resourceId: application, appRoleId: 'aws-user' },
]

const jobOf = (application: string, code: 'Active' | 'Quarantine', attribute: string): Job => ({
  application,
  job: {
    id: `AWS.${application}`,
    templateId: 'aWSSingleSignon',
    status: {
      code,
      quarantine: code === 'Active' ? null : { reason: 'EncounteredQuarantineException' },
      lastSuccessfulExecution: { timeBegan: daysAgo(code === 'Active' ? 0 : 20), timeEnded: daysAgo(code === 'Active' ? 0 : 20) },
    },
  },
  schema: {
    synchronizationRules: [
      {
        objectMappings: [
          {
            name: 'Users',
            enabled: true,
            sourceObjectName: 'User',
            attributeMappings: [
              { targetAttributeName: 'externalId', matchingPriority: 1, source: { type: 'Attribute', name: attribute, expression: `[${attribute}]` } },
            ],
          },
        ],
      },
    ],
  },
})

const fromGitHub = (id: string, application: string, subject: string): TenantFixture['federatedCredentials'][number] => ({
  application,
  credential: { id, name: id, issuer: 'https://token.actions.githubusercontent.com', subject, audiences: ['api://AzureADTokenExchange'] },
})

const granted = (client: string, scope: string): TenantFixture['oauth2PermissionGrants'][number] => ({
  id: `grant-${client}`,
  clientId: `sp-${client}`,
  consentType: 'AllPrincipals',
  principalId: null,
  resourceId: 'sp-graph',
  scope,
})

const agent = (name: string, more: Partial<TenantFixture['agentIdentities'][number]>): TenantFixture['agentIdentities'][number] => ({
  id: `sp-${name}`,
  displayName: name,
  agentIdentityBlueprintId: 'app-agents',
  accountEnabled: true,
  ...more,
})

const blueprint = (name: string, more: Partial<TenantFixture['agentBlueprints'][number]> = {}): TenantFixture['agentBlueprints'][number] => ({
  id: `blueprint-${name}`,
  appId: `app-${name}`,
  displayName: name,
  ...more,
})

const flows = (isEnabled: boolean): TenantFixture['authenticationFlowsPolicy'] => ({
  id: 'authenticationFlowsPolicy',
  displayName: 'Authentication flows policy',
  selfServiceSignUp: { isEnabled },
})

/** What AWS applications have besides: the certificate they are signed with, and who is assigned. */
const aws: Readonly<Record<string, Partial<Program>>> = {
  'aws-open': { ...signedUntil(12), appRoleAssignedTo: assignedTo('aws-open', idOf('faulty', 'carla')) },
  'aws-closed': signedUntil(400),
  'aws-of-fabrikam': signedUntil(400),
}

const rights: Readonly<Record<TenantName, (tenant: TenantFixture) => Partial<TenantFixture>>> = {
  faulty: tenant => ({
    servicePrincipals: [
      azureAdGraph('runbook', 'agent-lost'),
      identity('runbook', 'ManagedIdentity'),
      identity('importer', 'ManagedIdentity'),
      identity('agent-lost', 'ServiceIdentity'),
      identity('agent-kept', 'ServiceIdentity'),
    ],
    roleAssignmentScheduleInstances: [
      ...tenant.roleAssignmentScheduleInstances,
      {
        id: 'faulty-keeper-security',
        principalId: 'sp-keeper',
        roleDefinitionId: roleIds.securityAdministrator,
        directoryScopeId: '/',
        appScopeId: null,
        memberType: 'Direct',
        assignmentType: 'Assigned',
        startDateTime: '2024-01-01T00:00:00Z',
        endDateTime: null,
      },
    ],
    oauth2PermissionGrants: [granted('vendor', 'openid Mail.ReadWrite'), granted('verified', 'openid User.Read')],
    federatedCredentials: [
      fromGitHub('checks', 'registration-web', 'repo:contoso/shop:pull_request'),
      fromGitHub('deploy', 'registration-web', 'repo:contoso/shop:environment:production'),
    ],
    agentIdentities: [agent('agent-lost', {}), agent('agent-kept', { sponsors: [idOf('faulty', 'ada')] })],
    agentBlueprints: [
      blueprint('agents', { passwordCredentials: [{ keyId: 'agents-1', displayName: 'by hand', startDateTime: daysAgo(10), endDateTime: daysAgo(-300) }] }),
      blueprint('helpers'),
    ],
    synchronizationJobs: [jobOf('aws-open', 'Quarantine', 'mailNickname'), jobOf('aws-closed', 'Active', 'objectId')],
    sponsors: { [idOf('faulty', 'guest-admin')]: [idOf('faulty', 'ada')] },
    authenticationFlowsPolicy: flows(true),
    b2xUserFlows: [{ id: 'B2X_1_Partner', userFlowType: 'signUpOrSignIn', userFlowTypeVersion: 1 }],
  }),
  sound: () => ({
    servicePrincipals: [azureAdGraph(), identity('runbook', 'ManagedIdentity'), identity('agent-kept', 'ServiceIdentity')],
    oauth2PermissionGrants: [granted('verified', 'openid User.Read')],
    federatedCredentials: [fromGitHub('deploy', 'registration-shop', 'repo:fabrikam/shop:environment:production')],
    agentIdentities: [agent('agent-kept', { owners: [idOf('sound', 'ada')] })],
    agentBlueprints: [blueprint('agents')],
    synchronizationJobs: [jobOf('aws-of-fabrikam', 'Active', 'objectId')],
    sponsors: { [idOf('sound', 'guest')]: [idOf('sound', 'ada')] },
    authenticationFlowsPolicy: flows(false),
  }),
  bare: () => ({}),
}

/** The same tenant with what its programs may do: in the faulty one a fault of each kind, beside one of each without it. */
export const withProgramRights = (tenant: TenantFixture): TenantFixture => {
  const name = (['faulty', 'sound', 'bare'] as const).find(one => tenants[one] === tenant.id)
  if (name === undefined) return tenant
  const { servicePrincipals = [], ...more } = rights[name](tenant)
  return {
    ...tenant,
    ...more,
    servicePrincipals: [...tenant.servicePrincipals.map(program => ({ ...program, ...aws[program.id] })), ...servicePrincipals],
  }
}

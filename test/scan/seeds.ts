import type { AwsSeed } from '../clouds/aws/seed.ts'
import { scanner, tenant } from '../clouds/entra/tenant.ts'
import { audited } from '../collect/aws/audited.ts'

export const management = '111122223333'
const member = '444455556666'

const trust = (statement: Readonly<Record<string, unknown>>) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] })
const github = 'token.actions.githubusercontent.com'
const provider = (url: string) => `arn:aws:iam::${management}:oidc-provider/${url}`

/** A management account with a fault for each AWS rule, and for each a neighbour without. */
export const faultyAws: AwsSeed = {
  accounts: {
    [management]: {
      root: { mfa: 'none', password: true, created: '2019-01-01T00:00:00Z' },
      identityCenters: [
        { region: 'us-east-1', instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', identityStoreId: 'd-1234567890', ownerAccountId: management },
      ],
      groups: [{ name: 'admins', attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }],
      users: [
        { name: 'console-person', created: '2024-01-01T00:00:00Z', password: { changed: '2024-01-01T00:00:00Z', lastUsed: '2026-10-01T00:00:00Z' } },
        { name: 'old-admin-key', created: '2020-01-01T00:00:00Z', groups: ['admins'], accessKeys: [{ created: '2020-01-02T00:00:00Z' }] },
        { name: 'declared-robot', created: '2026-10-01T00:00:00Z', accessKeys: [{ created: '2026-11-01T00:00:00Z' }] },
        { name: 'retired', created: '2020-01-01T00:00:00Z', accessKeys: [{ active: false, created: '2020-01-02T00:00:00Z' }] },
      ],
      oidcProviders: [{ url: `https://${github}`, clientIds: ['sts.amazonaws.com'] }],
      roles: [
        {
          name: 'deploy-anyone',
          trust: trust({
            Principal: { Federated: provider(github) },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' } },
          }),
        },
        {
          name: 'deploy-ours',
          trust: trust({
            Principal: { Federated: provider(github) },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com', [`${github}:sub`]: 'repo:contoso/site:environment:production' } },
          }),
        },
      ],
    },
    [member]: {},
  },
  organization: {
    management,
    trustedServices: ['sso.amazonaws.com'],
    units: [{ name: 'workloads' }, { name: 'sandbox' }],
    members: [
      { id: member, name: 'production', unit: 'workloads' },
      { id: '777788889999', name: 'sandbox', unit: 'sandbox' },
    ],
    policies: [
      {
        name: 'no-leaving',
        document: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] },
        targets: ['workloads'],
      },
    ],
  },
}

/** The same places without a fault. */
export const soundAws: AwsSeed = {
  accounts: {
    [management]: {
      root: { mfa: 'hardware', password: true },
      identityCenters: faultyAws.accounts[management]?.identityCenters ?? [],
      users: [],
      oidcProviders: [{ url: `https://${github}`, clientIds: ['sts.amazonaws.com'] }],
      roles: faultyAws.accounts[management]?.roles?.filter(({ name }) => name === 'deploy-ours') ?? [],
      answers: new Map([...audited(management), ['s3:GetBucketPolicyStatus', () => ({ kind: 'answer', value: { PolicyStatus: { IsPublic: false } } })]]),
    },
    [member]: {},
  },
  organization: {
    management,
    trustedServices: ['sso.amazonaws.com'],
    units: [{ name: 'workloads' }],
    members: [{ id: member, name: 'production', unit: 'workloads' }],
    policies: [
      {
        name: 'no-leaving',
        document: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] },
        targets: ['root'],
      },
    ],
  },
}

const tenantId = '11111111-2222-4333-8444-555555555555'
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
const person = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id,
  displayName: id,
  userPrincipalName: `${id}@contoso.onmicrosoft.com`,
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  createdDateTime: '2024-01-01T00:00:00Z',
  ...more,
})
const standing = (id: string, principalId: string) => ({
  id,
  principalId,
  roleDefinitionId: globalAdministrator,
  directoryScopeId: '/',
  appScopeId: null,
  assignmentType: 'Assigned',
  memberType: 'Direct',
  startDateTime: '2024-01-01T00:00:00Z',
  endDateTime: null,
})
const awsApplication = (id: string, appRoleAssignmentRequired: boolean) => ({
  id,
  appId: `app-${id}`,
  displayName: id,
  servicePrincipalType: 'Application',
  applicationTemplateId: '21ed01d2-ec13-4e9e-86c1-cd546719ebc4',
  servicePrincipalNames: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/d-1234567890', `app-${id}`],
  replyUrls: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/0a1b2c3d'],
  preferredSingleSignOnMode: 'saml',
  appRoleAssignmentRequired,
  accountEnabled: true,
})
const everyone = (excludeGroups: readonly string[]) => ({ includeUsers: ['All'], excludeUsers: ['u-breakglass'], excludeGroups: [...excludeGroups] })
const policies = (excludeGroups: readonly string[]) => [
  {
    id: 'p-mfa',
    displayName: 'Require MFA',
    state: 'enabled' as const,
    conditions: { users: everyone(excludeGroups), applications: { includeApplications: ['All'] }, clientAppTypes: ['all' as const] },
    grantControls: { operator: 'OR', builtInControls: ['mfa' as const] },
  },
  {
    id: 'p-legacy',
    displayName: 'Block legacy authentication',
    state: 'enabled' as const,
    conditions: {
      users: everyone(excludeGroups),
      applications: { includeApplications: ['All'] },
      clientAppTypes: ['exchangeActiveSync' as const, 'other' as const],
    },
    grantControls: { operator: 'OR', builtInControls: ['block' as const] },
  },
]

/** A tenant with a fault for each Entra rule: a group is excluded from both policies, an administrator stands, an AWS application is open. */
export const faultyTenant = tenant({
  id: tenantId,
  users: [person('u-ada'), person('u-bob'), person('u-carla'), person('u-breakglass')],
  groups: [{ id: 'g-excluded', displayName: 'Excluded', securityEnabled: true, members: ['u-bob'] }],
  roleAssignmentScheduleInstances: [standing('s-1', 'u-ada'), standing('s-2', 'u-breakglass')],
  conditionalAccessPolicies: policies(['g-excluded']),
  servicePrincipals: [awsApplication('sp-open', false), awsApplication('sp-closed', true)],
})

const registered = (id: string) => ({
  id,
  userPrincipalName: `${id}@contoso.onmicrosoft.com`,
  userDisplayName: id,
  isAdmin: false,
  isMfaCapable: true,
  isMfaRegistered: true,
  isPasswordlessCapable: true,
  methodsRegistered: ['passKeyDeviceBound'],
  lastUpdatedDateTime: '2026-01-01T00:00:00Z',
})

/** The same tenant without a fault. */
export const soundTenant = tenant({
  id: tenantId,
  users: [person('u-ada'), person('u-bob'), person('u-breakglass')],
  registrationDetails: ['u-ada', 'u-bob', 'u-breakglass'].map(registered),
  roleAssignmentScheduleInstances: [standing('s-2', 'u-breakglass')],
  conditionalAccessPolicies: policies([]),
  servicePrincipals: [awsApplication('sp-closed', true)],
})

export const declaredHere = `declared:
  - { kind: principal, id: u-breakglass@contoso.onmicrosoft.com, as: emergency-access, reason: break glass }
  - { kind: principal, id: arn:aws:iam::${management}:user/declared-robot, as: service-user, reason: legacy backup appliance }
`

/** The config of a tenant at the emulator's address. */
export const entraConfig = (url: string): string => `entra:
  tenant: ${tenantId}
  auth: { method: secret, clientId: ${scanner.clientId}, secretEnv: POSTERN_SECRET }
  authorityHost: ${url}
  graphEndpoint: ${url}
`

export const entraEnvironment = { POSTERN_SECRET: scanner.secret }

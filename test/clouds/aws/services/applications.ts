import type { Invent, World } from '../answers.ts'
import type { Answer, Value, WireRequest } from '../wire.ts'
import type { UserPoolSeed } from './applications-seed.ts'

type Members = { readonly [member: string]: Value }

const answer = (value: Members): Answer => ({ kind: 'answer', value })
const notFound: Answer = { kind: 'error', status: 400, code: 'ResourceNotFoundException', message: 'The resource does not exist.' }

const here = <T extends { readonly region: string }>(things: readonly T[] | undefined, request: WireRequest): readonly T[] =>
  (things ?? []).filter(({ region }) => region === request.region)

/** One page of things, which the next one follows under a token that is the number of those before. */
const page = (request: WireRequest, list: string, all: readonly Value[], size = 'MaxResults', token = 'NextToken', largest = 60): Answer => {
  const from = Number(request.parameter(token) ?? 0)
  const end = from + Math.min(Number(request.parameter(size) ?? largest), largest)
  return answer({ [list]: all.slice(from, end), [token]: end < all.length ? String(end) : undefined })
}

const poolOf = ({ settings }: World, request: WireRequest): UserPoolSeed | undefined =>
  here(settings.applications.userPools, request).find(({ id }) => id === request.parameter('UserPoolId'))

const ofPool =
  (tell: (pool: UserPoolSeed, request: WireRequest, account: string) => Answer): Invent =>
  (world, request) => {
    const pool = poolOf(world, request)
    return pool === undefined ? notFound : tell(pool, request, world.account)
  }

const poolArn = (account: string, { region, id }: { readonly region: string; readonly id: string }) => `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`

/** As Cognito makes a pool of which nothing but the name is said. */
const newPool = (account: string, pool: UserPoolSeed): Members => ({
  Id: pool.id,
  Name: pool.name,
  Arn: poolArn(account, pool),
  Policies: {
    PasswordPolicy: {
      MinimumLength: 8,
      RequireUppercase: true,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 7,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
  },
  DeletionProtection: 'INACTIVE',
  LambdaConfig: {},
  SchemaAttributes: [
    { Name: 'sub', AttributeDataType: 'String', DeveloperOnlyAttribute: false, Mutable: false, Required: true },
    { Name: 'email', AttributeDataType: 'String', DeveloperOnlyAttribute: false, Mutable: true, Required: false },
  ],
  MfaConfiguration: 'OFF',
  EstimatedNumberOfUsers: 0,
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
  UserPoolTier: 'ESSENTIALS',
})

const newClient = (pool: UserPoolSeed, id: string, name: string): Members => ({
  UserPoolId: pool.id,
  ClientId: id,
  ClientName: name,
  RefreshTokenValidity: 30,
  TokenValidityUnits: {},
  AllowedOAuthFlowsUserPoolClient: false,
  EnableTokenRevocation: true,
  EnablePropagateAdditionalUserContextData: false,
  AuthSessionValidity: 3,
})

const userPools: readonly (readonly [string, Invent])[] = [
  [
    'ListUserPools',
    ({ settings }, request) =>
      page(
        request,
        'UserPools',
        here(settings.applications.userPools, request).map(({ id, name }) => ({ Id: id, Name: name, LambdaConfig: {} })),
      ),
  ],
  ['DescribeUserPool', ofPool((pool, _, account) => answer({ UserPool: { ...newPool(account, pool), ...pool.pool } }))],
  ['GetUserPoolMfaConfig', ofPool(pool => answer({ MfaConfiguration: 'OFF', ...pool.mfa }))],
  ['DescribeRiskConfiguration', ofPool(pool => answer({ RiskConfiguration: { UserPoolId: pool.id, ...pool.risk } }))],
  [
    'ListUserPoolClients',
    ofPool((pool, request) =>
      page(
        request,
        'UserPoolClients',
        (pool.clients ?? []).map(({ id, name }) => ({ ClientId: id, UserPoolId: pool.id, ClientName: name })),
      ),
    ),
  ],
  [
    'DescribeUserPoolClient',
    ofPool((pool, request) => {
      const client = pool.clients?.find(({ id }) => id === request.parameter('ClientId'))
      return client === undefined ? notFound : answer({ UserPoolClient: { ...newClient(pool, client.id, client.name), ...client.client } })
    }),
  ],
  [
    'ListIdentityProviders',
    ofPool((pool, request) =>
      page(
        request,
        'Providers',
        (pool.providers ?? []).map(({ name, type }) => ({ ProviderName: name, ProviderType: type })),
      ),
    ),
  ],
  [
    'DescribeIdentityProvider',
    ofPool((pool, request) => {
      const provider = pool.providers?.find(({ name }) => name === request.parameter('ProviderName'))
      if (provider === undefined) return notFound
      const { name, type, details, mapping } = provider
      return answer({
        IdentityProvider: { UserPoolId: pool.id, ProviderName: name, ProviderType: type, ProviderDetails: details ?? {}, AttributeMapping: mapping ?? {} },
      })
    }),
  ],
  [
    'ListResourceServers',
    ofPool((pool, request) =>
      page(
        request,
        'ResourceServers',
        (pool.servers ?? []).map(({ identifier, name, scopes }) => ({
          UserPoolId: pool.id,
          Identifier: identifier,
          Name: name,
          Scopes: scopes?.map(scope => ({ ScopeName: scope, ScopeDescription: scope })),
        })),
        'MaxResults',
        'NextToken',
        50,
      ),
    ),
  ],
]

const aclArn = (account: string, region: string, name: string) =>
  `arn:aws:wafv2:${region}:${account}:regional/webacl/${name}/00000000-0000-4000-8000-000000000000`

const webAcls: readonly (readonly [string, Invent])[] = [
  [
    'ListWebACLs',
    ({ account, settings }, request) =>
      page(
        request,
        'WebACLs',
        here(settings.applications.webAcls, request).map(({ name, region }) => ({
          Name: name,
          Id: '00000000-0000-4000-8000-000000000000',
          LockToken: '00000000-0000-4000-8000-000000000001',
          ARN: aclArn(account, region, name),
        })),
        'Limit',
        'NextMarker',
        100,
      ),
  ],
  [
    'ListResourcesForWebACL',
    ({ account, settings }, request) => {
      const acl = here(settings.applications.webAcls, request).find(({ name, region }) => aclArn(account, region, name) === request.parameter('WebACLArn'))
      if (acl === undefined) return { kind: 'error', status: 400, code: 'WAFNonexistentItemException', message: 'The item does not exist.' }
      return answer({ ResourceArns: (acl.pools ?? []).map(id => poolArn(account, { region: acl.region, id })) })
    },
  ],
]

const identityPoolOf = ({ settings }: World, request: WireRequest) =>
  here(settings.applications.identityPools, request).find(({ id }) => id === request.parameter('IdentityPoolId'))

const identityPools: readonly (readonly [string, Invent])[] = [
  [
    'ListIdentityPools',
    ({ settings }, request) =>
      page(
        request,
        'IdentityPools',
        here(settings.applications.identityPools, request).map(({ id, name }) => ({ IdentityPoolId: id, IdentityPoolName: name })),
      ),
  ],
  [
    'DescribeIdentityPool',
    (world, request) => {
      const pool = identityPoolOf(world, request)
      if (pool === undefined) return notFound
      return answer({ IdentityPoolId: pool.id, IdentityPoolName: pool.name, AllowUnauthenticatedIdentities: false, AllowClassicFlow: false, ...pool.pool })
    },
  ],
  [
    'GetIdentityPoolRoles',
    (world, request) => {
      const pool = identityPoolOf(world, request)
      return pool === undefined ? notFound : answer({ IdentityPoolId: pool.id, Roles: {}, ...pool.roles })
    },
  ],
]

const graphqlApis: Invent = ({ settings }, request) =>
  page(
    request,
    'graphqlApis',
    here(settings.applications.graphqlApis, request).map(({ api }) => api),
    'maxResults',
    'nextToken',
    25,
  )

const amplify: readonly (readonly [string, Invent])[] = [
  [
    'ListApps',
    ({ settings }, request) =>
      page(
        request,
        'apps',
        here(settings.applications.amplifyApps, request).map(({ app }) => app),
        'maxResults',
        'nextToken',
        100,
      ),
  ],
  [
    'ListBranches',
    ({ settings }, request) => {
      const id = /^\/apps\/([^/?]+)/.exec(request.path)?.[1]
      const found = here(settings.applications.amplifyApps, request).find(({ app }) => app.appId === id)
      if (found === undefined) return { kind: 'error', status: 400, code: 'BadRequestException', message: 'There is no such app.' }
      return page(request, 'branches', found.branches ?? [], 'maxResults', 'nextToken', 50)
    },
  ],
]

/** What user pools and the web ACLs before them, identity pools, GraphQL APIs and Amplify apps say; where nothing is seeded, that there is nothing. */
export const applicationsInvented: readonly (readonly [string, Invent])[] = [
  ...userPools.map(([operation, invent]) => [`cognito-idp:${operation}`, invent] as const),
  ...webAcls.map(([operation, invent]) => [`wafv2:${operation}`, invent] as const),
  ...identityPools.map(([operation, invent]) => [`cognito-identity:${operation}`, invent] as const),
  ['appsync:ListGraphqlApis', graphqlApis],
  ...amplify.map(([operation, invent]) => [`amplify:${operation}`, invent] as const),
]

import type { AmplifyBranch, AppSyncApi } from '../../src/datasets/aws/app-backends.ts'
import type { IdentityPool, IdentityPoolRoles } from '../../src/datasets/aws/identity-pools.ts'
import type { UserPoolClient, UserPoolProvider, UserPoolResourceServer } from '../../src/datasets/aws/user-pool-clients.ts'
import type { UserPool, UserPoolMfa } from '../../src/datasets/aws/user-pools.ts'

type Without<R> = Omit<R, 'scope'>

export const ACCOUNT = '111111111111'
export const REGION = 'eu-west-1'
export const POOL = `${REGION}_Shop00001`
const POOL_ARN = `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${POOL}`
const pool = { id: POOL, name: 'shop', part: REGION }
const ofPool = { part: REGION, partOf: POOL, poolName: 'shop' }

/** A user pool as good as the rules ask. */
export const userPoolRow = (more: Partial<UserPool> = {}): Without<UserPool> => ({
  ...pool,
  arn: POOL_ARN,
  passwordPolicy: {
    minimumLength: 12,
    requiresUppercase: true,
    requiresLowercase: true,
    requiresNumbers: true,
    requiresSymbols: true,
    temporaryPasswordDays: 7,
  },
  administratorsCreateUsers: true,
  deletionProtection: 'ACTIVE',
  threatProtection: 'ENFORCED',
  tier: 'PLUS',
  triggers: [],
  attributes: [],
  ...more,
})

export const mfaRow = (mfa: string, methods: UserPoolMfa['methods'] = []): Without<UserPoolMfa> => ({ ...pool, mfa, methods })

/** A client in which users sign in with a password, and whose OAuth endpoints are off. */
export const clientRow = (more: Partial<UserPoolClient> = {}): Without<UserPoolClient> => ({
  ...ofPool,
  id: 'web0001',
  name: 'web',
  hasSecret: false,
  authFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  oauthEnabled: false,
  refreshTokenSeconds: 30 * 86_400,
  preventUserExistenceErrors: 'ENABLED',
  tokenRevocation: true,
  ...more,
})

/** A client in which users of another provider alone sign in. */
export const federatedClientRow = (more: Partial<UserPoolClient> = {}): Without<UserPoolClient> =>
  clientRow({
    authFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    oauthEnabled: true,
    oauthFlows: ['code'],
    scopes: ['openid'],
    callbackUrls: ['https://shop.example/callback'],
    identityProviders: ['Partner'],
    ...more,
  })

/** A client of a program. */
export const machineClientRow = (more: Partial<UserPoolClient> = {}): Without<UserPoolClient> =>
  clientRow({
    id: 'machine0001',
    name: 'machine',
    hasSecret: true,
    authFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    oauthEnabled: true,
    oauthFlows: ['client_credentials'],
    scopes: ['api/read'],
    ...more,
  })

export const providerRow = (more: Partial<UserPoolProvider> = {}): Without<UserPoolProvider> => ({
  ...ofPool,
  id: `${POOL}/Partner`,
  name: 'Partner',
  type: 'OIDC',
  mapping: [
    { attribute: 'email', from: 'email' },
    { attribute: 'email_verified', from: 'email_verified' },
  ],
  ...more,
})

export const serverRow = (identifier: string, ...scopes: readonly string[]): Without<UserPoolResourceServer> => ({
  ...ofPool,
  id: `${POOL}/${identifier}`,
  name: identifier,
  identifier,
  scopes: scopes.map(scope => `${identifier}/${scope}`),
})

export const IDENTITY_POOL = `${REGION}:00000000-0000-4000-8000-000000000001`
export const identityPoolRow = (more: Partial<IdentityPool> = {}): Without<IdentityPool> => ({
  id: IDENTITY_POOL,
  name: 'visitors',
  part: REGION,
  allowsGuests: false,
  allowsClassicFlow: false,
  ...more,
})
export const identityPoolRolesRow = (more: Partial<IdentityPoolRoles> = {}): Without<IdentityPoolRoles> => ({
  id: IDENTITY_POOL,
  name: 'visitors',
  part: REGION,
  rolesTold: true,
  mappings: [],
  ...more,
})

/** An identity pool that chooses roles by these claims of the user pool. */
export const choosingRolesRow = (...claims: readonly string[]): Without<IdentityPoolRoles> =>
  identityPoolRolesRow({
    mappings: [
      {
        provider: `cognito-idp.${REGION}.amazonaws.com/${POOL}:web0001`,
        type: 'Rules',
        rules: claims.map(claim => ({ claim, roleArn: `arn:aws:iam::${ACCOUNT}:role/staff` })),
      },
    ],
  })

export const apiRow = (authorization: string, more: Partial<AppSyncApi> = {}): Without<AppSyncApi> => ({
  id: 'api0001',
  name: 'catalogue',
  part: REGION,
  arn: `arn:aws:appsync:${REGION}:${ACCOUNT}:apis/api0001`,
  authorization,
  furtherAuthorization: [],
  ...more,
})

export const branchRow = (more: Partial<AmplifyBranch> = {}): Without<AmplifyBranch> => ({
  id: `arn:aws:amplify:${REGION}:${ACCOUNT}:apps/d0001/branches/main`,
  name: 'site: main',
  part: REGION,
  appId: 'd0001',
  appName: 'site',
  ...more,
})

/** What is missing of a table in one Region. */
export const darkIn = (dataset: string, part: string) => ({
  dataset,
  scope: `aws-account/${ACCOUNT}`,
  part,
  reason: 'denied' as const,
  detail: `denied in ${part}`,
})

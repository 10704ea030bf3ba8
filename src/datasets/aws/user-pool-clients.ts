import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const listing = ['account:ListRegions', 'cognito-idp:ListUserPools']

const client = z.object({
  ...rowFields,
  partOf: z.string(),
  poolName: z.string(),
  hasSecret: z.boolean(),
  /** Absent: none is set, and then Cognito allows SRP, custom authentication and refresh tokens. */
  authFlows: z.array(z.string()).optional(),
  /** Whether it may use the OAuth endpoints; otherwise flows, scopes and URLs do nothing. Absent: the answer did not say. */
  oauthEnabled: z.boolean().optional(),
  oauthFlows: z.array(z.string()).optional(),
  scopes: z.array(z.string()).optional(),
  callbackUrls: z.array(z.string()).optional(),
  logoutUrls: z.array(z.string()).optional(),
  /** `COGNITO` is the pool's own directory. Absent: none is set. */
  identityProviders: z.array(z.string()).optional(),
  /** Absent: the standard attributes. */
  writableAttributes: z.array(z.string()).optional(),
  /** Seconds; absent where the answer did not say. */
  refreshTokenSeconds: z.number().optional(),
  /** `ENABLED` or `LEGACY`. Absent: never set, which is legacy. */
  preventUserExistenceErrors: z.string().optional(),
  /** Absent: the answer did not say. */
  tokenRevocation: z.boolean().optional(),
})
export type UserPoolClient = z.infer<typeof client>
/** App clients of user pools; `id` is the client id, `partOf` the pool's. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
export const userPoolClients = defineDataset<UserPoolClient>({
  name: 'user-pool-clients',
  per: 'aws-account',
  permissions: [...listing, 'cognito-idp:ListUserPoolClients', 'cognito-idp:DescribeUserPoolClient'],
  readable: 'app',
  row: client,
})

const provider = z.object({
  ...rowFields,
  partOf: z.string(),
  poolName: z.string(),
  /** `SAML`, `OIDC`, `Google`, `Facebook`, `LoginWithAmazon` or `SignInWithApple`. */
  type: z.string(),
  /** Of OpenID Connect alone. */
  issuer: z.string().optional(),
  /** Of SAML alone: whether it takes assertions that the pool did not ask for. Absent: never set, which is not. */
  takesUnasked: z.boolean().optional(),
  /** The provider's attributes by the pool's that they fill. Absent: the answer did not say. */
  mapping: z.array(z.object({ attribute: z.string(), from: z.string() })).optional(),
})
export type UserPoolProvider = z.infer<typeof provider>
/**
 * Identity providers of user pools; `id` is `<pool id>/<provider name>`, which cannot change.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_IdentityProviderType.html
 */
export const userPoolProviders = defineDataset<UserPoolProvider>({
  name: 'user-pool-identity-providers',
  per: 'aws-account',
  permissions: [...listing, 'cognito-idp:ListIdentityProviders', 'cognito-idp:DescribeIdentityProvider'],
  readable: 'app',
  row: provider,
})

const server = z.object({
  ...rowFields,
  partOf: z.string(),
  poolName: z.string(),
  identifier: z.string(),
  /** Full names, `identifier/name`, as clients ask for them. */
  scopes: z.array(z.string()),
})
export type UserPoolResourceServer = z.infer<typeof server>
/** Resource servers of user pools; `id` is `<pool id>/<identifier>`. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ResourceServerType.html */
export const userPoolResourceServers = defineDataset<UserPoolResourceServer>({
  name: 'user-pool-resource-servers',
  per: 'aws-account',
  permissions: [...listing, 'cognito-idp:ListResourceServers'],
  readable: 'app',
  row: server,
})

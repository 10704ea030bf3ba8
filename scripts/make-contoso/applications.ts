import * as backends from '../../src/datasets/aws/app-backends.ts'
import { type BuildProject, buildProjects } from '../../src/datasets/aws/compute.ts'
import { identityPoolRoles, identityPools } from '../../src/datasets/aws/identity-pools.ts'
import { type UserPoolClient, userPoolClients, userPoolProviders, userPoolResourceServers } from '../../src/datasets/aws/user-pool-clients.ts'
import { type UserPool, userPoolMfa, userPoolRisks, userPools, userPoolWebAcls } from '../../src/datasets/aws/user-pools.ts'
import { guid, hexId } from './ids.ts'
import { type AccountKey, accountScope, accounts, identityPools as pools, tenants, userPoolId } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

const DAY = 86_400

type Told = readonly Table[]

const strong = { minimumLength: 14, requiresUppercase: true, requiresLowercase: true, requiresNumbers: true, requiresSymbols: true, temporaryPasswordDays: 3 }

const pool = (key: AccountKey, region: string, name: string) => {
  const id = userPoolId(region, name)
  const row: Loose<UserPool> = {
    id,
    name,
    part: region,
    arn: `arn:aws:cognito-idp:${region}:${accounts[key].id}:userpool/${id}`,
    passwordPolicy: strong,
    administratorsCreateUsers: true,
    deletionProtection: 'ACTIVE',
    tier: 'ESSENTIALS',
    triggers: [],
    attributes: [
      { name: 'email', mutable: true },
      { name: 'name', mutable: true },
    ],
    verifiedBeforeUpdate: ['email'],
  }
  return { row, named: { id, name, part: region }, within: { part: region, partOf: id, poolName: name } }
}
type Pool = ReturnType<typeof pool>

/** A client in which people sign in by the pages of the pool, without a secret. */
const client = ({ within }: Pool, name: string, more: Partial<UserPoolClient> = {}): Loose<UserPoolClient> => ({
  ...within,
  id: hexId(26, `app client ${within.poolName} ${name}`),
  name,
  hasSecret: false,
  authFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  oauthEnabled: true,
  oauthFlows: ['code'],
  scopes: ['openid', 'email'],
  identityProviders: ['COGNITO'],
  writableAttributes: ['email', 'name'],
  refreshTokenSeconds: DAY,
  preventUserExistenceErrors: 'ENABLED',
  tokenRevocation: true,
  ...more,
})

/** The shop: a pool of customers that is well kept, and one of dealers whose staff come from their own Entra tenants. */
const production = (): Told => {
  const key = 'production'
  const at = accountScope(key)
  const customers = pool(key, 'eu-west-1', 'shop-customers')
  const dealers = pool(key, 'eu-west-1', 'shop-dealers')
  const acl = (name: string) => `arn:aws:wafv2:eu-west-1:${accounts.production.id}:regional/webacl/${name}/${guid(`web acl ${name}`)}`
  const identity = pools.shop
  const web = client(customers, 'web', { callbackUrls: ['https://shop.contoso.com/signed-in'], logoutUrls: ['https://shop.contoso.com/'] })
  const role = `arn:aws:iam::${accounts.production.id}:role/shop-uploads-customer`
  return [
    table(userPools, at, [
      {
        ...customers.row,
        administratorsCreateUsers: false,
        tier: 'PLUS',
        threatProtection: 'ENFORCED',
        triggers: [{ event: 'PostConfirmation', functionArn: `arn:aws:lambda:eu-west-1:${accounts.production.id}:function:welcome-mail` }],
      },
      { ...dealers.row, tier: 'PLUS', threatProtection: 'ENFORCED' },
    ]),
    table(userPoolMfa, at, [
      { ...customers.named, mfa: 'ON', methods: ['totp', 'passkey'] },
      { ...dealers.named, mfa: 'ON', methods: ['totp'] },
    ]),
    table(
      userPoolRisks,
      at,
      [customers, dealers].map(({ named }) => ({
        ...named,
        compromisedCredentials: 'BLOCK',
        takeover: { low: 'MFA_IF_CONFIGURED', medium: 'MFA_REQUIRED', high: 'BLOCK' },
      })),
    ),
    table(
      userPoolWebAcls,
      at,
      [customers, dealers].map(({ named }) => ({ ...named, webAclArn: acl('sign-in') })),
    ),
    table(userPoolClients, at, [
      web,
      client(dealers, 'dealer-portal', {
        hasSecret: true,
        authFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        identityProviders: ['ContosoEntra'],
        callbackUrls: ['https://dealers.contoso.com/signed-in'],
      }),
      client(dealers, 'price-feed', {
        hasSecret: true,
        authFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
        oauthFlows: ['client_credentials'],
        scopes: ['https://prices.contoso.com/read'],
      }),
    ]),
    table(userPoolProviders, at, [
      {
        ...dealers.within,
        id: `${dealers.named.id}/ContosoEntra`,
        name: 'ContosoEntra',
        type: 'OIDC',
        issuer: `https://login.microsoftonline.com/${tenants.contoso.id}/v2.0`,
        mapping: [{ attribute: 'username', from: 'sub' }],
      },
    ]),
    table(userPoolResourceServers, at, [
      {
        ...dealers.within,
        id: `${dealers.named.id}/https://prices.contoso.com`,
        name: 'prices',
        identifier: 'https://prices.contoso.com',
        scopes: ['https://prices.contoso.com/read', 'https://prices.contoso.com/write'],
      },
    ]),
    table(identityPools, at, [{ ...identity, allowsGuests: false, allowsClassicFlow: false }]),
    table(identityPoolRoles, at, [{ ...identity, authenticatedRoleArn: role, rolesTold: true, mappings: [] }]),
    table(backends.appSyncApis, at, [
      {
        id: hexId(26, 'appsync shop'),
        name: 'shop',
        part: 'eu-west-1',
        arn: `arn:aws:appsync:eu-west-1:${accounts.production.id}:apis/${hexId(26, 'appsync shop')}`,
        authorization: 'AMAZON_COGNITO_USER_POOLS',
        furtherAuthorization: ['AWS_IAM'],
        visibility: 'GLOBAL',
      },
    ]),
    table(buildProjects, at, [
      project(key, 'eu-west-1', 'infrastructure-plan', 'codebuild-infrastructure', {
        filterGroups: [
          [
            { type: 'EVENT', pattern: 'PUSH', isExclusion: false },
            { type: 'HEAD_REF', pattern: '^refs/heads/main$', isExclusion: false },
          ],
        ],
      }),
    ]),
  ]
}

const project = (key: AccountKey, region: string, name: string, role: string, webhook?: BuildProject['webhook']): Loose<BuildProject> => ({
  id: `arn:aws:codebuild:${region}:${accounts[key].id}:project/${name}`,
  name,
  part: region,
  serviceRole: `arn:aws:iam::${accounts[key].id}:role/${role}`,
  sourceType: 'GITHUB',
  ...(webhook === undefined ? {} : { webhook }),
})

/** The shop again, where developers try it: without a second factor, and with codes sent to whatever listens on their machines. */
const staging = (): Told => {
  const at = accountScope('staging')
  const customers = pool('staging', 'eu-west-1', 'shop-customers-staging')
  return [
    table(userPools, at, [{ ...customers.row, deletionProtection: 'INACTIVE' }]),
    table(userPoolMfa, at, [{ ...customers.named, mfa: 'OFF', methods: [] }]),
    table(userPoolWebAcls, at, [{ ...customers.named }]),
    table(userPoolClients, at, [
      client(customers, 'web', { callbackUrls: ['https://shop.staging.contoso.com/signed-in', 'http://localhost:3000/signed-in'] }),
      client(customers, 'load-test', { authFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], oauthEnabled: false, oauthFlows: [], scopes: [] }),
    ]),
  ]
}

/** The application that Litware was bought for, made with Amplify in 2021: guests may write where signed-in people do, and an API key opens the API. */
const litware = (): Told => {
  const key = 'litware'
  const at = accountScope(key)
  const { id: account } = accounts[key]
  const app = pool(key, 'us-east-1', 'litwareapp_userpool')
  const identity = pools.litware
  const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`
  const amplify = 'd2k7m1x9vqf3zt'
  return [
    table(userPools, at, [
      {
        ...app.row,
        passwordPolicy: {
          minimumLength: 8,
          requiresUppercase: false,
          requiresLowercase: false,
          requiresNumbers: false,
          requiresSymbols: false,
          temporaryPasswordDays: 7,
        },
        administratorsCreateUsers: false,
        deletionProtection: 'INACTIVE',
        tier: 'LITE',
        attributes: [
          { name: 'email', mutable: true },
          { name: 'custom:plan', mutable: true },
        ],
      },
    ]),
    table(userPoolMfa, at, [{ ...app.named, mfa: 'OPTIONAL', methods: ['sms'] }]),
    table(userPoolWebAcls, at, [{ ...app.named }]),
    table(userPoolClients, at, [
      client(app, 'litwareapp_app_clientWeb', {
        authFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
        oauthFlows: ['implicit'],
        callbackUrls: ['https://app.litware.com/'],
        writableAttributes: ['email', 'custom:plan'],
        refreshTokenSeconds: 365 * DAY,
        preventUserExistenceErrors: 'LEGACY',
      }),
    ]),
    table(identityPools, at, [{ ...identity, allowsGuests: true, allowsClassicFlow: true }]),
    table(identityPoolRoles, at, [
      {
        ...identity,
        authenticatedRoleArn: roleArn('amplify-litwareapp-authRole'),
        guestRoleArn: roleArn('amplify-litwareapp-unauthRole'),
        rolesTold: true,
        mappings: [],
      },
    ]),
    table(backends.appSyncApis, at, [
      {
        id: hexId(26, 'appsync litware'),
        name: 'litwareapp',
        part: 'us-east-1',
        arn: `arn:aws:appsync:us-east-1:${account}:apis/${hexId(26, 'appsync litware')}`,
        authorization: 'API_KEY',
        furtherAuthorization: [],
        visibility: 'GLOBAL',
      },
    ]),
    table(backends.amplifyBranches, at, [
      {
        id: `arn:aws:amplify:us-east-1:${account}:apps/${amplify}/branches/main`,
        name: 'main',
        part: 'us-east-1',
        appId: amplify,
        appName: 'litwareapp',
        backendEnvironmentArn: `arn:aws:amplify:us-east-1:${account}:apps/${amplify}/backendenvironments/main`,
      },
    ]),
    table(buildProjects, at, [project(key, 'us-east-1', 'site-preview', 'codebuild-site', { filterGroups: [] })]),
  ]
}

const toldOf: Readonly<Partial<Record<AccountKey, () => Told>>> = { production, staging, litware }

/** Tables of applications that an account has; those without rows are left to the caller. */
export const applicationTables = (key: AccountKey): Told => toldOf[key]?.() ?? []

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { amplifyBranches, appSyncApis } from '../../../src/datasets/aws/app-backends.ts'
import { identityPoolRoles, identityPools } from '../../../src/datasets/aws/identity-pools.ts'
import { userPoolClients, userPoolProviders, userPoolResourceServers } from '../../../src/datasets/aws/user-pool-clients.ts'
import { userPoolMfa, userPoolRisks, userPools, userPoolWebAcls } from '../../../src/datasets/aws/user-pools.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { RICH_APPLICATIONS } from './rich-applications.ts'
import { type Scan, scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const EMPTY = '222222222222'
const SCOPE = `aws-account/${ACCOUNT}`
const SHOP = { id: 'us-east-1_Shop00001', scope: SCOPE, part: 'us-east-1', name: 'shop' }
const tables = [
  userPools,
  userPoolMfa,
  userPoolRisks,
  userPoolWebAcls,
  userPoolClients,
  userPoolProviders,
  userPoolResourceServers,
  identityPools,
  identityPoolRoles,
  appSyncApis,
  amplifyBranches,
]
const SERVICES = ['cognito-idp', 'cognito-identity', 'wafv2', 'appsync', 'amplify']

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws({ accounts: { [ACCOUNT]: { applications: RICH_APPLICATIONS }, [EMPTY]: {} } })
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

const gapsOf = (scan: Scan) => tables.flatMap(({ name }) => scan.gaps({ name }))
const calls = () =>
  aws.requests.filter(({ service }) => SERVICES.includes(service)).map(({ service, operation, region }) => `${region} ${service}:${operation}`)

describe('applications', () => {
  it('are read whole, and none of their secrets is kept', async () => {
    const scan = await scanAws(aws, ACCOUNT)
    expect(gapsOf(scan)).toEqual([])
    expect(scan.rows(userPools).find(({ id }) => id === SHOP.id)).toEqual({
      ...SHOP,
      arn: `arn:aws:cognito-idp:us-east-1:${ACCOUNT}:userpool/${SHOP.id}`,
      passwordPolicy: {
        minimumLength: 8,
        requiresUppercase: true,
        requiresLowercase: true,
        requiresNumbers: true,
        requiresSymbols: true,
        temporaryPasswordDays: 7,
      },
      administratorsCreateUsers: false,
      deletionProtection: 'ACTIVE',
      threatProtection: 'ENFORCED',
      customAuthThreatProtection: 'AUDIT',
      tier: 'PLUS',
      triggers: [
        { event: 'PreSignUp', functionArn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:sign-up` },
        { event: 'PreTokenGenerationConfig', functionArn: 'arn:aws:lambda:us-east-1:999999999999:function:tokens' },
      ],
      attributes: [
        { name: 'sub', mutable: false },
        { name: 'email', mutable: true },
      ],
      verifiedBeforeUpdate: ['email'],
    })
    expect(scan.rows(userPoolMfa)).toEqual(
      [
        { id: 'eu-west-1_Staff0001', scope: SCOPE, part: 'eu-west-1', name: 'staff', mfa: 'OFF', methods: [] },
        { ...SHOP, mfa: 'OPTIONAL', methods: ['email', 'totp'] },
      ].toSorted((a, b) => scan.rows(userPoolMfa).findIndex(({ id }) => id === a.id) - scan.rows(userPoolMfa).findIndex(({ id }) => id === b.id)),
    )
    expect(scan.rows(userPoolRisks)).toEqual([
      { ...SHOP, compromisedCredentials: 'BLOCK', compromisedCredentialsEvents: ['SIGN_IN'], takeover: { high: 'MFA_REQUIRED' } },
    ])
    expect(
      scan
        .rows(userPoolWebAcls)
        .map(({ id, webAclArn }) => [id, webAclArn?.split('/')[2]])
        .sort(),
    ).toEqual([
      ['eu-west-1_Staff0001', undefined],
      [SHOP.id, 'before-the-shop'],
    ])
    const client = { scope: SCOPE, part: 'us-east-1', partOf: SHOP.id, poolName: 'shop' }
    expect(scan.rows(userPoolClients)).toEqual([
      { ...client, id: 'plain', name: 'plain', hasSecret: false, oauthEnabled: false, refreshTokenSeconds: 30 * 86_400, tokenRevocation: true },
      {
        ...client,
        id: 'web',
        name: 'web',
        hasSecret: true,
        authFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
        oauthEnabled: true,
        oauthFlows: ['code'],
        scopes: ['openid', 'api/read'],
        callbackUrls: ['https://shop.example/callback'],
        logoutUrls: ['https://shop.example/'],
        identityProviders: ['COGNITO', 'Google'],
        writableAttributes: ['email', 'custom:role'],
        refreshTokenSeconds: 12 * 3_600,
        preventUserExistenceErrors: 'ENABLED',
        tokenRevocation: true,
      },
    ])
    expect(scan.rows(userPoolProviders).map(({ id, type, issuer, takesUnasked, mapping }) => ({ id, type, issuer, takesUnasked, mapping }))).toEqual([
      {
        id: `${SHOP.id}/Google`,
        type: 'Google',
        issuer: undefined,
        takesUnasked: undefined,
        mapping: [
          { attribute: 'email', from: 'email' },
          { attribute: 'email_verified', from: 'email_verified' },
          { attribute: 'username', from: 'sub' },
        ],
      },
      {
        id: `${SHOP.id}/Partner`,
        type: 'OIDC',
        issuer: 'https://login.partner.example',
        takesUnasked: undefined,
        mapping: [{ attribute: 'email', from: 'email' }],
      },
      { id: `${SHOP.id}/Staff`, type: 'SAML', issuer: undefined, takesUnasked: true, mapping: [] },
    ])
    expect(scan.rows(userPoolResourceServers).map(({ id, scopes }) => [id, scopes])).toEqual([
      [`${SHOP.id}/api`, ['api/read', 'api/write']],
      [`${SHOP.id}/bare`, []],
    ])
    const pool = { id: 'us-east-1:00000000-0000-4000-8000-000000000001', scope: SCOPE, part: 'us-east-1', name: 'shop' }
    expect(scan.rows(identityPools)).toEqual([{ ...pool, allowsGuests: true, allowsClassicFlow: true }])
    expect(scan.rows(identityPoolRoles)).toEqual([
      {
        ...pool,
        rolesTold: true,
        authenticatedRoleArn: `arn:aws:iam::${ACCOUNT}:role/buyer`,
        guestRoleArn: `arn:aws:iam::${ACCOUNT}:role/guest`,
        mappings: [
          {
            provider: `cognito-idp.us-east-1.amazonaws.com/${SHOP.id}:web`,
            type: 'Rules',
            rules: [{ claim: 'custom:role', roleArn: `arn:aws:iam::${ACCOUNT}:role/staff` }],
          },
        ],
      },
    ])
    expect(scan.rows(appSyncApis)).toMatchObject([{ name: 'catalogue', authorization: 'API_KEY', furtherAuthorization: ['AWS_IAM'], visibility: 'GLOBAL' }])
    expect(scan.rows(amplifyBranches)).toMatchObject([{ name: 'site: main', appId: 'dexample0001', stackArn: expect.stringContaining('amplify-site-main') }])
    const holders = [scan.rows(userPoolClients), scan.rows(userPoolProviders), scan.rows(amplifyBranches)]
    expect(JSON.stringify(holders)).not.toContain('secret-of')
  })

  it('cost one call a Region and service where there are none', async () => {
    const scan = await scanAws(aws, EMPTY)
    expect(gapsOf(scan)).toEqual([])
    const listings = ['cognito-idp:ListUserPools', 'cognito-identity:ListIdentityPools', 'appsync:ListGraphqlApis', 'amplify:ListApps']
    expect(calls().sort()).toEqual(['eu-west-1', 'us-east-1'].flatMap(region => listings.map(listing => `${region} ${listing}`)).sort())
  })

  it('in one Region that refuses are a gap there, and the others are read', async () => {
    const answers = new Map([
      [
        'cognito-idp:ListUserPools',
        ({ region }: { readonly region: string }) =>
          region === 'eu-west-1'
            ? ({ kind: 'error', status: 400, code: 'AccessDeniedException', message: 'not authorized to perform: cognito-idp:ListUserPools' } as const)
            : undefined,
      ],
    ])
    aws.settings(ACCOUNT).answers = answers
    const scan = await scanAws(aws, ACCOUNT)
    aws.settings(ACCOUNT).answers = new Map()
    expect(scan.rows(userPools).map(({ id }) => id)).toEqual([SHOP.id])
    expect(scan.gaps(userPoolWebAcls)).toMatchObject([{ part: 'eu-west-1', reason: 'denied', permission: 'cognito-idp:ListUserPools' }])
  })

  it('of which one cannot be read leave a gap in its Region that names it', async () => {
    aws.fault({ kind: 'missing-member', member: 'UserPoolClient' }, { operation: 'DescribeUserPoolClient', mentions: '"web"' })
    const scan = await scanAws(aws, ACCOUNT)
    expect(scan.rows(userPoolClients).map(({ id }) => id)).toEqual(['plain'])
    expect(scan.gaps(userPoolClients)).toMatchObject([{ part: 'us-east-1', reason: 'invalid', detail: expect.stringMatching(/^client web of shop: /) }])
  })

  it('that are gone meanwhile are none', async () => {
    aws.fault({ kind: 'error', status: 400, code: 'ResourceNotFoundException', message: 'gone' }, { operation: 'DescribeUserPool', mentions: SHOP.id })
    const scan = await scanAws(aws, ACCOUNT)
    expect(scan.rows(userPools).map(({ name }) => name)).toEqual(['staff'])
    expect(scan.gaps(userPools)).toEqual([])
  })

  it('are not asked about any further, once it is clear that they are not told', async () => {
    const clients = Array.from({ length: 40 }, (_, n) => ({ id: `client-${n}`, name: `client-${n}` }))
    aws.settings(EMPTY).applications = { userPools: [{ region: 'us-east-1', id: 'us-east-1_Many00001', name: 'many', clients }] }
    aws.fault({ kind: 'denied' }, { operation: 'DescribeUserPoolClient' })
    const scan = await scanAws(aws, EMPTY)
    aws.settings(EMPTY).applications = {}
    expect(scan.gaps(userPoolClients).every(({ reason, permission }) => reason === 'denied' && permission === 'cognito-idp:DescribeUserPoolClient')).toBe(true)
    expect(calls().filter(call => call.endsWith('DescribeUserPoolClient')).length).toBeLessThanOrEqual(5)
  })

  it('are read page by page', async () => {
    const clients = Array.from({ length: 70 }, (_, n) => ({ id: `client-${n}`, name: `client-${n}` }))
    const userPools = Array.from({ length: 61 }, (_, n) => ({
      region: 'us-east-1',
      id: `us-east-1_Pool${n}`,
      name: `pool-${n}`,
      clients: n === 60 ? clients : [],
    }))
    aws.settings(EMPTY).applications = { userPools }
    const scan = await scanAws(aws, EMPTY)
    aws.settings(EMPTY).applications = {}
    expect([scan.rows(userPoolMfa).length, scan.rows(userPoolClients).length, gapsOf(scan).length]).toEqual([61, 70, 0])
  })
})

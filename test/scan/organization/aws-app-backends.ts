import type { AccountSeed, RoleSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow, daysAgo } from './accounts.ts'

const region = 'eu-west-1'
const pool = (n: number): string => `${region}:00000000-0000-4000-8000-00000000000${n}`
const roleArn = (name: string): string => `arn:aws:iam::${accounts.web}:role/${name}`
const created = new Date(daysAgo(300))

const forPool = (name: string, n: number, amr: 'authenticated' | 'unauthenticated', inline: Readonly<Record<string, unknown>>): RoleSeed => ({
  name,
  trust: allow({
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': pool(n) },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
    },
  }),
  inline: { app: allow(inline) },
})

const api = (name: string, n: number, authenticationType: string) => ({
  region,
  api: {
    apiId: `graphqlapi000000000000000${n}`,
    name,
    arn: `arn:aws:appsync:${region}:${accounts.web}:apis/graphqlapi000000000000000${n}`,
    authenticationType,
  },
})

const branch = (app: string, backend?: Readonly<Record<string, string>>) => ({
  branchArn: `arn:aws:amplify:${region}:${accounts.web}:apps/${app}/branches/main`,
  branchName: 'main',
  description: '',
  stage: 'PRODUCTION',
  displayName: 'main',
  enableNotification: false,
  createTime: created,
  updateTime: created,
  environmentVariables: {},
  enableAutoBuild: true,
  customDomains: [],
  framework: 'Web',
  activeJobId: '0000000001',
  totalNumberOfJobs: '1',
  enableBasicAuth: false,
  ttl: '5',
  enablePullRequestPreview: false,
  ...(backend === undefined ? {} : { backend }),
})
const app = (name: string, appId: string, backendRegion?: string) => ({
  region,
  app: {
    appId,
    appArn: `arn:aws:amplify:${region}:${accounts.web}:apps/${appId}`,
    name,
    description: '',
    repository: 'https://git.example/site',
    platform: 'WEB',
    createTime: created,
    updateTime: created,
    environmentVariables: {},
    defaultDomain: `${appId}.amplifyapp.com`,
    enableBranchAutoBuild: true,
    enableBasicAuth: false,
  },
  branches: [
    branch(
      appId,
      backendRegion === undefined ? undefined : { stackArn: `arn:aws:cloudformation:${backendRegion}:${accounts.web}:stack/amplify-${name}-main/0` },
    ),
  ],
})

/** Identity pools, GraphQL APIs and Amplify apps: of each kind one with its fault and one without. */
export const appBackends: Readonly<Record<string, AccountSeed>> = {
  [accounts.web]: {
    roles: [
      forPool('guest', 1, 'unauthenticated', { Action: 's3:*', Resource: '*' }),
      forPool('signed-in-wide', 1, 'authenticated', { Action: '*', Resource: '*' }),
      forPool('signed-in-narrow', 2, 'authenticated', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::pictures/*' }),
    ],
    applications: {
      identityPools: [
        {
          region,
          id: pool(1),
          name: 'open-identities',
          pool: { AllowUnauthenticatedIdentities: true, AllowClassicFlow: true },
          roles: {
            Roles: { authenticated: roleArn('signed-in-wide'), unauthenticated: roleArn('guest') },
            RoleMappings: {
              [`cognito-idp.${region}.amazonaws.com/eu-west-1_Faulty001:0faultysite000000000000000`]: {
                Type: 'Rules',
                AmbiguousRoleResolution: 'AuthenticatedRole',
                RulesConfiguration: { Rules: [{ Claim: 'custom:level', MatchType: 'Equals', Value: 'staff', RoleARN: roleArn('signed-in-wide') }] },
              },
            },
          },
        },
        { region, id: pool(2), name: 'closed-identities', roles: { Roles: { authenticated: roleArn('signed-in-narrow') } } },
      ],
      graphqlApis: [api('keys-only', 1, 'API_KEY'), api('with-users', 2, 'AMAZON_COGNITO_USER_POOLS')],
      amplifyApps: [app('bare-app', 'dbareapp00001'), app('backed-app', 'dbackedapp001', region), app('far-app', 'dfarapp000001', 'ap-southeast-2')],
    },
  },
}

import type { ApplicationsSeed } from '../../clouds/aws/services/applications-seed.ts'

const ACCOUNT = '111111111111'
const created = new Date('2026-01-01T00:00:00Z')

/** Something of everything that applications sign their users in with. Every secret in it begins with `secret`: none may be kept. */
export const RICH_APPLICATIONS: ApplicationsSeed = {
  userPools: [
    {
      region: 'us-east-1',
      id: 'us-east-1_Shop00001',
      name: 'shop',
      pool: {
        DeletionProtection: 'ACTIVE',
        UserPoolTier: 'PLUS',
        UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' } },
        LambdaConfig: {
          PreSignUp: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:sign-up`,
          PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: 'arn:aws:lambda:us-east-1:999999999999:function:tokens' },
          KMSKeyID: `arn:aws:kms:us-east-1:${ACCOUNT}:key/00000000-0000-4000-8000-000000000000`,
        },
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      },
      mfa: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true }, EmailMfaConfiguration: { Message: 'Code {####}' } },
      risk: {
        CompromisedCredentialsRiskConfiguration: { EventFilter: ['SIGN_IN'], Actions: { EventAction: 'BLOCK' } },
        AccountTakeoverRiskConfiguration: { Actions: { HighAction: { Notify: true, EventAction: 'MFA_REQUIRED' } } },
      },
      clients: [
        { id: 'plain', name: 'plain' },
        {
          id: 'web',
          name: 'web',
          client: {
            ClientSecret: 'secret-of-the-client-0001',
            ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
            AllowedOAuthFlowsUserPoolClient: true,
            AllowedOAuthFlows: ['code'],
            AllowedOAuthScopes: ['openid', 'api/read'],
            CallbackURLs: ['https://shop.example/callback'],
            LogoutURLs: ['https://shop.example/'],
            SupportedIdentityProviders: ['COGNITO', 'Google'],
            WriteAttributes: ['email', 'custom:role'],
            RefreshTokenValidity: 12,
            TokenValidityUnits: { RefreshToken: 'hours' },
            PreventUserExistenceErrors: 'ENABLED',
          },
        },
      ],
      providers: [
        {
          name: 'Google',
          type: 'Google',
          details: { client_id: 'shop', client_secret: 'secret-of-google', authorize_scopes: 'openid email' },
          mapping: { email: 'email', email_verified: 'email_verified', username: 'sub' },
        },
        {
          name: 'Partner',
          type: 'OIDC',
          details: { client_id: 'shop', client_secret: 'secret-of-partner', oidc_issuer: 'https://login.partner.example' },
          mapping: { email: 'email' },
        },
        { name: 'Staff', type: 'SAML', details: { IDPInit: 'true', MetadataURL: 'https://login.staff.example/secret-of-the-metadata' } },
      ],
      servers: [
        { identifier: 'api', name: 'API', scopes: ['read', 'write'] },
        { identifier: 'bare', name: 'Bare' },
      ],
    },
    { region: 'eu-west-1', id: 'eu-west-1_Staff0001', name: 'staff' },
  ],
  webAcls: [
    { region: 'us-east-1', name: 'before-the-shop', pools: ['us-east-1_Shop00001'] },
    { region: 'eu-west-1', name: 'idle' },
  ],
  identityPools: [
    {
      region: 'us-east-1',
      id: 'us-east-1:00000000-0000-4000-8000-000000000001',
      name: 'shop',
      pool: { AllowUnauthenticatedIdentities: true, AllowClassicFlow: true },
      roles: {
        Roles: { authenticated: `arn:aws:iam::${ACCOUNT}:role/buyer`, unauthenticated: `arn:aws:iam::${ACCOUNT}:role/guest` },
        RoleMappings: {
          'cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop00001:web': {
            Type: 'Rules',
            AmbiguousRoleResolution: 'AuthenticatedRole',
            RulesConfiguration: { Rules: [{ Claim: 'custom:role', MatchType: 'Equals', Value: 'staff', RoleARN: `arn:aws:iam::${ACCOUNT}:role/staff` }] },
          },
        },
      },
    },
  ],
  graphqlApis: [
    {
      region: 'us-east-1',
      api: {
        apiId: 'graphqlapi0000000000000001',
        name: 'catalogue',
        arn: `arn:aws:appsync:us-east-1:${ACCOUNT}:apis/graphqlapi0000000000000001`,
        authenticationType: 'API_KEY',
        additionalAuthenticationProviders: [{ authenticationType: 'AWS_IAM' }],
        visibility: 'GLOBAL',
      },
    },
  ],
  amplifyApps: [
    {
      region: 'us-east-1',
      app: {
        appId: 'dexample0001',
        appArn: `arn:aws:amplify:us-east-1:${ACCOUNT}:apps/dexample0001`,
        name: 'site',
        description: '',
        repository: 'https://git.example/site',
        platform: 'WEB',
        createTime: created,
        updateTime: created,
        environmentVariables: { TOKEN: 'secret-of-the-app' },
        defaultDomain: 'dexample0001.amplifyapp.com',
        enableBranchAutoBuild: true,
        enableBasicAuth: true,
        basicAuthCredentials: 'secret-of-the-site',
      },
      branches: [
        {
          branchArn: `arn:aws:amplify:us-east-1:${ACCOUNT}:apps/dexample0001/branches/main`,
          branchName: 'main',
          description: '',
          stage: 'PRODUCTION',
          displayName: 'main',
          enableNotification: false,
          createTime: created,
          updateTime: created,
          environmentVariables: { TOKEN: 'secret-of-the-branch' },
          enableAutoBuild: true,
          customDomains: [],
          framework: 'Web',
          activeJobId: '0000000001',
          totalNumberOfJobs: '1',
          enableBasicAuth: false,
          ttl: '5',
          enablePullRequestPreview: false,
          backend: { stackArn: `arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/amplify-site-main/00000000-0000-4000-8000-000000000000` },
        },
      ],
    },
  ],
}

import type { AccountSeed } from '../../clouds/aws/seed.ts'
import { accounts } from './accounts.ts'
import { outsiders } from './aws-outside-trusts.ts'

const region = 'eu-west-1'
const lambda = (account: string, name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`

/** A client for testing on one's own machine, which the operator declared. */
export const testClient = { id: '0testclient000000000000000', name: 'sound-test' } as const

const strongPassword = {
  MinimumLength: 14,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 3,
}
const weakPassword = { ...strongPassword, MinimumLength: 6, RequireSymbols: false }

const soundClient = {
  ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH'],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ['code'],
  AllowedOAuthScopes: ['openid', 'email'],
  CallbackURLs: ['https://shop.example/callback'],
  LogoutURLs: ['https://shop.example/'],
  SupportedIdentityProviders: ['COGNITO'],
  RefreshTokenValidity: 30,
  TokenValidityUnits: { RefreshToken: 'days' },
  EnableTokenRevocation: true,
  PreventUserExistenceErrors: 'ENABLED',
}
const program = (...scopes: readonly string[]) => ({
  ...soundClient,
  ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
  AllowedOAuthFlows: ['client_credentials'],
  AllowedOAuthScopes: scopes,
  CallbackURLs: [],
  LogoutURLs: [],
})

/** A pool with a fault of every kind, and one without. */
export const cognito: Readonly<Record<string, AccountSeed>> = {
  [accounts.web]: {
    applications: {
      userPools: [
        {
          region,
          id: 'eu-west-1_Faulty001',
          name: 'faulty-pool',
          pool: {
            Policies: { PasswordPolicy: weakPassword },
            LambdaConfig: { DefineAuthChallenge: lambda(outsiders.stranger, 'challenge') },
          },
          clients: [
            {
              id: '0faultysite000000000000000',
              name: 'faulty-site',
              client: {
                ...soundClient,
                ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
                AllowedOAuthFlows: ['code', 'implicit'],
                CallbackURLs: ['http://shop.example/callback'],
                RefreshTokenValidity: 60,
                EnableTokenRevocation: false,
                PreventUserExistenceErrors: 'LEGACY',
                WriteAttributes: ['email', 'custom:level'],
              },
            },
            { id: '0faultyserver0000000000000', name: 'faulty-server', client: { ...soundClient, ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] } },
            { id: '0faultyprogram000000000000', name: 'faulty-program', client: program('orders/read', 'orders/*') },
            { id: '0greedyprogram000000000000', name: 'greedy-program', client: program('orders/read', 'orders/write') },
          ],
          providers: [
            { name: 'Google', type: 'Google', mapping: { email: 'email', username: 'sub' } },
            { name: 'Partner', type: 'SAML', details: { IDPInit: 'true' }, mapping: { username: 'sub' } },
            {
              name: 'AnyTenant',
              type: 'OIDC',
              details: { client_id: 'shop', oidc_issuer: 'https://login.microsoftonline.com/common/v2.0' },
              mapping: { email: 'email', email_verified: 'email_verified' },
            },
          ],
          servers: [
            { identifier: 'bare', name: 'bare-server' },
            { identifier: 'orders', name: 'orders-server', scopes: ['read', 'write'] },
          ],
        },
        {
          region,
          id: 'eu-west-1_Sound0001',
          name: 'sound-pool',
          pool: {
            Policies: { PasswordPolicy: strongPassword },
            DeletionProtection: 'ACTIVE',
            UserPoolTier: 'PLUS',
            UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' } },
            AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
            LambdaConfig: { DefineAuthChallenge: lambda(accounts.web, 'challenge') },
          },
          mfa: { MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } },
          risk: {
            CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
            AccountTakeoverRiskConfiguration: { Actions: { HighAction: { Notify: true, EventAction: 'BLOCK' } } },
          },
          clients: [
            { id: '0soundsite0000000000000000', name: 'sound-site', client: soundClient },
            { id: testClient.id, name: testClient.name, client: { ...soundClient, CallbackURLs: ['http://localhost:3000/callback'] } },
            { id: '0soundprogram0000000000000', name: 'sound-program', client: program('stock/read') },
          ],
          providers: [
            { name: 'Google', type: 'Google', mapping: { email: 'email', email_verified: 'email_verified' } },
            { name: 'Partner', type: 'SAML', details: { IDPInit: 'false' }, mapping: { username: 'sub' } },
          ],
          servers: [{ identifier: 'stock', name: 'stock-server', scopes: ['read', 'write'] }],
        },
      ],
      webAcls: [{ region, name: 'before-the-sound-pool', pools: ['eu-west-1_Sound0001'] }],
    },
  },
}

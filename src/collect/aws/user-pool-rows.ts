import type {
  GetUserPoolMfaConfigCommandOutput,
  LambdaConfigType,
  RiskConfigurationType,
  TokenValidityUnitsType,
  UserPoolClientType,
  UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider'
import type { UserPoolClient } from '../../datasets/aws/user-pool-clients.ts'
import type { UserPool, UserPoolMfa, UserPoolRisk } from '../../datasets/aws/user-pools.ts'
import { CollectError } from '../collector.ts'
import { booleanOf, listOf, numberOf, objectOf, textOf, textsOf } from './answers.ts'

/** A pool as it is listed, and where. */
export interface ListedPool {
  readonly id: string
  readonly name: string
  readonly scope: string
  readonly part: string
}

/** `{ [name]: value }`, or nothing where Cognito leaves it out. */
const given = <Name extends string, T, V>(name: Name, value: T | undefined, read: (value: T) => V): Partial<Record<Name, V>> => {
  const found: Partial<Record<Name, V>> = {}
  if (value !== undefined) found[name] = read(value)
  return found
}

const text = (what: string) => (value: string) => textOf(value, what)
const texts = (what: string) => (value: readonly string[]) => textsOf(value, what)

/** Each entry is a function's ARN, or a structure that holds one; `KMSKeyID` is the one that is neither. */
const triggersOf = (config: LambdaConfigType): { event: string; functionArn: string }[] =>
  Object.entries(objectOf(config, 'UserPool: LambdaConfig')).flatMap(([event, value]) => {
    if (event === 'KMSKeyID') return []
    const functionArn: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'LambdaArn') : value
    return typeof functionArn === 'string' && functionArn !== '' ? [{ event, functionArn }] : []
  })

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const poolRow = (of: ListedPool, answer: UserPoolType | undefined): UserPool => {
  const pool = objectOf(answer, 'DescribeUserPool: UserPool')
  const policy = objectOf(objectOf(pool.Policies, 'UserPool: Policies').PasswordPolicy, 'UserPool: PasswordPolicy')
  const addOns = pool.UserPoolAddOns
  return {
    ...of,
    arn: textOf(pool.Arn, 'UserPool: Arn'),
    passwordPolicy: {
      minimumLength: numberOf(policy.MinimumLength, 'PasswordPolicy: MinimumLength'),
      requiresUppercase: booleanOf(policy.RequireUppercase, 'PasswordPolicy: RequireUppercase'),
      requiresLowercase: booleanOf(policy.RequireLowercase, 'PasswordPolicy: RequireLowercase'),
      requiresNumbers: booleanOf(policy.RequireNumbers, 'PasswordPolicy: RequireNumbers'),
      requiresSymbols: booleanOf(policy.RequireSymbols, 'PasswordPolicy: RequireSymbols'),
      ...given('temporaryPasswordDays', policy.TemporaryPasswordValidityDays, days => numberOf(days, 'PasswordPolicy: TemporaryPasswordValidityDays')),
    },
    administratorsCreateUsers: booleanOf(
      objectOf(pool.AdminCreateUserConfig, 'UserPool: AdminCreateUserConfig').AllowAdminCreateUserOnly,
      'AdminCreateUserConfig: AllowAdminCreateUserOnly',
    ),
    ...given('deletionProtection', pool.DeletionProtection, text('UserPool: DeletionProtection')),
    ...given('threatProtection', addOns?.AdvancedSecurityMode, text('UserPoolAddOns: AdvancedSecurityMode')),
    ...given('customAuthThreatProtection', addOns?.AdvancedSecurityAdditionalFlows?.CustomAuthMode, text('AdvancedSecurityAdditionalFlows: CustomAuthMode')),
    ...given('tier', pool.UserPoolTier, text('UserPool: UserPoolTier')),
    ...given('triggers', pool.LambdaConfig, triggersOf),
    ...given('attributes', pool.SchemaAttributes, attributes =>
      listOf(attributes, 'UserPool: SchemaAttributes').map(({ Name, Mutable }) => ({
        name: textOf(Name, 'SchemaAttributes: Name'),
        mutable: booleanOf(Mutable, 'SchemaAttributes: Mutable'),
      })),
    ),
    ...given(
      'verifiedBeforeUpdate',
      pool.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate,
      texts('UserAttributeUpdateSettings: AttributesRequireVerificationBeforeUpdate'),
    ),
  }
}

const MFA = new Set(['OFF', 'ON', 'OPTIONAL'])

/** A method is set up where its configuration is there: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const mfaRow = (of: ListedPool, answer: GetUserPoolMfaConfigCommandOutput): UserPoolMfa => {
  const mfa = textOf(answer.MfaConfiguration, 'GetUserPoolMfaConfig: MfaConfiguration')
  if (!MFA.has(mfa)) throw new CollectError('invalid', `GetUserPoolMfaConfig: MfaConfiguration is ${mfa}, which is none that is known`)
  return {
    ...of,
    mfa,
    methods: [
      ...(answer.SmsMfaConfiguration?.SmsConfiguration === undefined ? [] : ['sms' as const]),
      ...(answer.EmailMfaConfiguration === undefined ? [] : ['email' as const]),
      ...(answer.SoftwareTokenMfaConfiguration?.Enabled === true ? ['totp' as const] : []),
      ...(answer.WebAuthnConfiguration?.FactorConfiguration === 'MULTI_FACTOR_WITH_USER_VERIFICATION' ? ['passkey' as const] : []),
    ],
  }
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeRiskConfiguration.html */
export const riskRow = (of: ListedPool, answer: RiskConfigurationType | undefined): UserPoolRisk => {
  const { CompromisedCredentialsRiskConfiguration: compromised, AccountTakeoverRiskConfiguration: takeover } = objectOf(
    answer,
    'DescribeRiskConfiguration: RiskConfiguration',
  )
  return {
    ...of,
    ...given('compromisedCredentials', compromised, ({ Actions }) => textOf(Actions?.EventAction, 'CompromisedCredentialsRiskConfiguration: EventAction')),
    ...given('compromisedCredentialsEvents', compromised?.EventFilter, texts('CompromisedCredentialsRiskConfiguration: EventFilter')),
    ...given('takeover', takeover, ({ Actions }) => ({
      ...given('low', Actions?.LowAction?.EventAction, text('LowAction: EventAction')),
      ...given('medium', Actions?.MediumAction?.EventAction, text('MediumAction: EventAction')),
      ...given('high', Actions?.HighAction?.EventAction, text('HighAction: EventAction')),
    })),
  }
}

const DAY = 86_400
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3_600],
  ['days', DAY],
])

/** In days unless a unit is set, and 30 days where it is 0: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
const refreshSeconds = (validity: number, units: TokenValidityUnitsType | undefined): number | undefined => {
  if (validity === 0) return 30 * DAY
  const unit = SECONDS.get(units?.RefreshToken ?? 'days')
  return unit === undefined ? undefined : validity * unit
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html: of the secret only whether there is one. */
export const clientRow = (pool: ListedPool, id: string, answer: UserPoolClientType | undefined): UserPoolClient => {
  const client = objectOf(answer, 'DescribeUserPoolClient: UserPoolClient')
  const seconds = client.RefreshTokenValidity === undefined ? undefined : refreshSeconds(client.RefreshTokenValidity, client.TokenValidityUnits)
  return {
    id,
    scope: pool.scope,
    part: pool.part,
    partOf: pool.id,
    poolName: pool.name,
    name: textOf(client.ClientName, 'UserPoolClient: ClientName'),
    hasSecret: client.ClientSecret !== undefined,
    ...given('authFlows', client.ExplicitAuthFlows, texts('UserPoolClient: ExplicitAuthFlows')),
    ...given('oauthEnabled', client.AllowedOAuthFlowsUserPoolClient, value => booleanOf(value, 'UserPoolClient: AllowedOAuthFlowsUserPoolClient')),
    ...given('oauthFlows', client.AllowedOAuthFlows, texts('UserPoolClient: AllowedOAuthFlows')),
    ...given('scopes', client.AllowedOAuthScopes, texts('UserPoolClient: AllowedOAuthScopes')),
    ...given('callbackUrls', client.CallbackURLs, texts('UserPoolClient: CallbackURLs')),
    ...given('logoutUrls', client.LogoutURLs, texts('UserPoolClient: LogoutURLs')),
    ...given('identityProviders', client.SupportedIdentityProviders, texts('UserPoolClient: SupportedIdentityProviders')),
    ...given('writableAttributes', client.WriteAttributes, texts('UserPoolClient: WriteAttributes')),
    ...given('refreshTokenSeconds', seconds, value => numberOf(value, 'UserPoolClient: RefreshTokenValidity')),
    ...given('preventUserExistenceErrors', client.PreventUserExistenceErrors, text('UserPoolClient: PreventUserExistenceErrors')),
    ...given('tokenRevocation', client.EnableTokenRevocation, value => booleanOf(value, 'UserPoolClient: EnableTokenRevocation')),
  }
}

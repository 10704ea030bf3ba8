export type Statement = Readonly<Record<string, unknown>>
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>

/** A policy document as IAM gives it: JSON text. */
export const document = (...statements: readonly Statement[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements })

const conditioned = (conditions: Conditions | undefined) => (conditions === undefined ? {} : { Condition: conditions })

export const allow = (actions: string | readonly string[], resource: string | readonly string[] = '*', conditions?: Conditions): Statement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
  ...conditioned(conditions),
})

export const deny = (sid: string, actions: string | readonly string[], conditions?: Conditions): Statement => ({
  Sid: sid,
  Effect: 'Deny',
  Action: actions,
  Resource: '*',
  ...conditioned(conditions),
})

const trust = (principal: Readonly<Record<string, string>>, action: string | readonly string[], conditions?: Conditions): string =>
  document({ Effect: 'Allow', Principal: principal, Action: action, ...conditioned(conditions) })

export const trustService = (service: string, conditions?: Conditions): string => trust({ Service: service }, 'sts:AssumeRole', conditions)
export const trustPrincipal = (arn: string, conditions?: Conditions): string => trust({ AWS: arn }, 'sts:AssumeRole', conditions)

/** Browsers come back to the sign-in address of AWS with the assertion. */
export const trustSaml = (providerArn: string): string =>
  trust({ Federated: providerArn }, ['sts:AssumeRoleWithSAML', 'sts:TagSession'], { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } })

/** Those who come through an identity pool of Cognito, signed in or not. */
export const trustIdentityPool = (pool: string, who: 'authenticated' | 'unauthenticated'): string =>
  trust({ Federated: 'cognito-identity.amazonaws.com' }, 'sts:AssumeRoleWithWebIdentity', {
    StringEquals: { 'cognito-identity.amazonaws.com:aud': pool },
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': who },
  })

/** Tokens of one OpenID Connect issuer; `demands` are condition operators over keys without the issuer, except whole keys such as `sts:RoleSessionName`. */
export const trustIssuer = (account: string, issuer: string, demands: Conditions): string =>
  trust(
    { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    'sts:AssumeRoleWithWebIdentity',
    Object.fromEntries(
      Object.entries(demands).map(([operator, claims]) => [
        operator,
        Object.fromEntries(Object.entries(claims).map(([claim, value]) => [claim.includes(':') ? claim : `${issuer}:${claim}`, value])),
      ]),
    ),
  )

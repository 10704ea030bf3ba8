import type { VerdictTable } from './verdict-table.ts'

/** What is found in what applications sign their users in with, and in what runs there. */
export const expectedAwsApplications: VerdictTable = {
  'aws-amplify-auth-unprotected': {
    web: 'far-app: main low, 1 hold',
  },
  'aws-appsync-api-key-only': {
    web: 'keys-only medium, 1 hold',
  },
  'aws-codebuild-webhook-open': {
    pipeline: 'for-nearly-anybody high, for-strangers high, 1 hold',
  },
  'aws-cognito-client-attributes-writable': {
    web: 'faulty-site medium, 6 hold',
  },
  'aws-cognito-client-callback-insecure': {
    web: 'faulty-site high, 3 hold',
  },
  'aws-cognito-client-implicit-flow': {
    web: 'faulty-site high, 6 hold',
  },
  'aws-cognito-client-password-flow': {
    web: 'faulty-server low, faulty-site medium, 5 hold',
  },
  'aws-cognito-client-refresh-token-long': {
    web: 'faulty-site low, 3 hold',
  },
  'aws-cognito-client-scope-wide': {
    web: 'faulty-program medium, greedy-program low, 1 hold',
  },
  'aws-cognito-client-token-revocation-off': {
    web: 'faulty-site medium, 3 hold',
  },
  'aws-cognito-client-user-existence-revealed': {
    web: 'faulty-site low, 6 hold',
  },
  'aws-cognito-custom-auth-threat-protection-off': {
    web: 'faulty-pool medium, 1 hold',
  },
  'aws-cognito-deletion-unprotected': {
    web: 'faulty-pool low, 1 hold',
  },
  'aws-cognito-idp-mapping-trusts-unverified-email': {
    web: 'AnyTenant medium, Google medium, 1 hold',
  },
  'aws-cognito-lambda-trigger-foreign': {
    web: 'faulty-pool medium, 1 hold',
  },
  'aws-cognito-mfa-off': {
    web: 'faulty-pool high, 1 hold',
  },
  'aws-cognito-password-policy-weak': {
    web: 'faulty-pool medium, 1 hold',
  },
  'aws-cognito-resource-server-unscoped': {
    web: 'bare-server low, 2 hold',
  },
  'aws-cognito-saml-idp-initiated': {
    web: 'Partner low, 1 hold',
  },
  'aws-cognito-self-sign-up-open': {
    web: 'faulty-pool info, 1 hold',
  },
  'aws-cognito-threat-protection-off': {
    web: 'faulty-pool medium, 1 hold',
  },
  'aws-cognito-without-waf': {
    web: 'faulty-pool medium, 1 hold',
  },
  'aws-identity-pool-classic-flow': {
    web: 'open-identities medium, 1 hold',
  },
  'aws-identity-pool-role-overprivileged': {
    web: 'open-identities high, 1 hold',
  },
  'aws-identity-pool-unauthenticated': {
    web: 'open-identities high, 1 hold',
  },
  'aws-imds-v1-default': {
    web: 'us-east-1 medium, 1 hold',
    holds: 'archive audit data identity management payments pipeline sandbox shop',
  },
  'aws-outbound-federation-wide': {
    data: 'itself medium',
    holds: 'archive audit identity management payments pipeline sandbox shop web',
  },
}

import rule from '../../../rules/application-identity/aws-cognito-mfa-off.ts'
import { userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { type UserPoolMfa, userPoolMfa } from '../../../src/datasets/aws/user-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { clientRow, darkIn, federatedClientRow, machineClientRow, mfaRow, POOL, REGION } from '../cognito-rows.ts'

const pool = (mfa: string, methods: UserPoolMfa['methods'] = []) => given(userPoolMfa, mfaRow(mfa, methods))
const client = given(userPoolClients, clientRow())

testRule(rule, {
  pass: {
    'required, by an authenticator app': [pool('ON', ['totp']), client],
    'required, by text message or an app': [pool('ON', ['sms', 'totp']), client],
    'required, by passkeys': [pool('ON', ['passkey']), client],
    'required strongly of a client that takes passwords, though others of the Region were not read': {
      given: [pool('ON', ['totp']), client],
      gaps: [darkIn('user-pool-clients', REGION)],
    },
  },
  fail: {
    off: {
      given: [pool('OFF'), client],
      subjects: [POOL],
      severity: 'high',
      message: 'User pool shop does not ask for MFA.',
      evidence: [{ label: 'A client that takes passwords', value: 'web' }],
    },
    'left to each user': { given: [pool('OPTIONAL', ['totp']), client], severity: 'medium', message: 'leaves MFA to each user' },
    'only by text message': { given: [pool('ON', ['sms']), client], severity: 'medium', message: 'requires MFA only by text message' },
    'only by messages': { given: [pool('ON', ['sms', 'email']), client], severity: 'medium', message: 'by text message or e-mail' },
    'a client with the flows that are allowed by default': [pool('OFF'), given(userPoolClients, clientRow({ authFlows: undefined }))],
    'a client with no flow but managed login of the own directory': [
      pool('OFF'),
      given(userPoolClients, federatedClientRow({ identityProviders: ['COGNITO', 'Partner'] })),
    ],
    'managed login that names no provider': [pool('OFF'), given(userPoolClients, federatedClientRow({ identityProviders: undefined }))],
    'a client that takes passwords, though others of the Region were not read': {
      given: [pool('OFF'), client],
      gaps: [darkIn('user-pool-clients', REGION)],
    },
    'off, where clients of another Region were not read': { given: [pool('OFF'), client], gaps: [darkIn('user-pool-clients', 'us-east-1')] },
  },
  unknown: {
    'off, where clients were not read': { given: [pool('OFF')], gaps: [darkIn('user-pool-clients', REGION)], message: `denied in ${REGION}` },
    'required strongly, where clients were not read': {
      given: [pool('ON', ['totp'])],
      gaps: [darkIn('user-pool-clients', REGION)],
      message: 'MFA of user pool shop is ON; whether anybody signs in to it with a password is not known',
    },
    'required strongly, where the clients that were read are for users of another provider alone': {
      given: [pool('ON', ['totp']), given(userPoolClients, federatedClientRow())],
      gaps: [darkIn('user-pool-clients', REGION)],
    },
    'required strongly, where it was not told whether the only client may use managed login': [
      pool('ON', ['totp']),
      given(userPoolClients, federatedClientRow({ oauthEnabled: undefined, identityProviders: ['COGNITO'] })),
    ],
    'off, where it was not told whether the only client may use managed login': {
      given: [pool('OFF'), given(userPoolClients, federatedClientRow({ oauthEnabled: undefined, identityProviders: ['COGNITO'] }))],
      message: 'whether client web may use the OAuth endpoints was not told',
    },
    'custom authentication alone': {
      given: [pool('OFF'), given(userPoolClients, clientRow({ authFlows: ['ALLOW_CUSTOM_AUTH'] }))],
      message: 'Lambda triggers',
    },
    'required by no method that was told': [pool('ON'), client],
  },
  'not-applicable': {
    'users of another provider alone': [pool('OFF'), given(userPoolClients, federatedClientRow())],
    'users of another provider alone, though MFA is required': [pool('ON', ['totp']), given(userPoolClients, federatedClientRow())],
    'programs alone': [pool('OFF'), given(userPoolClients, machineClientRow())],
    'a pool without clients': [pool('OFF'), given(userPoolClients)],
  },
})

import rule from '../../../rules/application-identity/aws-cognito-threat-protection-off.ts'
import { userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { type UserPool, type UserPoolRisk, userPoolMfa, userPoolRisks, userPools } from '../../../src/datasets/aws/user-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { clientRow, darkIn, federatedClientRow, mfaRow, POOL, REGION, userPoolRow } from '../cognito-rows.ts'

const pool = (more: Partial<UserPool> = {}) => given(userPools, userPoolRow(more))
const risk = (more: Partial<UserPoolRisk> = {}) =>
  given(userPoolRisks, { id: POOL, name: 'shop', part: REGION, compromisedCredentials: 'BLOCK', takeover: { high: 'MFA_REQUIRED' }, ...more })
const ifAny = risk({ takeover: { high: 'MFA_IF_CONFIGURED' } })
const client = given(userPoolClients, clientRow())

testRule(rule, {
  pass: {
    'enforced, with an action for each': [pool(), risk(), client],
    'enforced for a client that takes passwords, though others of the Region were not read': {
      given: [pool(), risk(), client],
      gaps: [darkIn('user-pool-clients', REGION)],
    },
    'enforced at sign-in among others': [pool(), risk({ compromisedCredentialsEvents: ['SIGN_IN', 'SIGN_UP'] }), client],
    'enforced, where another Region is dark': { given: [pool(), risk(), client], gaps: [darkIn('user-pool-risk-configurations', 'us-east-1')] },
    'MFA if there is any, where users can have it': [pool(), ifAny, client, given(userPoolMfa, mfaRow('OPTIONAL', ['totp']))],
  },
  fail: {
    'MFA if there is any, where there is none': {
      given: [pool(), ifAny, client, given(userPoolMfa, mfaRow('OFF'))],
      message: 'asks for MFA at sign-ins of high risk only where it has any',
    },
    'never set': { given: [pool({ threatProtection: undefined }), client], subjects: [POOL], severity: 'medium', message: 'has no threat protection' },
    off: [pool({ threatProtection: 'OFF' }), client],
    'audit alone': { given: [pool({ threatProtection: 'AUDIT' }), client], message: 'only writes down threats' },
    'enforced, with nothing done about stolen passwords': {
      given: [pool(), risk({ compromisedCredentials: 'NO_ACTION' }), client],
      message: 'known to be stolen',
    },
    'enforced, with nothing done about high risk': { given: [pool(), risk({ takeover: { low: 'BLOCK', high: 'NO_ACTION' } }), client], message: 'high risk' },
    'enforced at sign-up alone': { given: [pool(), risk({ compromisedCredentialsEvents: ['SIGN_UP'] }), client], message: 'at sign-in' },
    'off, where actions were not read': { given: [pool({ threatProtection: 'OFF' }), client], gaps: [darkIn('user-pool-risk-configurations', REGION)] },
  },
  unknown: {
    'MFA if there is any, where that was not read': { given: [pool(), ifAny, client], gaps: [darkIn('user-pool-mfa', REGION)], message: `denied in ${REGION}` },
    'enforced, with no action set': [pool(), risk({ compromisedCredentials: undefined, takeover: undefined }), client],
    'enforced, with no action on risky sign-ins set': [pool(), risk({ takeover: undefined }), client],
    'enforced, where actions were not read': {
      given: [pool(), client],
      gaps: [darkIn('user-pool-risk-configurations', REGION)],
      message: `denied in ${REGION}`,
    },
    'off, where clients were not read': { given: [pool({ threatProtection: 'OFF' })], gaps: [darkIn('user-pool-clients', REGION)] },
    'enforced, where clients were not read': {
      given: [pool(), risk()],
      gaps: [darkIn('user-pool-clients', REGION)],
      message: 'whether anybody signs in with a password is not known',
    },
    'enforced, where the clients that were read are for users of another provider alone': {
      given: [pool(), risk(), given(userPoolClients, federatedClientRow())],
      gaps: [darkIn('user-pool-clients', REGION)],
    },
    'a mode that is not known': [pool({ threatProtection: 'DREAMING' }), client],
  },
  'not-applicable': {
    'users of another provider alone': [pool({ threatProtection: 'OFF' }), given(userPoolClients, federatedClientRow())],
    'custom authentication, which is another rule': [
      pool({ threatProtection: 'OFF' }),
      given(userPoolClients, clientRow({ authFlows: ['ALLOW_CUSTOM_AUTH'] })),
    ],
  },
})

import rule from '../../../rules/application-identity/aws-cognito-client-implicit-flow.ts'
import { type UserPoolClient, userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { given, testRule } from '../../rule-tester.ts'
import { clientRow } from '../cognito-rows.ts'

const client = (more: Partial<UserPoolClient>) => given(userPoolClients, clientRow(more))

testRule(rule, {
  pass: {
    'the code grant': [client({ oauthEnabled: true, oauthFlows: ['code'] })],
    'no flow': [client({ oauthEnabled: true })],
  },
  fail: {
    'the implicit grant': {
      given: [client({ oauthEnabled: true, oauthFlows: ['code', 'implicit'] })],
      subjects: ['web0001'],
      severity: 'high',
      message: 'Client web of user pool shop gets tokens in the address of the browser.',
    },
  },
  unknown: { 'endpoints of which nothing was told': [client({ oauthEnabled: undefined, oauthFlows: ['implicit'] })] },
  'not-applicable': { 'a flow that is listed while the endpoints are off': [client({ oauthEnabled: false, oauthFlows: ['implicit'] })] },
})

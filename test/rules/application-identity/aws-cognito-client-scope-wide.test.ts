import rule from '../../../rules/application-identity/aws-cognito-client-scope-wide.ts'
import { type UserPoolClient, userPoolClients, userPoolResourceServers } from '../../../src/datasets/aws/user-pool-clients.ts'
import { given, testRule } from '../../rule-tester.ts'
import { clientRow, darkIn, machineClientRow, POOL, REGION, serverRow } from '../cognito-rows.ts'

const client = (...scopes: readonly string[]) => given(userPoolClients, machineClientRow({ scopes: [...scopes] }))
const other = (more: Partial<UserPoolClient>) => given(userPoolClients, machineClientRow(more))
const servers = given(userPoolResourceServers, serverRow('api', 'read', 'write'), serverRow('mail', 'send'))

testRule(rule, {
  pass: {
    'one scope of two': [client('api/read'), servers],
    'the one scope of a server that has but one': [client('mail/send'), servers],
    'the scopes of another pool’s server': [
      client('api/read', 'api/write'),
      given(userPoolResourceServers, { ...serverRow('api', 'read', 'write'), partOf: 'eu-west-1_Other0001' }),
    ],
    'one scope of two, where another Region is dark': { given: [client('api/read'), servers], gaps: [darkIn('user-pool-resource-servers', 'us-east-1')] },
  },
  fail: {
    'every scope of a server': {
      given: [client('api/write', 'api/read', 'mail/send'), servers],
      subjects: ['machine0001'],
      severity: 'low',
      message: 'holds every scope of api.',
      evidence: [{ label: 'Resource server', value: 'api', row: `${POOL}/api` }],
    },
    'a scope for everything': { given: [client('api/*'), servers], severity: 'medium', message: 'holds api/*, which is for everything by its name' },
    'a scope called all': { given: [client('https://api.example/all'), servers], severity: 'medium' },
    'a scope about users': { given: [client('api/read', 'openid'), servers], severity: 'medium', message: 'holds openid, which is about users' },
    'a scope for everything, where servers were not read': { given: [client('api/*')], gaps: [darkIn('user-pool-resource-servers', REGION)] },
  },
  unknown: {
    'one scope, where servers were not read': { given: [client('api/read')], gaps: [darkIn('user-pool-resource-servers', REGION)] },
    'scopes that were not told': [other({ scopes: undefined }), servers],
    'endpoints of which nothing was told': [other({ oauthEnabled: undefined }), servers],
  },
  'not-applicable': {
    'a client of people': [given(userPoolClients, clientRow({ oauthEnabled: true, oauthFlows: ['code'], scopes: ['api/*'] })), servers],
    'endpoints that are off': [other({ oauthEnabled: false, scopes: ['api/*'] }), servers],
  },
})

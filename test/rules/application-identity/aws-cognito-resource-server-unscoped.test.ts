import rule from '../../../rules/application-identity/aws-cognito-resource-server-unscoped.ts'
import { userPoolResourceServers } from '../../../src/datasets/aws/user-pool-clients.ts'
import { given, testRule } from '../../rule-tester.ts'
import { POOL, serverRow } from '../cognito-rows.ts'

testRule(rule, {
  pass: { 'a scope': [given(userPoolResourceServers, serverRow('api', 'read'))] },
  fail: {
    'no scope': {
      given: [given(userPoolResourceServers, serverRow('api', 'read'), serverRow('bare'))],
      subjects: [`${POOL}/bare`],
      severity: 'low',
      message: 'Resource server bare of user pool shop has no scopes.',
    },
  },
})

import rule from '../../../rules/application-identity/aws-cognito-client-user-existence-revealed.ts'
import { userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { given, testRule } from '../../rule-tester.ts'
import { clientRow } from '../cognito-rows.ts'

const client = (preventUserExistenceErrors: string | undefined) => given(userPoolClients, clientRow({ preventUserExistenceErrors }))

testRule(rule, {
  pass: { on: [client('ENABLED')] },
  fail: {
    off: { given: [client('LEGACY')], subjects: ['web0001'], severity: 'low', message: 'tells who has an account' },
    'never set, which is off': [client(undefined)],
  },
  unknown: { 'a setting that is not known': [client('SOMETIMES')] },
})

import rule from '../../../rules/application-identity/aws-cognito-client-token-revocation-off.ts'
import { userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { given, testRule } from '../../rule-tester.ts'
import { clientRow, machineClientRow } from '../cognito-rows.ts'

const client = (tokenRevocation: boolean | undefined) => given(userPoolClients, clientRow({ tokenRevocation }))

testRule(rule, {
  pass: { on: [client(true)] },
  fail: {
    off: { given: [client(false)], subjects: ['web0001'], severity: 'medium', message: 'Refresh tokens of client web of user pool shop cannot be revoked.' },
    'off in a client of programs and people': [given(userPoolClients, machineClientRow({ authFlows: undefined, tokenRevocation: false }))],
  },
  unknown: { 'not told': [client(undefined)] },
  'not-applicable': { 'a client of programs': [given(userPoolClients, machineClientRow({ tokenRevocation: false }))] },
})

import rule from '../../../rules/application-identity/aws-cognito-client-refresh-token-long.ts'
import { userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { given, testRule } from '../../rule-tester.ts'
import { clientRow, machineClientRow } from '../cognito-rows.ts'

const DAY = 86_400
const client = (refreshTokenSeconds: number | undefined) => given(userPoolClients, clientRow({ refreshTokenSeconds }))

testRule(rule, {
  pass: { '30 days': [client(30 * DAY)], 'as long as a parameter allows': { given: [client(90 * DAY)], parameters: { days: 90 } } },
  fail: {
    'a second more': { given: [client(30 * DAY + 1)], subjects: ['web0001'], severity: 'low' },
    'ten years': { given: [client(3_650 * DAY)], message: 'live 3650 days, where 30 are allowed' },
    'longer than a parameter allows': { given: [client(2 * DAY)], parameters: { days: 1 } },
  },
  unknown: { 'not told': [client(undefined)] },
  'not-applicable': { 'a client of programs': [given(userPoolClients, machineClientRow({ refreshTokenSeconds: 3_650 * DAY }))] },
})

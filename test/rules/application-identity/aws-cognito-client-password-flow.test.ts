import rule from '../../../rules/application-identity/aws-cognito-client-password-flow.ts'
import { userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { clientRow } from '../cognito-rows.ts'

const client = (...authFlows: readonly string[]) => given(userPoolClients, clientRow({ authFlows: [...authFlows] }))

testRule(rule, {
  pass: {
    'the secure remote password protocol': [client('ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH')],
    'the flows that are allowed by default': [given(userPoolClients, clientRow({ authFlows: undefined }))],
    'choice-based sign-in': [client('ALLOW_USER_AUTH')],
    'a declared client': [client('ALLOW_USER_PASSWORD_AUTH'), given(declared, declaration('application', 'web0001'))],
  },
  fail: {
    'from anywhere': {
      given: [client('ALLOW_USER_PASSWORD_AUTH')],
      subjects: ['web0001'],
      severity: 'medium',
      message: 'Client web of user pool shop sends passwords.',
    },
    'from anywhere, of an older client': { given: [client('USER_PASSWORD_AUTH')], severity: 'medium' },
    'from a server': { given: [client('ALLOW_ADMIN_USER_PASSWORD_AUTH')], severity: 'low', message: 'from a server' },
    'from a server, of an older client': { given: [client('ADMIN_NO_SRP_AUTH')], severity: 'low' },
    'from both': { given: [client('ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH')], severity: 'medium' },
  },
})

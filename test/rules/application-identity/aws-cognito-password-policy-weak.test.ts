import rule from '../../../rules/application-identity/aws-cognito-password-policy-weak.ts'
import { userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { type UserPool, userPools } from '../../../src/datasets/aws/user-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { clientRow, darkIn, federatedClientRow, POOL, REGION, userPoolRow } from '../cognito-rows.ts'

const strong = userPoolRow().passwordPolicy
const pool = (more: Partial<UserPool['passwordPolicy']> = {}) => given(userPools, userPoolRow({ passwordPolicy: { ...strong, ...more } }))
const client = given(userPoolClients, clientRow())

testRule(rule, {
  pass: {
    'exactly what is asked': [pool(), client],
    'no symbols, where no class is asked': { given: [pool({ requiresSymbols: false }), client], parameters: { classes: [] } },
    'strong for a client that takes passwords, though others of the Region were not read': {
      given: [pool(), client],
      gaps: [darkIn('user-pool-clients', REGION)],
    },
  },
  fail: {
    'what Cognito sets by default': {
      given: [pool({ minimumLength: 8 }), client],
      subjects: [POOL],
      severity: 'medium',
      message: 'The password policy of user pool shop asks for 8 characters, where 12 are asked.',
      evidence: [{ label: 'Minimum length', value: 8, row: POOL }],
    },
    'a class that is not asked for': { given: [pool({ requiresSymbols: false }), client], message: 'does not ask for symbols' },
    'temporary passwords that live long': { given: [pool({ temporaryPasswordDays: 8 }), client], message: 'lets temporary passwords live 8 days' },
    'shorter than a parameter says': { given: [pool(), client], parameters: { minimumLength: 14 } },
  },
  unknown: {
    'temporary passwords of which nothing was told': [pool({ temporaryPasswordDays: undefined }), client],
    'strong, where clients were not read': { given: [pool()], gaps: [darkIn('user-pool-clients', REGION)], message: 'has no fault that was seen' },
    'strong, where the clients that were read are for users of another provider alone': {
      given: [pool(), given(userPoolClients, federatedClientRow())],
      gaps: [darkIn('user-pool-clients', REGION)],
    },
    'weak, where clients were not read': { given: [pool({ minimumLength: 8 })], gaps: [darkIn('user-pool-clients', REGION)], message: `denied in ${REGION}` },
    'weak, where triggers ask': [pool({ minimumLength: 8 }), given(userPoolClients, clientRow({ authFlows: ['CUSTOM_AUTH_FLOW_ONLY'] }))],
  },
  'not-applicable': { 'users of another provider alone': [pool({ minimumLength: 6 }), given(userPoolClients, federatedClientRow())] },
})

import rule from '../../../rules/application-identity/aws-cognito-self-sign-up-open.ts'
import { userPools } from '../../../src/datasets/aws/user-pools.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { POOL, userPoolRow } from '../cognito-rows.ts'

const pool = (administratorsCreateUsers: boolean) => given(userPools, userPoolRow({ administratorsCreateUsers }))

testRule(rule, {
  pass: {
    'administrators make users': [pool(true)],
    'declared to be open': [pool(false), given(declared, declaration('application', POOL.toUpperCase()))],
  },
  fail: {
    open: { given: [pool(false)], subjects: [POOL], severity: 'info', message: 'Everybody can make themselves an account in user pool shop.' },
    'another pool declared': [pool(false), given(declared, declaration('application', 'eu-west-1_Other0001'))],
  },
})

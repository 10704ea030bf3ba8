import rule from '../../../rules/application-identity/aws-cognito-deletion-unprotected.ts'
import { userPools } from '../../../src/datasets/aws/user-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { POOL, userPoolRow } from '../cognito-rows.ts'

const pool = (deletionProtection: string | undefined) => given(userPools, userPoolRow({ deletionProtection }))

testRule(rule, {
  pass: { protected: [pool('ACTIVE')] },
  fail: { 'not protected': { given: [pool('INACTIVE')], subjects: [POOL], severity: 'low', message: 'One call deletes user pool shop' } },
  unknown: { 'not told': [pool(undefined)] },
})

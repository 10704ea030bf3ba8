import rule from '../../../rules/application-identity/aws-cognito-custom-auth-threat-protection-off.ts'
import { type UserPool, userPools } from '../../../src/datasets/aws/user-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { ACCOUNT, POOL, REGION, userPoolRow } from '../cognito-rows.ts'

const triggers = [{ event: 'DefineAuthChallenge', functionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:challenge` }]
const pool = (more: Partial<UserPool> = {}) => given(userPools, userPoolRow({ triggers, ...more }))

testRule(rule, {
  pass: {
    enforced: [pool({ customAuthThreatProtection: 'ENFORCED' })],
    'enforced, whatever the triggers': [pool({ customAuthThreatProtection: 'ENFORCED', triggers: undefined })],
  },
  fail: {
    'never set, though passwords are protected': { given: [pool()], subjects: [POOL], severity: 'medium', message: 'does not look at' },
    'audit alone': { given: [pool({ customAuthThreatProtection: 'AUDIT' })], message: 'only writes down' },
  },
  unknown: { 'triggers that were not told': [pool({ triggers: undefined })] },
  'not-applicable': { 'no custom authentication': [pool({ triggers: [{ event: 'PreSignUp', functionArn: 'arn' }] })] },
})

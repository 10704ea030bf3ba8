import { expect, it } from 'vitest'
import rule from '../../../rules/application-identity/aws-cognito-without-waf.ts'
import { userPoolWebAcls } from '../../../src/datasets/aws/user-pools.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'
import { ACCOUNT, darkIn, POOL, REGION } from '../cognito-rows.ts'

const acl = `arn:aws:wafv2:${REGION}:${ACCOUNT}:regional/webacl/shop/1`
const pool = (webAclArn?: string) => given(userPoolWebAcls, { id: POOL, name: 'shop', part: REGION, webAclArn })

testRule(rule, {
  pass: { 'a web ACL': [pool(acl)] },
  fail: {
    'no web ACL': { given: [pool()], subjects: [POOL], severity: 'medium', message: `No web ACL stands before user pool shop in ${REGION}.` },
    'no web ACL, where another Region is dark': { given: [pool()], gaps: [darkIn('user-pool-web-acls', 'us-east-1')] },
  },
})

it('a Region that was not read leaves its pools open, and those of the others judged', () => {
  const [result] = evaluateRules([rule], [pool(acl)], { scopes: [defaultScopes['aws-account']], gaps: [darkIn('user-pool-web-acls', 'us-east-1')] }).results
  expect([result?.status, result?.tallies[0]?.passed, result?.unanswered.length]).toEqual(['unknown', 1, 1])
})

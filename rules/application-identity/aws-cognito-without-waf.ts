import { userPoolWebAcls } from '../../src/datasets/aws/user-pools.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-without-waf',
  title: 'A web ACL stands before each user pool',
  failureTitle: 'User pool without a web ACL',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'The sign-in pages and the API of a user pool are open to the internet. Only a web ACL of AWS WAF can limit how often one address tries, ask for a captcha at sign-up, or keep operations of the API from being called at all. What the rules of the ACL do is not looked at.',
  remediation: [
    {
      text: 'Make a regional web ACL with a rate-based rule and AWS managed rules, in count mode first.',
      command: 'aws wafv2 list-web-acls --scope REGIONAL --region REGION',
    },
    {
      text: 'Associate it with the pool.',
      command: 'aws wafv2 associate-web-acl --web-acl-arn WEB_ACL_ARN --resource-arn POOL_ARN --region REGION',
    },
  ],
  verify: [{ text: 'The pool has a web ACL.', command: 'aws wafv2 get-web-acl-for-resource --resource-arn POOL_ARN --region REGION' }],
  frameworks: { 'nist-800-53@r5': ['AC-4', 'SC-5', 'SC-7'], 'mcsb@2': ['NS-6'] },
  equivalents: { prowler: ['cognito_user_pool_waf_acl_attached'] },
  references: [{ title: 'Associate an AWS WAF web ACL with a user pool', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html' }],
  subjects: userPoolWebAcls,
  needs: {},
  check(pool) {
    if (pool.webAclArn !== undefined) return pass()
    return fail(`No web ACL stands before user pool ${pool.name} in ${pool.part ?? 'its Region'}.`, [
      evidence('Web ACL', 'none', pool.id),
      evidence('Region', pool.part ?? 'not told', pool.id),
    ])
  },
})

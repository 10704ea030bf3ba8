import { userPools } from '../../src/datasets/aws/user-pools.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-deletion-unprotected',
  title: 'User pools are protected against deletion',
  failureTitle: 'User pool without deletion protection',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'application-identity',
  rationale: 'With a pool go its users and their passwords, for which there is no backup. Protected, it takes a second, deliberate call to delete it.',
  remediation: [
    {
      text: 'Switch deletion protection on. UpdateUserPool takes every setting that is not named back to its default: name them all, or use the console.',
      command: 'aws cognito-idp update-user-pool --user-pool-id POOL_ID --deletion-protection ACTIVE',
    },
  ],
  verify: [
    { text: 'DeletionProtection is ACTIVE.', command: "aws cognito-idp describe-user-pool --user-pool-id POOL_ID --query 'UserPool.DeletionProtection'" },
  ],
  frameworks: { 'aws-security-hub': ['Cognito.6'], 'nist-800-53@r5': ['CP-9', 'CP-10'] },
  equivalents: { prowler: ['cognito_user_pool_deletion_protection_enabled'], 'security-hub': ['Cognito.6'] },
  references: [
    { title: 'User pool deletion protection', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html' },
    { title: 'Security Hub controls for Amazon Cognito', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html' },
  ],
  subjects: userPools,
  needs: {},
  check(pool) {
    if (pool.deletionProtection === 'ACTIVE') return pass()
    if (pool.deletionProtection !== 'INACTIVE') return unknown(`Whether user pool ${pool.name} is protected against deletion was not told.`)
    return fail(`One call deletes user pool ${pool.name} with its users.`, [evidence('Deletion protection', pool.deletionProtection, pool.id)])
  },
})

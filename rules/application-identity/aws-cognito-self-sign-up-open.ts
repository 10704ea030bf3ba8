import { userPools } from '../../src/datasets/aws/user-pools.ts'
import { declaredApplications } from '../../src/estate/aws/declared-applications.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-self-sign-up-open',
  title: 'Users make themselves an account only in user pools that are meant for it',
  failureTitle: 'User pool open to everybody',
  cloud: 'aws',
  severity: 'info',
  recommendation: 'application-identity',
  rationale:
    'Whoever knows the id of an app client, which every browser is shown, signs up by calling the API, whether or not the application has a page for it. Right for a shop, wrong for the staff: what a pool is for cannot be read, so declare those that are open on purpose.',
  remediation: [
    {
      text: 'Where the users are known beforehand, have only administrators make them. UpdateUserPool takes every setting that is not named back to its default.',
      command: 'aws cognito-idp update-user-pool --user-pool-id POOL_ID --admin-create-user-config AllowAdminCreateUserOnly=true',
    },
    { text: 'Where it is meant to be open, declare it in the configuration: kind application, the id of the pool, and the reason.' },
  ],
  verify: [
    {
      text: 'AllowAdminCreateUserOnly is true.',
      command: "aws cognito-idp describe-user-pool --user-pool-id POOL_ID --query 'UserPool.AdminCreateUserConfig.AllowAdminCreateUserOnly'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2'], 'mcsb@2': ['PA-4'] },
  equivalents: { prowler: ['cognito_user_pool_self_registration_disabled'] },
  references: [
    {
      title: 'AdminCreateUserConfigType',
      url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUserConfigType.html',
    },
  ],
  subjects: userPools,
  needs: { declaredApplications },
  check(pool, { declaredApplications }) {
    if (pool.administratorsCreateUsers || declaredApplications.application(pool.id, pool.arn) !== undefined) return pass()
    return fail(`Everybody can make themselves an account in user pool ${pool.name}.`, [evidence('Only administrators make users', false, pool.id)])
  },
})

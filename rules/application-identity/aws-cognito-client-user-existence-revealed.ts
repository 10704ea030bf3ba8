import { userPoolClients } from '../../src/datasets/aws/user-pool-clients.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-client-user-existence-revealed',
  title: 'App clients do not tell who has an account',
  failureTitle: 'App client that tells who has an account',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'application-identity',
  rationale:
    'Unless it is told not to, Cognito answers a sign-in, a confirmation or a forgotten password of somebody unknown with another error than that of somebody known. Whoever has a list of addresses learns which of them to try passwords for. Sign-up tells all the same where the address is the user name.',
  remediation: [
    {
      text: 'Switch it on. UpdateUserPoolClient takes every setting that is not named back to its default.',
      command: 'aws cognito-idp update-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --prevent-user-existence-errors ENABLED',
    },
  ],
  verify: [
    {
      text: 'PreventUserExistenceErrors is ENABLED.',
      command: "aws cognito-idp describe-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --query 'UserPoolClient.PreventUserExistenceErrors'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-6', 'SI-11'], 'mcsb@2': ['IM-6'] },
  equivalents: { prowler: ['cognito_user_pool_client_prevent_user_existence_errors'] },
  references: [{ title: 'Managing error responses', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html' }],
  subjects: userPoolClients,
  needs: {},
  check(client) {
    // Never set is legacy, as the documentation of the field says.
    const setting = client.preventUserExistenceErrors ?? 'LEGACY'
    if (setting === 'ENABLED') return pass()
    if (setting !== 'LEGACY') return unknown(`Client ${client.name} is set to ${setting}, which is not known.`)
    return fail(`Client ${client.name} of user pool ${client.poolName} tells who has an account.`, [
      evidence('PreventUserExistenceErrors', client.preventUserExistenceErrors ?? 'never set', client.id),
    ])
  },
})

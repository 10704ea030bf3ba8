import { userPoolClients } from '../../src/datasets/aws/user-pool-clients.ts'
import { isMachineClient } from '../../src/estate/aws/user-pool-sign-ins.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-client-token-revocation-off',
  title: 'The tokens of app clients can be revoked',
  failureTitle: 'App client whose tokens cannot be revoked',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'Without it a refresh token that was stolen, or that a user left behind on another machine, goes on making new tokens until it ends: signing out of one session ends none. It is on for new clients, and off in those that are older or had it switched off. Clients for programs alone have no refresh tokens and are not asked about.',
  remediation: [
    {
      text: 'Switch it on, and have the application revoke the refresh token when a user signs out. UpdateUserPoolClient takes every setting that is not named back to its default.',
      command: 'aws cognito-idp update-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --enable-token-revocation',
    },
  ],
  verify: [
    {
      text: 'EnableTokenRevocation is true.',
      command: "aws cognito-idp describe-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --query 'UserPoolClient.EnableTokenRevocation'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-12', 'IA-11'], 'mcsb@2': ['IM-3'] },
  equivalents: { prowler: ['cognito_user_pool_client_token_revocation_enabled'] },
  references: [{ title: 'Ending user sessions with token revocation', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html' }],
  subjects: userPoolClients,
  needs: {},
  where: client => !isMachineClient(client),
  check(client) {
    if (client.tokenRevocation === undefined) return unknown(`Whether tokens of client ${client.name} can be revoked was not told.`)
    if (client.tokenRevocation) return pass()
    return fail(`Refresh tokens of client ${client.name} of user pool ${client.poolName} cannot be revoked.`, [evidence('Token revocation', false, client.id)])
  },
})

import { userPoolClients } from '../../src/datasets/aws/user-pool-clients.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-client-implicit-flow',
  title: 'App clients get their tokens for a code, not in the address',
  failureTitle: 'App client with the implicit grant',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'With the implicit grant the tokens are in the address that the browser is sent to: in its history, in logs, and in reach of every script of the page. AWS keeps it for applications that cannot use the code grant. A flow that is listed does nothing while the OAuth endpoints are off for the client. That a public client proves with PKCE that the code is its own cannot be demanded of it in Cognito, and so is not looked at.',
  remediation: [
    { text: 'Change the application to the code grant, with PKCE where it holds no secret.' },
    {
      text: 'Then allow nothing else. UpdateUserPoolClient takes every setting that is not named back to its default.',
      command:
        'aws cognito-idp update-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --allowed-o-auth-flows code --allowed-o-auth-flows-user-pool-client',
    },
  ],
  verify: [
    {
      text: 'AllowedOAuthFlows does not have implicit.',
      command: "aws cognito-idp describe-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --query 'UserPoolClient.AllowedOAuthFlows'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-8', 'SC-23'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    { title: 'OAuth 2.0 grants of user pools', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints-oauth-grants.html' },
    { title: 'Best current practice for OAuth 2.0 security', url: 'https://www.rfc-editor.org/rfc/rfc9700.html#section-2.1.2' },
  ],
  subjects: userPoolClients,
  needs: {},
  where: ({ oauthEnabled }) => oauthEnabled !== false,
  check(client) {
    if (client.oauthFlows?.includes('implicit') !== true) return pass()
    if (client.oauthEnabled === undefined) return unknown(`Whether client ${client.name} may use the implicit grant that it lists was not told.`)
    return fail(`Client ${client.name} of user pool ${client.poolName} gets tokens in the address of the browser.`, [
      evidence('Flows', client.oauthFlows, client.id),
      evidence('Holds a secret', client.hasSecret, client.id),
    ])
  },
})

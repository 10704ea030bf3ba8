import { userPoolClients } from '../../src/datasets/aws/user-pool-clients.ts'
import { declaredApplications } from '../../src/estate/aws/declared-applications.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** In these the password itself is sent: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
const FROM_ANYWHERE = ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH']
const FROM_THE_SERVER = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH']

export default defineRule({
  id: 'aws-cognito-client-password-flow',
  title: 'App clients prove passwords, and do not send them',
  failureTitle: 'App client that sends passwords',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'In these flows the application takes the password of the user and sends it on, so that it, and whoever reads its logs, knows it; with the secure remote password protocol or managed login it never does. Medium where anybody who knows the client id may call it; low where only a server with credentials of AWS may. A migration of users needs the flow as long as it lasts: declare the client then. Choice-based sign-in (ALLOW_USER_AUTH) takes passwords as well, beside other ways, and is not asked about.',
  remediation: [
    { text: 'Change the application to managed login, or to the secure remote password protocol of the SDK.' },
    {
      text: 'Then allow no other flow. UpdateUserPoolClient takes every setting that is not named back to its default.',
      command:
        'aws cognito-idp update-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --explicit-auth-flows ALLOW_USER_SRP_AUTH ALLOW_REFRESH_TOKEN_AUTH',
    },
    { text: 'Where it is needed, declare the client in the configuration: kind application, its id, and the reason.' },
  ],
  verify: [
    {
      text: 'ExplicitAuthFlows has no flow with PASSWORD_AUTH or NO_SRP.',
      command: "aws cognito-idp describe-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --query 'UserPoolClient.ExplicitAuthFlows'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-5(1)', 'IA-8'], 'mcsb@2': ['IM-3', 'IM-8'] },
  equivalents: {},
  references: [
    {
      title: 'Authentication flows',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html',
    },
    {
      title: 'UserPoolClientType: the flows, and those that are allowed by default',
      url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html',
    },
  ],
  subjects: userPoolClients,
  needs: { declaredApplications },
  check(client, { declaredApplications }) {
    // None that is set allows neither.
    const flows = client.authFlows === undefined ? [] : client.authFlows
    const anywhere = flows.filter(flow => FROM_ANYWHERE.includes(flow))
    const server = flows.filter(flow => FROM_THE_SERVER.includes(flow))
    if (anywhere.length + server.length === 0 || declaredApplications.application(client.id) !== undefined) return pass()
    return fail(
      `Client ${client.name} of user pool ${client.poolName} sends passwords${anywhere.length > 0 ? '' : ', from a server'}.`,
      [evidence('Flows that send the password', [...anywhere, ...server], client.id), evidence('Holds a secret', client.hasSecret, client.id)],
      anywhere.length > 0 ? 'medium' : 'low',
    )
  },
})

import { userPoolClients } from '../../src/datasets/aws/user-pool-clients.ts'
import { declaredApplications } from '../../src/estate/aws/declared-applications.ts'
import { isMachineClient } from '../../src/estate/aws/user-pool-sign-ins.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** The hosts for which Cognito takes http: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:[/?#]|$)/i

const isPlain = (url: string): boolean => /^http:/i.test(url)

export default defineRule({
  id: 'aws-cognito-client-callback-insecure',
  title: 'App clients send codes and tokens to https addresses',
  failureTitle: 'App client with a callback URL that is not safe',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'Whoever answers at a callback URL is given the code or the tokens of the user. Over http that is everybody on the way: high. Cognito takes http for the machine itself alone, for testing only, as AWS says; left in a client of production, any program on a user’s machine may be the one that answers: medium, unless the client or the URL is declared, as for a command line tool. An address with a scheme of its own (myapp://) is what AWS documents for applications on phones; which application owns it there is not for Cognito to say, and it holds here. Clients for programs alone send nobody anywhere, and are not asked about.',
  remediation: [
    { text: 'Give development a client of its own, in a pool without real users.' },
    {
      text: 'Take the URL out of the others. UpdateUserPoolClient takes every setting that is not named back to its default.',
      command: 'aws cognito-idp update-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --callback-urls URLS --logout-urls URLS',
    },
    { text: 'Where a program on the user’s machine is meant to answer, declare the client (kind application, its id) or the URL (kind url), and the reason.' },
  ],
  verify: [
    {
      text: 'No URL begins with http:.',
      command: "aws cognito-idp describe-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --query 'UserPoolClient.[CallbackURLs,LogoutURLs]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-8', 'SC-8', 'SC-23'], 'mcsb@2': ['DP-3', 'IM-3'] },
  equivalents: {},
  references: [
    {
      title: 'UserPoolClientType: what callback URLs may be',
      url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html',
    },
    { title: 'OAuth 2.0 for native apps', url: 'https://www.rfc-editor.org/rfc/rfc8252.html#section-7' },
  ],
  subjects: userPoolClients,
  needs: { declaredApplications },
  where: client => {
    const { oauthEnabled, callbackUrls = [], logoutUrls = [] } = client
    return oauthEnabled !== false && !isMachineClient(client) && callbackUrls.length + logoutUrls.length > 0
  },
  check(client, { declaredApplications }) {
    const isDeclared = declaredApplications.application(client.id) !== undefined
    const urls = [...(client.callbackUrls === undefined ? [] : client.callbackUrls), ...(client.logoutUrls === undefined ? [] : client.logoutUrls)]
    const faults = [...new Set(urls)].filter(isPlain).filter(url => !(LOOPBACK.test(url) && (isDeclared || declaredApplications.url(url) !== undefined)))
    if (faults.length === 0) return pass()
    if (client.oauthEnabled === undefined) return unknown(`Whether client ${client.name} may use the OAuth endpoints was not told.`)
    const open = faults.filter(url => !LOOPBACK.test(url))
    return fail(
      `Client ${client.name} of user pool ${client.poolName} sends users to ${(open.length > 0 ? open : faults).join(' and ')}${open.length > 0 ? '' : ', which is for testing'}.`,
      [evidence('URLs that are not https', faults, client.id), evidence('Flows', client.oauthFlows === undefined ? 'none' : client.oauthFlows, client.id)],
      open.length > 0 ? 'high' : 'medium',
    )
  },
})

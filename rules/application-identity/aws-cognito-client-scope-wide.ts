import { userPoolClients } from '../../src/datasets/aws/user-pool-clients.ts'
import { serversOfPools } from '../../src/estate/aws/user-pools-by-part.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** What the last word of a scope says that it is everything. */
const EVERYTHING = /(?:^|[/.:])(?:\*|all|full|full_access)$/i

export default defineRule({
  id: 'aws-cognito-client-scope-wide',
  title: 'Clients of programs hold the scopes that they need',
  failureTitle: 'Client of a program with wide scopes',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'A program that signs in with its secret gets every scope of its client unless it asks for fewer; whoever finds the secret does too. Medium where a scope is by its name for everything, and where one is not of a resource server at all; low where the client holds every scope of a server that tells at least two apart, since then they tell nothing apart for it. What the API does with a scope is not read.',
  remediation: [
    { text: 'Give each program a client of its own, with the scopes of the calls that it makes.' },
    {
      text: 'Set them. UpdateUserPoolClient takes every setting that is not named back to its default.',
      command:
        'aws cognito-idp update-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --allowed-o-auth-flows client_credentials --allowed-o-auth-scopes SCOPES --allowed-o-auth-flows-user-pool-client',
    },
  ],
  verify: [
    {
      text: 'The scopes are those that the program needs.',
      command: "aws cognito-idp describe-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --query 'UserPoolClient.AllowedOAuthScopes'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-6', 'IA-9'], 'mcsb@2': ['IM-3', 'PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Scopes, M2M, and API authorization with resource servers',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html',
    },
    { title: 'Token endpoint: a client that asks for no scope gets all', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html' },
  ],
  subjects: userPoolClients,
  needs: { serversOfPools },
  where: ({ oauthEnabled, oauthFlows }) => oauthEnabled !== false && oauthFlows?.includes('client_credentials') === true,
  check(client, { serversOfPools }) {
    const { scopes } = client
    if (client.oauthEnabled === undefined) return unknown(`Whether client ${client.name} may use the OAuth endpoints was not told.`)
    if (scopes === undefined) return unknown(`Which scopes client ${client.name} holds was not told.`)
    const told = [evidence('Scopes', scopes, client.id)]
    const who = `Client ${client.name} of user pool ${client.poolName}`
    const everything = scopes.filter(scope => EVERYTHING.test(scope))
    if (everything.length > 0) return fail(`${who} holds ${everything.join(' and ')}, which is for everything by its name.`, told)
    const foreign = scopes.filter(scope => !scope.includes('/'))
    if (foreign.length > 0) return fail(`${who} is for programs, and holds ${foreign.join(' and ')}, which is about users.`, told)
    const { servers, why } = serversOfPools(client.partOf, client.part)
    const whole = servers.filter(server => server.scopes.length > 1 && server.scopes.every(scope => scopes.includes(scope)))
    const [first] = whole
    if (first !== undefined)
      return fail(
        `${who} holds every scope of ${whole.map(({ name }) => name).join(' and ')}.`,
        [...told, evidence('Resource server', first.identifier, first.id)],
        'low',
      )
    return why === undefined ? pass() : unknown(`Whether client ${client.name} holds every scope of a server is not known: ${why}.`)
  },
})

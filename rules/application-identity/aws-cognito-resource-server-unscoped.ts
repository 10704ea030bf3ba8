import { userPoolResourceServers } from '../../src/datasets/aws/user-pool-clients.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-resource-server-unscoped',
  title: 'Resource servers of user pools tell their scopes apart',
  failureTitle: 'Resource server without scopes',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'application-identity',
  rationale:
    'An API that has no scopes can only ask whether a token is of its user pool, so that every client of the pool may do everything. Which scopes an API really asks for, and which of theirs clients ask for, is not read; clients of programs that hold all of them are another rule.',
  remediation: [
    {
      text: 'Define a scope for each kind of call, and have the API ask for it; or delete a server that is not used.',
      command:
        'aws cognito-idp update-resource-server --user-pool-id POOL_ID --identifier IDENTIFIER --name NAME --scopes ScopeName=read,ScopeDescription=Read ScopeName=write,ScopeDescription=Write',
    },
  ],
  verify: [{ text: 'Scopes is not empty.', command: 'aws cognito-idp describe-resource-server --user-pool-id POOL_ID --identifier IDENTIFIER' }],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Scopes, M2M, and API authorization with resource servers',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html',
    },
  ],
  subjects: userPoolResourceServers,
  needs: {},
  check(server) {
    if (server.scopes.length > 0) return pass()
    return fail(`Resource server ${server.name} of user pool ${server.poolName} has no scopes.`, [
      evidence('Identifier', server.identifier, server.id),
      evidence('Scopes', 'none', server.id),
    ])
  },
})

import type { Row } from '../../dataset.ts'
import { type UserPoolClient, userPoolClients } from '../../datasets/aws/user-pool-clients.ts'
import { defineView } from '../needs.ts'
import { darknessIn } from './rows-by-part.ts'

/** Where none is set: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolClientType.html */
const FLOWS_BY_DEFAULT = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH']

/** Flows that take the password or prove it, those of older clients too. */
const PASSWORD_FLOWS = new Set([
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_USER_AUTH',
  'ADMIN_NO_SRP_AUTH',
  'USER_PASSWORD_AUTH',
])
const CUSTOM_FLOWS = new Set(['ALLOW_CUSTOM_AUTH', 'CUSTOM_AUTH_FLOW_ONLY'])

const flowsOf = ({ authFlows }: UserPoolClient): readonly string[] => (authFlows === undefined || authFlows.length === 0 ? FLOWS_BY_DEFAULT : authFlows)

/** Whether users of the pool's own directory would sign in through managed login: where no provider is set, they are taken to. */
const isForManagedLogin = ({ oauthFlows = [], identityProviders }: UserPoolClient): boolean =>
  oauthFlows.some(flow => flow !== 'client_credentials') && (identityProviders?.includes('COGNITO') ?? true)

const takesPasswords = (client: UserPoolClient): boolean =>
  flowsOf(client).some(flow => PASSWORD_FLOWS.has(flow)) || (client.oauthEnabled === true && isForManagedLogin(client))

const asksTriggers = (client: UserPoolClient): boolean => flowsOf(client).some(flow => CUSTOM_FLOWS.has(flow))

const SELF_SERVICE = 'aws.cognito.signin.user.admin'

/**
 * Whether access tokens of the client change their user's attributes: those of the API always do, those of the OAuth endpoints with a scope.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
 */
export const hasSelfService = (client: UserPoolClient): boolean =>
  flowsOf(client).some(flow => PASSWORD_FLOWS.has(flow) || CUSTOM_FLOWS.has(flow)) ||
  (client.oauthEnabled !== false && client.scopes?.includes(SELF_SERVICE) === true)

/** A client for programs alone, which have no sessions to refresh: Cognito lets it have no other OAuth flow. */
export const isMachineClient = (client: UserPoolClient): boolean =>
  client.oauthEnabled === true && client.oauthFlows?.includes('client_credentials') === true && !takesPasswords(client) && !asksTriggers(client)

/**
 * How users of a pool's own directory sign in: with a `password`, through some client; only as `custom` triggers ask; `none` of them, since everybody comes
 * from another provider or is a program; or `unread`, since clients of the Region were not read, or not what one of them may do. A pool of
 * `none` is not asked about, and one that is `unread` may be such a pool: it neither passes nor fails.
 */
export type UserPoolSignIn =
  | { readonly kind: 'password' | 'custom'; readonly client: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unread'; readonly why: string }

/** Tells how users of a pool sign in: its own MFA, passwords and threat protection do nothing for those of other providers. */
export const userPoolSignIns = defineView({
  name: 'user-pool-sign-ins',
  per: 'aws-account',
  needs: { userPoolClients },
  toleratesPartsOf: ['userPoolClients'],
  build({ userPoolClients }, _at, missing): (pool: Pick<Row, 'id' | 'part'>) => UserPoolSignIn {
    const byPool = Map.groupBy(userPoolClients, ({ partOf }) => partOf)
    const gaps = missing('userPoolClients')
    return ({ id, part }) => {
      const clients = byPool.get(id) ?? []
      const password = clients.find(takesPasswords)
      if (password !== undefined) return { kind: 'password', client: password.name }
      const why = darknessIn(gaps, part)
      if (why !== undefined) return { kind: 'unread', why }
      const untold = clients.find(client => client.oauthEnabled === undefined && isForManagedLogin(client))
      if (untold !== undefined) return { kind: 'unread', why: `whether client ${untold.name} may use the OAuth endpoints was not told` }
      const custom = clients.find(asksTriggers)
      return custom === undefined ? { kind: 'none' } : { kind: 'custom', client: custom.name }
    }
  },
})

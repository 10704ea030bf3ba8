import type { Gap } from '../../dataset.ts'
import { identityPoolRoles } from '../../datasets/aws/identity-pools.ts'
import { type UserPoolResourceServer, userPoolResourceServers } from '../../datasets/aws/user-pool-clients.ts'
import { userPoolMfa, userPoolRisks, userPools } from '../../datasets/aws/user-pools.ts'
import { defineView } from '../needs.ts'
import { darknessIn, rowsByPart } from './rows-by-part.ts'

/** What user pools do about a risk, by pool. */
export const riskResponses = defineView({
  name: 'user-pool-risk-responses',
  per: 'aws-account',
  needs: { userPoolRisks },
  toleratesPartsOf: ['userPoolRisks'],
  build: ({ userPoolRisks }, _at, missing) => rowsByPart(userPoolRisks, missing('userPoolRisks')),
})

/** Whether user pools ask for MFA, by pool. */
export const mfaOfPools = defineView({
  name: 'user-pool-mfa-of-pools',
  per: 'aws-account',
  needs: { userPoolMfa },
  toleratesPartsOf: ['userPoolMfa'],
  build: ({ userPoolMfa }, _at, missing) => rowsByPart(userPoolMfa, missing('userPoolMfa')),
})

/** The user pools of clients, by pool. */
export const poolsOfClients = defineView({
  name: 'user-pools-of-clients',
  per: 'aws-account',
  needs: { userPools },
  toleratesPartsOf: ['userPools'],
  build: ({ userPools }, _at, missing) => rowsByPart(userPools, missing('userPools')),
})

/** The resource servers of one pool; undefined with `why` where those of its Region were not read. */
export interface ServersOfPool {
  readonly servers: readonly UserPoolResourceServer[]
  readonly why?: string | undefined
}

/** The resource servers of user pools, by pool. */
export const serversOfPools = defineView({
  name: 'user-pool-servers-of-pools',
  per: 'aws-account',
  needs: { userPoolResourceServers },
  toleratesPartsOf: ['userPoolResourceServers'],
  build({ userPoolResourceServers }, _at, missing): (pool: string, part: string | undefined) => ServersOfPool {
    const byPool = Map.groupBy(userPoolResourceServers, ({ partOf }) => partOf)
    const gaps = missing('userPoolResourceServers')
    return (pool, part) => ({ servers: byPool.get(pool) ?? [], why: darknessIn(gaps, part) })
  },
})

/** The claims of a user pool's tokens by which identity pools of the account choose a role. */
export interface RoleClaims {
  /** The names of the identity pools by claim. */
  readonly claims: ReadonlyMap<string, readonly string[]>
  /** Identity pools of some Region were not read, and may choose by others. */
  readonly unread: readonly Gap[]
}

/** `cognito-idp.<region>.amazonaws.com/<pool>:<client>`, as identity pools name a user pool. https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html */
const poolIn = (provider: string): string | undefined => /^cognito-idp\.[^/]+\/([^:]+)/.exec(provider)?.[1]

/** By which claims identity pools choose roles, by user pool. */
export const roleClaims = defineView({
  name: 'user-pool-role-claims',
  per: 'aws-account',
  needs: { identityPoolRoles },
  toleratesPartsOf: ['identityPoolRoles'],
  build({ identityPoolRoles }, _at, missing): (pool: string) => RoleClaims {
    const choices = [...identityPoolRoles].flatMap(({ name, mappings }) =>
      mappings.flatMap(({ provider, rules }) => rules.map(({ claim }) => ({ pool: poolIn(provider), claim, chooser: name }))),
    )
    const byPool = Map.groupBy(choices, ({ pool }) => pool)
    const unread = missing('identityPoolRoles')
    return pool => {
      const byClaim = Map.groupBy(byPool.get(pool) ?? [], ({ claim }) => claim)
      return { claims: new Map([...byClaim].map(([claim, of]) => [claim, [...new Set(of.map(({ chooser }) => chooser))]])), unread }
    }
  },
})

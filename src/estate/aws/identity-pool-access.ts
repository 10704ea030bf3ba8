import type { Condition } from '../../analysis/iam/policy-conditions.ts'
import { coversAction } from '../../analysis/iam/policy-document.ts'
import type { TrustedParty } from '../../analysis/iam/trusted-parties.ts'
import { matchesPattern } from '../../analysis/iam/wildcards.ts'
import type { Row } from '../../dataset.ts'
import { type IamRole, iamRoles } from '../../datasets/aws/iam.ts'
import { identityPoolRoles, identityPools } from '../../datasets/aws/identity-pools.ts'
import { defineView } from '../needs.ts'
import { rowsByPart } from './rows-by-part.ts'
import { partiesOfRoles, type RoleParties } from './trusted-parties.ts'

/** Identity pools as issuers of tokens, in any partition. https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html */
const POOLS = /^cognito-identity(?:-us-gov|\.cn-[a-z]+-\d)?\.amazonaws\.com(?:\.cn)?$/
const POSITIVE = new Set(['stringequals', 'stringequalsignorecase', 'stringlike'])
const NEGATIVE = new Set(['stringnotequals', 'stringnotequalsignorecase', 'stringnotlike'])

type Signed = 'authenticated' | 'unauthenticated'

/** Whether conditions let a pool's tokens of one kind through. Besides `authenticated`, those of users name their provider. */
const lets = (conditions: readonly Condition[], pool: string, amr: Signed): boolean =>
  conditions.every(({ key, operator, values }) => {
    const claim = /^(cognito-identity[^:]*):(aud|amr)$/.exec(key)
    if (claim === null || !POOLS.test(claim[1] ?? '')) return true
    const isMet = (pattern: string): boolean => matchesPattern(pattern, claim[2] === 'aud' ? pool : amr)
    const isProvider = (pattern: string): boolean => claim[2] === 'amr' && amr === 'authenticated' && /[.:]/.test(pattern)
    if (POSITIVE.has(operator)) return values.some(value => isMet(value) || isProvider(value))
    return !NEGATIVE.has(operator) || !values.some(isMet)
  })

const isPools = ({ kind, value, statement }: TrustedParty): boolean =>
  (kind === 'oidc' && POOLS.test(value)) || (kind === 'everyone' && coversAction(statement, 'sts:AssumeRoleWithWebIdentity'))

/** A role that whoever comes through an identity pool may be given, and how. */
export interface PoolRole {
  readonly arn: string
  readonly how: string
}

/** Whom an identity pool gives which roles. */
export interface IdentityPoolAccess {
  /** Of those who have signed in. */
  readonly users: readonly PoolRole[]
  /** Of those who have not, if the pool lets them in. */
  readonly guests: readonly PoolRole[]
  readonly allowsGuests: boolean
  readonly allowsClassicFlow: boolean
  /** Why more roles may be given than these. */
  readonly open?: string | undefined
}

const trustsOf = (roles: Iterable<IamRole>, partiesOf: ReadonlyMap<string, RoleParties>) => {
  const list = [...roles].map(({ id, arn, name }) => ({ arn, name, ...(partiesOf.get(id) ?? { parties: [], unreadable: 'it is not there' }) }))
  const byArn = new Map(list.map(role => [role.arn, role]))
  const letsIn = ({ parties }: RoleParties, pool: string, amr: Signed): boolean => parties.some(party => isPools(party) && lets(party.conditions, pool, amr))
  return {
    of: (pool: string, amr: Signed): readonly PoolRole[] =>
      list.filter(role => letsIn(role, pool, amr)).map(({ arn }) => ({ arn, how: 'by its trust policy' })),
    /** Cognito gets no credentials of a role that does not let the pool in, whoever names it; of one that is not there or cannot be read that is not known. */
    refuses: (arn: string, pool: string, amr: Signed): boolean => {
      const role = byArn.get(arn)
      return role !== undefined && role.unreadable === undefined && !letsIn(role, pool, amr)
    },
    unreadable: list.filter(({ unreadable }) => unreadable !== undefined).map(({ name }) => name),
  }
}

const once = (roles: readonly PoolRole[]): readonly PoolRole[] => [...new Map(roles.toReversed().map(role => [role.arn, role])).values()].toReversed()

/**
 * The roles that identity pools give. Through the enhanced flow only those that the pool names, or that the token does where the pool leaves it to it;
 * through the classic flow every role that trusts the pool. https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export const identityPoolAccess = defineView({
  name: 'identity-pool-access',
  per: 'aws-account',
  needs: { identityPools, identityPoolRoles, iamRoles, partiesOfRoles },
  toleratesPartsOf: ['identityPools', 'identityPoolRoles'],
  build({ identityPools, identityPoolRoles, iamRoles, partiesOfRoles }, _at, missing): (pool: Pick<Row, 'id' | 'part'>) => IdentityPoolAccess {
    const settingsOf = rowsByPart(identityPools, missing('identityPools'))
    const rolesOf = rowsByPart(identityPoolRoles, missing('identityPoolRoles'))
    const trusts = trustsOf(iamRoles, partiesOfRoles)
    return ({ id, part }) => {
      const [settings, roles] = [settingsOf(id, part), rolesOf(id, part)]
      const pool = settings.kind === 'found' ? settings.row : undefined
      const given = roles.kind === 'found' ? roles.row : undefined
      const named = (arn: string | undefined, how: string): readonly PoolRole[] => (arn === undefined ? [] : [{ arn, how }])
      const isLeftToToken = given?.mappings.some(({ type }) => type !== 'Rules') === true
      const allowsClassicFlow = pool?.allowsClassicFlow === true
      const byRule = (given === undefined ? [] : given.mappings).flatMap(({ rules }) =>
        rules.map(({ claim, roleArn }) => ({ arn: roleArn, how: `by a rule on ${claim}` })),
      )
      const dark = [settings, roles].find(({ kind }) => kind === 'unread')
      const hasTrusts = allowsClassicFlow || isLeftToToken
      const open = [
        ...(dark?.kind === 'unread' ? [dark.why] : []),
        ...(given?.rolesTold === false ? ['which roles the pool names was not told'] : []),
        ...(hasTrusts && trusts.unreadable.length > 0 ? [`the trust policy of ${trusts.unreadable.join(' and ')} could not be read`] : []),
      ]
      const thatLetIn = (list: readonly PoolRole[], amr: Signed) => list.filter(({ arn }) => !trusts.refuses(arn, id, amr))
      return {
        users: once([
          ...thatLetIn([...named(given?.authenticatedRoleArn, 'as the role of users'), ...byRule], 'authenticated'),
          ...(hasTrusts ? trusts.of(id, 'authenticated') : []),
        ]),
        guests: once([
          ...thatLetIn(named(given?.guestRoleArn, 'as the role of guests'), 'unauthenticated'),
          ...(allowsClassicFlow ? trusts.of(id, 'unauthenticated') : []),
        ]),
        allowsGuests: pool?.allowsGuests === true,
        allowsClassicFlow,
        ...(open.length === 0 ? {} : { open: open.join('; ') }),
      }
    }
  },
})

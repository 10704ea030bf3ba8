import { parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import { matchesPattern } from '../../analysis/iam/wildcards.ts'
import type { Row } from '../../dataset.ts'
import { type IamRole, iamRoles } from '../../datasets/aws/iam.ts'
import { identityPoolRoles, identityPools } from '../../datasets/aws/identity-pools.ts'
import { defineView } from '../needs.ts'
import { rowsByPart } from './rows-by-part.ts'

const PROVIDER = 'cognito-identity.amazonaws.com'
const POSITIVE = new Set(['stringequals', 'stringequalsignorecase', 'stringlike'])

/** Whether a statement's conditions on a key of the token let a value through; those that deny values are not weighed. */
const lets = ({ conditions }: Statement, key: 'aud' | 'amr', value: string): boolean =>
  conditions
    .filter(condition => condition.key === `${PROVIDER}:${key}` && POSITIVE.has(condition.operator))
    .every(({ values }) => values.some(pattern => matchesPattern(pattern, value)))

const isTrustInPools = ({ effect, principals }: Statement): boolean =>
  effect === 'Allow' && principals?.not === false && principals.list.some(({ kind, value }) => kind === 'Federated' && value === PROVIDER)

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

const trustsOf = (roles: Iterable<IamRole>) => {
  const unreadable: string[] = []
  const trusts = [...roles].flatMap(({ arn, name, trustPolicy }) => {
    const policy = parsePolicy(trustPolicy)
    if (policy.kind === 'policy') return policy.statements.filter(isTrustInPools).map(statement => ({ arn, statement }))
    unreadable.push(name)
    return []
  })
  const of = (pool: string, amr: 'authenticated' | 'unauthenticated'): readonly PoolRole[] =>
    trusts.filter(({ statement }) => lets(statement, 'aud', pool) && lets(statement, 'amr', amr)).map(({ arn }) => ({ arn, how: 'by its trust policy' }))
  return { of, unreadable }
}

const once = (roles: readonly PoolRole[]): readonly PoolRole[] => [...new Map(roles.toReversed().map(role => [role.arn, role])).values()].toReversed()

/**
 * The roles that identity pools give. Through the enhanced flow only those that the pool names, or that the token does where the pool leaves it to it;
 * through the classic flow every role that trusts the pool. https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export const identityPoolAccess = defineView({
  name: 'identity-pool-access',
  per: 'aws-account',
  needs: { identityPools, identityPoolRoles, iamRoles },
  toleratesPartsOf: ['identityPools', 'identityPoolRoles'],
  build({ identityPools, identityPoolRoles, iamRoles }, _at, missing): (pool: Pick<Row, 'id' | 'part'>) => IdentityPoolAccess {
    const settingsOf = rowsByPart(identityPools, missing('identityPools'))
    const rolesOf = rowsByPart(identityPoolRoles, missing('identityPoolRoles'))
    const trusts = trustsOf(iamRoles)
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
      return {
        users: once([...named(given?.authenticatedRoleArn, 'as the role of users'), ...byRule, ...(hasTrusts ? trusts.of(id, 'authenticated') : [])]),
        guests: once([...named(given?.guestRoleArn, 'as the role of guests'), ...(allowsClassicFlow ? trusts.of(id, 'unauthenticated') : [])]),
        allowsGuests: pool?.allowsGuests === true,
        allowsClassicFlow,
        ...(open.length === 0 ? {} : { open: open.join('; ') }),
      }
    }
  },
})

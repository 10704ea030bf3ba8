import type { AccountPermissions } from '../../analysis/iam/account-permissions.ts'
import { wordsOf } from '../../analysis/iam/expression.ts'
import { parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import { allowsEverything, coversAllActions, isOnEverything } from '../../analysis/iam/statement-scope.ts'
import { nativeId } from '../../dataset.ts'
import { defineView } from '../needs.ts'
import { permissionsOfPrincipals } from './permissions-of-principals.ts'

/**
 * What a role holds beyond what strangers should: `administration` or a sure way to it, every action of a `service` on everything; `unknown`: what was
 * not read, or a condition, decides; `none`; `gone`: there is no such role.
 */
export interface RoleExcess {
  readonly kind: 'administration' | 'service' | 'unknown' | 'none' | 'gone'
  /** For people, after the role's name. */
  readonly how: string
}

/** Every action, or every action of one service. */
const isWildcard = ({ effect, actions }: Statement): boolean =>
  effect === 'Allow' && (actions.not || actions.values.some(value => coversAllActions(value) || /^[a-z0-9-]+:\*+$/i.test(value)))

/** ARNs of all that a service has, or all of one kind, in every Region: `arn:aws:s3:::*`, `arn:aws:dynamodb:*:111111111111:table/*`. */
const ALL_OF_SERVICE = /^arn:[^:]*:[^:]*:(?:\*?:\*?:\*+|\*?:(?:\*|\d{12}):(?:[a-z-]+[/:])?\*+)$/i
const isOnAllOfService = ({ resources }: Statement): boolean => resources?.not === false && resources.values.some(value => ALL_OF_SERVICE.test(value))

const wildcardsOf = (policies: NonNullable<ReturnType<AccountPermissions['find']>>['policies']): RoleExcess => {
  const unread = policies.identity.filter(({ document }) => document === undefined || parsePolicy(document).kind === 'unreadable')
  const wide = policies.identity.flatMap(({ name, document }) => {
    const policy = parsePolicy(document ?? '')
    const statements = policy.kind === 'policy' ? policy.statements.filter(one => isWildcard(one) && (isOnEverything(one) || isOnAllOfService(one))) : []
    return statements.map(statement => {
      const { actions, resources, conditions } = statement
      const where = isOnEverything(statement) ? 'everything' : (resources?.values.join(', ') ?? '')
      return { isOpen: conditions.length === 0, words: `${actions.not ? 'everything but ' : ''}${actions.values.join(', ')} (${name}) on ${where}` }
    })
  })
  const open = wide.filter(({ isOpen }) => isOpen)
  const told = (list: typeof wide): string => list.map(({ words }) => words).join(' and ')
  if (open.length > 0 && policies.boundary !== undefined) return { kind: 'unknown', how: `is allowed ${told(open)}, within a boundary` }
  if (open.length > 0) return { kind: 'service', how: `is allowed ${told(open)}` }
  if (wide.length > 0) return { kind: 'unknown', how: `is allowed ${told(wide)}, under a condition` }
  if (unread.length > 0) return { kind: 'unknown', how: `holds ${unread.map(({ name }) => name).join(' and ')}, which could not be read` }
  return { kind: 'none', how: '' }
}

/** The policy that allows everything for the role's own part, if one does and no boundary limits it. */
const everythingOf = ({ identity, boundary }: NonNullable<ReturnType<AccountPermissions['find']>>['policies']): string | undefined =>
  boundary === undefined
    ? identity.find(({ document }) => {
        const policy = parsePolicy(document ?? '')
        return policy.kind === 'policy' && allowsEverything(policy)
      })?.name
    : undefined

const excessOf = (permissions: AccountPermissions, account: string, arn: string): RoleExcess => {
  if (arn.split(':')[4] !== account) return { kind: 'unknown', how: 'is of another account' }
  const principal = permissions.find(arn)
  if (principal === undefined) return { kind: 'gone', how: 'is not there' }
  const administrator = permissions.isAdministrator(arn)
  if (administrator.answer === 'yes') return { kind: 'administration', how: administrator.how }
  const everything = administrator.answer === 'unknown' ? everythingOf(principal.policies) : undefined
  // What was not read could only take away, as for other roles.
  if (administrator.answer === 'unknown' && everything !== undefined)
    return { kind: 'administration', how: `may do everything, by ${everything}; ${administrator.unread.join(' and ')} could not be read` }
  const escalations = permissions.escalations(arn)
  const sure = escalations.find(({ certainty }) => certainty === 'certain')
  if (sure !== undefined) return { kind: 'administration', how: `can ${sure.primitive.does}` }
  const wildcards = wildcardsOf(principal.policies)
  if (wildcards.kind === 'service') return wildcards
  if (administrator.answer !== 'no')
    return {
      kind: 'unknown',
      how: `${administrator.how}${administrator.answer === 'conditional' ? `, if ${wordsOf(administrator.condition)}` : `, unless ${administrator.unread.join(' and ')} says otherwise`}`,
    }
  const perhaps = escalations.find(({ certainty }) => certainty === 'conditional' || certainty === 'unknown')
  if (perhaps !== undefined) return { kind: 'unknown', how: `can perhaps ${perhaps.primitive.does}` }
  return wildcards
}

/** What a role of the account holds too much, by its ARN. */
export const roleExcess = defineView({
  name: 'role-excess',
  per: 'aws-account',
  needs: { permissionsOfPrincipals },
  build:
    ({ permissionsOfPrincipals }, at): ((arn: string) => RoleExcess) =>
    arn =>
      excessOf(permissionsOfPrincipals, nativeId(at.id), arn),
})

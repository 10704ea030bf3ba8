import type { AdministratorAnswer } from '../../analysis/iam/account-permissions.ts'
import { wordsOf } from '../../analysis/iam/expression.ts'
import { solve, withoutMfa } from '../../analysis/iam/solve.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'
import { administratorPolicies } from './administrator-users.ts'
import { permissionsOfPrincipals } from './permissions-of-principals.ts'

/** A role that is, or may be, an administrator of the account. */
export interface AdministratorRole {
  /** `conditional`: the request decides; `unknown`: policies that were not read do. */
  readonly certainty: 'certain' | 'conditional' | 'unknown'
  /** For people: how, e.g. `may do everything, by AdministratorAccess`; a clause by itself where it is not certain. */
  words(): string
  /** Whether only sessions opened with MFA are, which those of a machine never are. */
  isOnlyWithMfa(): boolean
}

const forAll = (): boolean => false

const policiesOf = ({ because }: AdministratorAnswer): string => {
  const names = [...new Set(because().map(({ policy }) => policy))]
  return names.length === 0 ? '' : `, by ${names.join(', ')}`
}

/**
 * The roles that may do everything, or can give themselves the rest, by unique id: Deny statements, boundaries and the organization's policies subtracted.
 * Where those of the organization were not read, a role that is allowed everything for its own part counts all the same, and says so.
 */
export const administratorRoles = defineView({
  name: 'administrator-roles',
  per: 'aws-account',
  needs: { iamRoles, administratorPolicies, permissionsOfPrincipals },
  build({ iamRoles, administratorPolicies: { heldBy, boundaryOf }, permissionsOfPrincipals }): ReadonlyMap<string, AdministratorRole> {
    return new Map(
      [...iamRoles].flatMap((role): readonly (readonly [string, AdministratorRole])[] => {
        const found = permissionsOfPrincipals.isAdministrator(role.id)
        if (found.answer === 'no') return []
        if (found.answer === 'yes') return [[role.id, { certainty: 'certain', words: () => `${found.how}${policiesOf(found)}`, isOnlyWithMfa: forAll }]]
        const isOnlyWithMfa = (): boolean => solve(withoutMfa(found.inAnyWay)).outcome === 'never'
        if (found.answer === 'conditional')
          return [[role.id, { certainty: 'conditional', words: () => `it ${found.how}, if ${wordsOf(found.condition)}`, isOnlyWithMfa }]]
        const unread = found.unread.join(' and ')
        const plain = boundaryOf(role) === undefined ? heldBy(role).find(({ isCertain }) => isCertain) : undefined
        return plain === undefined
          ? [[role.id, { certainty: 'unknown', words: () => `${unread} could not be read`, isOnlyWithMfa }]]
          : [[role.id, { certainty: 'certain', words: () => `may do everything, by ${plain.policy}; ${unread} could not be read`, isOnlyWithMfa: forAll }]]
      }),
    )
  },
})

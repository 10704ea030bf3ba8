import type { AccountPermissions } from '../../analysis/iam/account-permissions.ts'
import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { nativeId } from '../../dataset.ts'
import { defineView } from '../needs.ts'
import { permissionsOfPrincipals } from './permissions-of-principals.ts'

/** What a role allows, as its policies write it. */
export interface AllowedActions {
  readonly actions: readonly string[]
  /** Why there may be more. */
  readonly unread?: string | undefined
}

const allowedTo = (permissions: AccountPermissions, account: string, arn: string): AllowedActions => {
  if (arn.split(':')[4] !== account) return { actions: [], unread: 'it is of another account' }
  const principal = permissions.find(arn)
  // A role that is gone is given to nobody.
  if (principal === undefined) return { actions: [] }
  const { identity, boundary } = principal.policies
  const unread: string[] = []
  const written = identity.flatMap(({ name, document }) => {
    const policy = parsePolicy(document ?? '')
    if (policy.kind === 'policy')
      return policy.statements
        .filter(({ effect }) => effect === 'Allow')
        .flatMap(({ actions: { not, values } }) => (not ? [`everything but ${values.join(', ')}`] : values))
    unread.push(`policy ${name} could not be read`)
    return []
  })
  const actions = [...new Set(written)].filter(action => {
    const isOne = !/[*?]|^everything but /.test(action)
    if (isOne) {
      const { answer } = permissions.allowsSome(arn, action)
      if (answer === 'unknown') unread.push(`what decides ${action} could not be read`)
      return answer === 'yes' || answer === 'conditional'
    }
    if (boundary === undefined) return true
    unread.push(`what its boundary leaves of ${action} is not weighed`)
    return false
  })
  return { actions, ...(unread.length === 0 ? {} : { unread: unread.join('; ') }) }
}

/**
 * What roles of the account allow those who are given them: single actions that a boundary, a Deny or the organization takes away again are left out, and
 * wildcards are told as written.
 */
export const guestActions = defineView({
  name: 'guest-actions',
  per: 'aws-account',
  needs: { permissionsOfPrincipals },
  build:
    ({ permissionsOfPrincipals }, at): ((arn: string) => AllowedActions) =>
    arn =>
      allowedTo(permissionsOfPrincipals, nativeId(at.id), arn),
})

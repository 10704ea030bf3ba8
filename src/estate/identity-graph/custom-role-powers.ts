import type { CustomRole } from '../../datasets/entra/role-security.ts'
import { escalatesTo } from '../entra/escalating-actions.ts'
import type { RolePower } from './role-powers.ts'

/** Actions whose power is plain: https://learn.microsoft.com/entra/identity/role-based-access-control/custom-enterprise-apps and .../custom-group-permissions */
const plain: readonly (readonly [action: RegExp, power: RolePower])[] = [
  [/^microsoft\.directory\/groups\/members\/update$/i, { takes: 'groups', how: 'puts anybody into groups that cannot hold roles' }],
  [/^microsoft\.directory\/servicePrincipals\/appRoleAssignedTo\/update$/i, { takes: 'applications', how: 'decides who is assigned to the application' }],
]

/** Of the others, what they take hold of, as far as that is followed; whatever else they are may lead to the whole tenant. */
const taken: readonly (readonly [action: RegExp, takes: readonly RolePower['takes'][]])[] = [
  [/\/users\//i, ['methods']],
  [/\/groups(?:\.\w+)*\//i, ['groups']],
  [/\/servicePrincipals\/(?:appRoleAssignedTo|synchronization\w+)\//i, ['applications']],
  [/\/(?:applications|servicePrincipals)(?:\.\w+)?\//i, ['applications', 'tenant']],
]

/** What a custom directory role takes hold of. Whatever is not plain is left open. */
export const powersOfCustomRole = ({ isEnabled, actions }: CustomRole): readonly RolePower[] =>
  actions.flatMap((action): readonly RolePower[] => {
    const to = escalatesTo(action)
    if (!isEnabled || to === undefined || /\/read$/i.test(action)) return []
    const exact = plain.find(([pattern]) => pattern.test(action))?.[1]
    if (exact !== undefined) return [exact]
    const takes = taken.find(([pattern]) => pattern.test(action))?.[1] ?? ['tenant']
    return takes.map(one => ({ takes: one, how: `may take hold of ${to}`, open: `how far the action ${action} leads was not followed` }))
  })

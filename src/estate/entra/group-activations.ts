import { referencedGroups } from '../../datasets/entra/directory.ts'
import { type EligibleGroupAccess, eligibleGroupAccess, groupActivationPolicies } from '../../datasets/entra/privilege-groups.ts'
import { defineView } from '../needs.ts'

/** How many could activate the membership of a group, and the ids of the policies that say how. */
export interface GroupActivation {
  readonly count: number
  readonly policies: readonly string[]
  /** Names of groups among those who could that are not known to be role-assignable: whoever fills them is let in as well. */
  readonly openGroups: readonly string[]
}

/** Groups whose membership somebody could activate through PIM, by group. */
export const activationsByGroup = defineView({
  name: 'entra-activations-by-group',
  per: 'entra-tenant',
  needs: { eligibleGroupAccess, groupActivationPolicies, referencedGroups },
  toleratesPartsOf: ['referencedGroups'],
  build({ eligibleGroupAccess, groupActivationPolicies, referencedGroups }, _at, _missing, now): ReadonlyMap<string, GroupActivation> {
    const isMembership = ({ access }: { readonly access: string }): boolean => access.toLowerCase() === 'member'
    const policies = Map.groupBy([...groupActivationPolicies].filter(isMembership), ({ groupId }) => groupId)
    const eligible = Map.groupBy(
      [...eligibleGroupAccess].filter(access => isMembership(access) && (access.endAt === null || Date.parse(access.endAt) > now.getTime())),
      ({ groupId }) => groupId,
    )
    const openIn = (rows: readonly EligibleGroupAccess[]): string[] =>
      rows.flatMap(({ principalId, principalType, name }) => {
        const group = referencedGroups.get(principalId)
        return principalType.toLowerCase() === 'group' && group?.isAssignableToRole !== true ? [group?.name ?? name] : []
      })
    return new Map(
      [...eligible].map(([id, rows]) => [id, { count: rows.length, policies: (policies.get(id) ?? []).map(policy => policy.id), openGroups: openIn(rows) }]),
    )
  },
})

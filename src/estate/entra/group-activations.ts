import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { type EligibleGroupAccess, eligibleGroupAccess, groupActivationPolicies } from '../../datasets/entra/privilege-groups.ts'
import { defineView } from '../needs.ts'
import type { Activator } from './context-coverage.ts'
import { groupMembers } from './group-members.ts'

/** How many could activate the membership of a group, and the ids of the policies that say how. */
export interface GroupActivation {
  readonly count: number
  readonly policies: readonly string[]
  /** Names of groups among those who could that are not known to be role-assignable: whoever fills them is let in as well. */
  readonly openGroups: readonly string[]
  /** Those who could, groups among them resolved; one whose members are not known stands for itself. No service principals: they activate nothing. */
  readonly activators: readonly Activator[]
}

/** Groups whose membership somebody could activate through PIM, by group. */
export const activationsByGroup = defineView({
  name: 'entra-activations-by-group',
  per: 'entra-tenant',
  needs: { eligibleGroupAccess, groupActivationPolicies, referencedGroups, groupMembers, entraUsers, servicePrincipals },
  toleratesPartsOf: ['referencedGroups', 'servicePrincipals'],
  build(
    { eligibleGroupAccess, groupActivationPolicies, referencedGroups, groupMembers, entraUsers, servicePrincipals },
    _at,
    _missing,
    now,
  ): ReadonlyMap<string, GroupActivation> {
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
    const nameOf = (id: string): string | undefined => entraUsers.get(id)?.name ?? referencedGroups.get(id)?.name
    const activatorsIn = (rows: readonly EligibleGroupAccess[]): readonly Activator[] => {
      const found = new Map<string, Activator>()
      const note = (id: string, name: string, kind: Activator['kind']): void => void found.set(id, { id, name: nameOf(id) ?? name, kind })
      for (const { principalId, principalType, name } of rows) {
        const type = principalType.toLowerCase()
        const members = groupMembers(principalId)
        if (type === 'serviceprincipal') continue
        if (type === 'group' && members === undefined) note(principalId, name, 'group')
        else if (members === undefined) note(principalId, name, entraUsers.get(principalId) === undefined ? 'unknown' : 'user')
        for (const { id, isUnread } of members ?? []) {
          if (isUnread) note(id, id, 'group')
          else if (servicePrincipals.get(id) === undefined) note(id, id, entraUsers.get(id) === undefined ? 'unknown' : 'user')
        }
      }
      return [...found.values()]
    }
    return new Map(
      [...eligible].map(([id, rows]) => [
        id,
        { count: rows.length, policies: (policies.get(id) ?? []).map(policy => policy.id), openGroups: openIn(rows), activators: activatorsIn(rows) },
      ]),
    )
  },
})

import { type GroupPolicyAssignment, groupPolicyAssignments, policyExemptions } from '../../datasets/azure/governance.ts'
import { defineView } from '../needs.ts'

/** What a subscription inherits of initiatives: one for all that is in it, one for some of it only, or none. `exemptions`: names of those that leave it out. */
export interface InheritedInitiative {
  readonly kind: 'whole' | 'narrowed' | 'none'
  readonly exemptions: readonly string[]
}

/** `above`: the management groups above it, the nearest first. */
export type InitiativeOf = (subscription: string, above: readonly string[]) => InheritedInitiative

export const groupInitiatives = defineView({
  name: 'azure-group-initiatives',
  per: 'azure-hierarchy',
  needs: { groupPolicyAssignments, policyExemptions },
  build({ groupPolicyAssignments, policyExemptions }, _at, _missing, now): InitiativeOf {
    const initiatives = Map.groupBy(
      [...groupPolicyAssignments].filter(({ isInitiative, isEnforced }) => isInitiative && isEnforced),
      ({ managementGroup }) => managementGroup,
    )
    const exemptions = Map.groupBy(
      [...policyExemptions].filter(({ endAt }) => endAt === null || Date.parse(endAt) > now.getTime()),
      ({ assignment }) => assignment,
    )
    return (subscription, above) => {
      const line = new Set([subscription, ...above])
      const exemptionsOf = ({ id }: GroupPolicyAssignment) => (exemptions.get(id) ?? []).filter(one => line.has(one.subscription ?? one.managementGroup ?? ''))
      const reaching = above.flatMap(group => initiatives.get(group) ?? []).filter(({ excludes }) => !excludes.some(one => line.has(one)))
      const [inForce, left] = [reaching.filter(one => exemptionsOf(one).length === 0), reaching.flatMap(exemptionsOf)]
      const kind = inForce.some(({ isNarrowed }) => !isNarrowed) ? 'whole' : inForce.length > 0 ? 'narrowed' : 'none'
      return { kind, exemptions: left.map(({ name, category }) => `${name} (${category})`).sort() }
    }
  },
})

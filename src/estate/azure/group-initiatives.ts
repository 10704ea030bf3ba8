import { groupPolicyAssignments } from '../../datasets/azure/governance.ts'
import { defineView } from '../needs.ts'

/** Whether a subscription inherits an enforced initiative from one of the management groups above it, and is not left out of it. */
export type InheritsInitiative = (subscription: string, above: readonly string[]) => boolean

export const groupInitiatives = defineView({
  name: 'azure-group-initiatives',
  per: 'azure-hierarchy',
  needs: { groupPolicyAssignments },
  build({ groupPolicyAssignments }): InheritsInitiative {
    const initiatives = Map.groupBy(
      [...groupPolicyAssignments].filter(({ isInitiative, isEnforced }) => isInitiative && isEnforced),
      ({ managementGroup }) => managementGroup,
    )
    return (subscription, above) =>
      above.some(group => (initiatives.get(group) ?? []).some(({ excludes }) => !excludes.some(one => one === subscription || above.includes(one))))
  },
})

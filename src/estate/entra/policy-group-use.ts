import { conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { defineView } from '../needs.ts'

/** The policies that name a group, disabled ones aside, by what they name it for. */
export interface GroupUse {
  readonly excludedBy: readonly string[]
  /** In report-only: nobody is let in by it yet. */
  readonly excludedInTrial: readonly string[]
  readonly includedBy: readonly string[]
}

/** What policies use groups for, by the group's id. */
export const policyGroupUse = defineView({
  name: 'entra-policy-group-use',
  per: 'entra-tenant',
  needs: { conditionalAccessPolicies },
  build({ conditionalAccessPolicies }): ReadonlyMap<string, GroupUse> {
    const uses = new Map<string, { excludedBy: string[]; excludedInTrial: string[]; includedBy: string[] }>()
    const of = (id: string) => {
      const use = uses.get(id) ?? { excludedBy: [], excludedInTrial: [], includedBy: [] }
      uses.set(id, use)
      return use
    }
    for (const { name, state, conditions } of conditionalAccessPolicies) {
      if (state === 'disabled') continue
      for (const id of conditions.users.excludeGroups) of(id)[state === 'enabledForReportingButNotEnforced' ? 'excludedInTrial' : 'excludedBy'].push(name)
      for (const id of conditions.users.includeGroups) of(id).includedBy.push(name)
    }
    return uses
  },
})

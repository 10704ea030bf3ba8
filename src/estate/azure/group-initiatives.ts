import { groupPolicyAssignments } from '../../datasets/azure/governance.ts'
import { defineView } from '../needs.ts'

/** The management groups at which an initiative is assigned and enforced. */
export const groupInitiatives = defineView({
  name: 'azure-group-initiatives',
  per: 'azure-hierarchy',
  needs: { groupPolicyAssignments },
  build: ({ groupPolicyAssignments }): ReadonlySet<string> =>
    new Set([...groupPolicyAssignments].filter(({ isInitiative, isEnforced }) => isInitiative && isEnforced).map(({ managementGroup }) => managementGroup)),
})

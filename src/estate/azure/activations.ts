import { type AzureScheduledAssignment, azureScheduledAssignments } from '../../datasets/azure/authorization.ts'
import { defineView } from '../needs.ts'

/** What PIM knows of an assignment, by the assignment's id. */
export const activations = defineView({
  name: 'azure-activations',
  per: 'azure-hierarchy',
  needs: { azureScheduledAssignments },
  build: ({ azureScheduledAssignments }): ReadonlyMap<string, AzureScheduledAssignment> =>
    new Map([...azureScheduledAssignments].map(one => [one.assignment, one])),
})

import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const membership = {
  ...rowFields,
  /** The group that holds the role. */
  groupId: z.string(),
  /** The user, or program. */
  principalId: z.string(),
  /** Null: it does not end. */
  endAt: instant.nullable(),
}

const activation = z.object({
  ...membership,
  /** Whether every way into the group, through groups in it too, is one that was activated; else they are in it all the time as well. */
  isOnlyWay: z.boolean(),
})
export type AzureGroupActivation = z.infer<typeof activation>
/**
 * Who is in a group that holds a role which reaches everything because they activated the membership through PIM for Groups, in it or in a group in it. Azure
 * shows an assignment of the group, and nothing of it. One group that cannot be read is one part, named by its id.
 * https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-assignmentscheduleinstances
 */
export const azureGroupActivations = defineDataset<AzureGroupActivation>({
  name: 'azure-group-activations',
  per: 'azure-hierarchy',
  permissions: ['PrivilegedAssignmentSchedule.Read.AzureADGroup', 'GroupMember.Read.All'],
  readable: 'either',
  row: activation,
})

const eligible = z.object(membership)
export type AzureEligibleMember = z.infer<typeof eligible>
/**
 * Users who could activate a membership of such a group, in it or in a group in it; programs activate nothing. One group that cannot be read is one part, named by its id.
 * https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-eligibilityscheduleinstances
 */
export const azureEligibleMembers = defineDataset<AzureEligibleMember>({
  name: 'azure-eligible-group-members',
  per: 'azure-hierarchy',
  permissions: ['PrivilegedEligibilitySchedule.Read.AzureADGroup', 'GroupMember.Read.All'],
  readable: 'either',
  row: eligible,
})

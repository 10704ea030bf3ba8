import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

/** A directory object as a list of members or owners names it. */
const linked = z.object({
  id: z.string(),
  /** `user`, `group`, `servicePrincipal`, `device`, ...: open. */
  type: z.string(),
})

const group = z.object({
  ...rowFields,
  isAssignableToRole: z.boolean().nullable(),
  /** In a restricted management administrative unit, whose administrators alone may change it. */
  isManagementRestricted: z.boolean().nullable(),
  /** Null: people are put into it one by one. */
  membershipRule: z.string().nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
  owners: z.array(linked),
  /** Direct members now, whoever activated a membership among them. Empty where only an application is assigned to it, of which members are not read. */
  members: z.array(linked),
})
export type PrivilegeGroup = z.infer<typeof group>
/**
 * Groups that a directory role or an AWS application is assigned to, and the groups in them at any depth, with who is in charge of them. A group that
 * is gone is not in it; one that cannot be read is one part. https://learn.microsoft.com/graph/api/resources/group
 */
export const privilegeGroups = defineDataset<PrivilegeGroup>({
  name: 'privilege-groups',
  per: 'entra-tenant',
  permissions: ['GroupMember.Read.All'],
  readable: 'either',
  row: group,
})

const membership = {
  ...rowFields,
  groupId: z.string(),
  principalId: z.string(),
  /** `user`, `group`, `servicePrincipal`; `unknown` where the directory does not resolve it. */
  principalType: z.string(),
  /** `member` or `owner`: an owner may make themselves a member. */
  access: z.string(),
  startAt: instant.nullable(),
  /** Null: it does not end. */
  endAt: instant.nullable(),
}

const eligible = z.object(membership)
export type EligibleGroupAccess = z.infer<typeof eligible>
/**
 * Who could become member or owner of a group of `privilege-groups` through PIM for Groups (needs Entra ID P2); one group that cannot be read is one part,
 * named by its id. https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-eligibilityscheduleinstances
 */
export const eligibleGroupAccess = defineDataset<EligibleGroupAccess>({
  name: 'eligible-group-access',
  per: 'entra-tenant',
  permissions: ['PrivilegedEligibilitySchedule.Read.AzureADGroup'],
  readable: 'either',
  row: eligible,
})

const active = z.object({
  ...membership,
  /** `assigned`, or `activated` from an eligibility. */
  assignmentType: z.string(),
})
export type ActiveGroupAccess = z.infer<typeof active>
/**
 * Who is member or owner of a group of `privilege-groups` now, as PIM for Groups tells it (needs Entra ID P2): it tells whoever activated a membership
 * from whoever has it all the time. https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-assignmentscheduleinstances
 */
export const activeGroupAccess = defineDataset<ActiveGroupAccess>({
  name: 'active-group-access',
  per: 'entra-tenant',
  permissions: ['PrivilegedAssignmentSchedule.Read.AzureADGroup'],
  readable: 'either',
  row: active,
})

const policy = z.object({
  ...rowFields,
  groupId: z.string(),
  /** `member` or `owner`. */
  access: z.string(),
  /** What an eligible person must give: `MultiFactorAuthentication`, `Justification`, `Ticketing`: open. */
  enabledRules: z.array(z.string()),
  /** The authentication context that activation demands (`c1`...); null: none. */
  authenticationContext: z.string().nullable(),
  isApprovalRequired: z.boolean(),
  /** ISO 8601 duration, e.g. `PT8H`. */
  maximumDuration: z.string().nullable(),
})
export type GroupActivationPolicy = z.infer<typeof policy>
/**
 * How membership and ownership of a group of `privilege-groups` are activated (needs Entra ID P2).
 * https://learn.microsoft.com/graph/api/policyroot-list-rolemanagementpolicyassignments
 */
export const groupActivationPolicies = defineDataset<GroupActivationPolicy>({
  name: 'group-activation-policies',
  per: 'entra-tenant',
  permissions: ['RoleManagementPolicy.Read.AzureADGroup'],
  readable: 'either',
  row: policy,
})

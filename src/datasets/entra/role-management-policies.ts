import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const assignmentExpiry = z.object({
  /** False: an assignment may be permanent. */
  isExpirationRequired: z.boolean(),
  /** ISO 8601 duration, e.g. `P365D`; null: the rule names none. */
  maximumDuration: z.string().nullable(),
})

const alert = z.object({
  /** `All`, `Critical` or `None`. */
  level: z.string(),
  /** To Privileged Role Administrators, Security Administrators and Global Administrators. */
  goesToAdministrators: z.boolean(),
  /** Addresses besides. */
  recipients: z.array(z.string()),
})

const policy = z.object({
  ...rowFields,
  roleDefinitionId: z.string(),
  activation: z.object({
    /** What an eligible person must give: `MultiFactorAuthentication`, `Justification`, `Ticketing`: open. */
    enabledRules: z.array(z.string()),
    /** The authentication context that activation demands (`c1`...); null: none. */
    authenticationContext: z.string().nullable(),
    isApprovalRequired: z.boolean(),
    /** Primary approvers of all stages: object ids of users and groups; `requestor-manager` for the manager. Empty with approval required: Privileged Role Administrators approve. */
    approvers: z.array(z.object({ id: z.string(), type: z.string() })),
    /** ISO 8601 duration, e.g. `PT8H`. */
    maximumDuration: z.string().nullable(),
  }),
  activeAssignment: assignmentExpiry,
  eligibleAssignment: assignmentExpiry,
  /** Mail about each: whoever was made eligible, was assigned, or activated the role. */
  alerts: z.object({ eligibleAssignment: alert, activeAssignment: alert, activation: alert }),
})
export type RoleManagementPolicy = z.infer<typeof policy>
/**
 * PIM's settings of each directory role (needs Entra ID P2); `id` is the policy assignment's.
 * https://learn.microsoft.com/graph/identity-governance-pim-rules-overview
 */
export const roleManagementPolicies = defineDataset<RoleManagementPolicy>({
  name: 'role-management-policies',
  per: 'entra-tenant',
  permissions: ['RoleManagementPolicy.Read.Directory'],
  readable: 'either',
  row: policy,
})

import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const definition = z.object({
  ...rowFields,
  /** The same in every tenant; Conditional Access names roles by it. */
  templateId: z.string(),
  isBuiltIn: z.boolean(),
  isEnabled: z.boolean(),
  /** Microsoft's own mark, beta only; null: the answer did not say. Of a custom role nothing else tells, so that it must be there. */
  isPrivileged: z.boolean().nullable(),
})
export type RoleDefinition = z.infer<typeof definition>
const marked = z.union([definition.extend({ isBuiltIn: z.literal(true) }), definition.extend({ isPrivileged: z.boolean() })])
/** Directory roles, built in and custom. */
export const roleDefinitions = defineDataset<RoleDefinition>({
  name: 'role-definitions',
  per: 'entra-tenant',
  permissions: ['RoleManagement.Read.Directory'],
  readable: 'either',
  row: marked,
})

const assignment = {
  ...rowFields,
  principalId: z.string(),
  /** `user`, `group`, `servicePrincipal`; `unknown` where the directory does not resolve it. */
  principalType: z.string(),
  roleDefinitionId: z.string(),
  /** `/` is tenant-wide; else an administrative unit or an application. */
  directoryScopeId: z.string(),
  startAt: instant.nullable(),
  /** Null: it does not end. */
  endAt: instant.nullable(),
}

const active = z.object({
  ...assignment,
  /** `Assigned`, or `Activated` from an eligibility. */
  assignmentType: z.string(),
  /** `Direct`, `Group`, `Inherited`, ...: open. */
  memberType: z.string(),
  /** `schedule`: from PIM's schedule instances. `assignment`: from plain role assignments, in a tenant without PIM, where every one is permanent. */
  source: z.enum(['schedule', 'assignment']),
})
export type ActiveRoleAssignment = z.infer<typeof active>
/** Role assignments in force now. https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignmentscheduleinstances */
export const activeRoleAssignments = defineDataset<ActiveRoleAssignment>({
  name: 'active-role-assignments',
  per: 'entra-tenant',
  permissions: ['RoleAssignmentSchedule.Read.Directory', 'RoleManagement.Read.Directory'],
  readable: 'either',
  row: active,
})

const eligible = z.object({ ...assignment, memberType: z.string() })
export type EligibleRoleAssignment = z.infer<typeof eligible>
/** Role assignments that can be activated through PIM (needs Entra ID P2). */
export const eligibleRoleAssignments = defineDataset<EligibleRoleAssignment>({
  name: 'eligible-role-assignments',
  per: 'entra-tenant',
  permissions: ['RoleEligibilitySchedule.Read.Directory'],
  readable: 'either',
  row: eligible,
})

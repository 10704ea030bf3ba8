import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

/** GUIDs of built-in roles, the same everywhere: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged */
export const OWNER = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
export const CONTRIBUTOR = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
export const USER_ACCESS_ADMINISTRATOR = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'
export const RBAC_ADMINISTRATOR = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168'

/** Roles that can give away roles in their scope, and so everything in it. */
export const accessAdministratorRoles: ReadonlySet<string> = new Set([OWNER, USER_ACCESS_ADMINISTRATOR, RBAC_ADMINISTRATOR])
/** What Microsoft calls privileged administrator roles that reach every resource. */
export const broadRoles: ReadonlySet<string> = new Set([...accessAdministratorRoles, CONTRIBUTOR])

const assignment = {
  ...rowFields,
  /** `root` is `/`, above every management group. */
  level: z.enum(['root', 'management-group', 'subscription', 'resource-group', 'resource']),
  /** The scope as Azure writes it. */
  at: z.string().min(1),
  /** The name in paths of the management group, where it is one. */
  managementGroup: z.string().nullable(),
  /** The id of the subscription, where it is one or lies in one. */
  subscription: z.string().nullable(),
  /** GUID of the role definition. */
  roleId: z.string().min(1),
  roleName: z.string(),
  principalId: z.string().min(1),
  /** `User`, `Group`, `ServicePrincipal`, `ForeignGroup`, `Device`, `Unknown`: open. */
  principalType: z.string(),
}
const active = z.object({
  ...assignment,
  hasCondition: z.boolean(),
  /** Whether the condition keeps the holder from giving away the roles that give away roles; null: that is not clear. False without a condition. https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-overview */
  bindsRoles: z.boolean().nullable(),
  /** Whether the role is the tenant's own and not one of Azure's; null: its definition could not be read. */
  isCustom: z.boolean().nullable(),
})
export type AzureRoleAssignment = z.infer<typeof active>
/** Role assignments in force, at every level: root, management groups, and subscriptions with what is in them. https://learn.microsoft.com/rest/api/authorization/role-assignments */
export const azureRoleAssignments = defineDataset<AzureRoleAssignment>({
  name: 'azure-role-assignments',
  per: 'azure-hierarchy',
  permissions: [
    'Microsoft.Authorization/roleAssignments/read',
    'Microsoft.Authorization/permissions/read',
    'Microsoft.Management/managementGroups/read',
    'Microsoft.ResourceGraph/resources/read',
  ],
  readable: 'either',
  row: active,
})

const eligible = z.object({ ...assignment, startAt: instant.nullable(), endAt: instant.nullable() })
export type AzureEligibleAssignment = z.infer<typeof eligible>
/** Roles at management groups, subscriptions and in them that somebody can activate through PIM. https://learn.microsoft.com/rest/api/authorization/role-eligibility-schedule-instances */
export const azureEligibleAssignments = defineDataset<AzureEligibleAssignment>({
  name: 'azure-eligible-assignments',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.Authorization/roleEligibilityScheduleInstances/read', 'Microsoft.Management/managementGroups/read'],
  readable: 'either',
  row: eligible,
})

const scheduled = z.object({
  ...rowFields,
  /** The id of the role assignment that is in force through it. */
  assignment: z.string().min(1),
  /** `Assigned`, or `Activated` from an eligibility. */
  assignmentType: z.string(),
  startAt: instant.nullable(),
  /** Null: it does not end. */
  endAt: instant.nullable(),
})
export type AzureScheduledAssignment = z.infer<typeof scheduled>
/** What PIM knows of role assignments at the scopes where somebody may give away roles: whether they were activated, and when they end. In a tenant without PIM there is nothing. */
export const azureScheduledAssignments = defineDataset<AzureScheduledAssignment>({
  name: 'azure-scheduled-assignments',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.Authorization/roleAssignmentScheduleInstances/read'],
  readable: 'either',
  row: scheduled,
})

const role = z.object({
  ...rowFields,
  /** One set of actions a permission: what a set takes away it takes from its own actions only. */
  permissions: z.array(z.object({ actions: z.array(z.string()), notActions: z.array(z.string()) })),
  assignableScopes: z.array(z.string()),
})
export type AzureCustomRole = z.infer<typeof role>
/** Custom roles; `id` is the GUID of the definition. https://learn.microsoft.com/azure/role-based-access-control/custom-roles */
export const azureCustomRoles = defineDataset<AzureCustomRole>({
  name: 'azure-custom-roles',
  per: 'azure-hierarchy',
  permissions: [
    'Microsoft.Authorization/roleDefinitions/read',
    'Microsoft.Authorization/permissions/read',
    'Microsoft.Management/managementGroups/read',
    'Microsoft.ResourceGraph/resources/read',
  ],
  readable: 'either',
  row: role,
})

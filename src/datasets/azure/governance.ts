import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const settings = z.object({
  ...rowFields,
  requiresAuthorizationForGroups: z.boolean(),
  /** The name in paths of the group that new subscriptions come into; the root group's unless it was changed. */
  defaultGroup: z.string().min(1),
})
export type HierarchySettings = z.infer<typeof settings>
/** How management groups come to be, and where subscriptions land: one row, with the defaults where nothing was set. https://learn.microsoft.com/azure/governance/management-groups/how-to/protect-resource-hierarchy */
export const hierarchySettings = defineDataset<HierarchySettings>({
  name: 'azure-hierarchy-settings',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.Management/managementGroups/settings/read'],
  readable: 'either',
  row: settings,
})

const transfer = z.object({ ...rowFields, blocksLeaving: z.boolean(), blocksEntering: z.boolean() })
export type SubscriptionPolicy = z.infer<typeof transfer>
/** Whether subscriptions may leave the tenant, and others come in: one row. https://learn.microsoft.com/azure/cost-management-billing/manage/manage-azure-subscription-policy */
export const subscriptionPolicies = defineDataset<SubscriptionPolicy>({
  name: 'azure-subscription-policies',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.Subscription/Policies/default/read'],
  readable: 'either',
  row: transfer,
})

const assigned = z.object({
  ...rowFields,
  managementGroup: z.string().min(1),
  /** A policy set, rather than a single policy. */
  isInitiative: z.boolean(),
  /** `DoNotEnforce`: what it finds is told, and nothing is stopped; so it is where an override turns every policy of it off. */
  isEnforced: z.boolean(),
  /** It holds for some kinds of resources, or some places, only. https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#resource-selectors */
  isNarrowed: z.boolean(),
  /** Ids of the management groups and whole subscriptions below that it leaves out. */
  excludes: z.array(z.string()),
})
export type GroupPolicyAssignment = z.infer<typeof assigned>
/** Azure Policy assigned at management groups. https://learn.microsoft.com/rest/api/policy/policy-assignments */
export const groupPolicyAssignments = defineDataset<GroupPolicyAssignment>({
  name: 'azure-group-policy-assignments',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.Authorization/policyAssignments/read', 'Microsoft.Management/managementGroups/read'],
  readable: 'either',
  row: assigned,
})

const exemption = z.object({
  ...rowFields,
  /** The management group, or the subscription, that is exempted. */
  managementGroup: z.string().nullable(),
  subscription: z.string().nullable(),
  /** The id of the policy assignment. */
  assignment: z.string().min(1),
  /** `Waiver`, or `Mitigated`: what the policy asks for is met in another way. Either is evaluated no more. */
  category: z.string(),
  /** Null: it does not end. */
  endAt: instant.nullable(),
})
export type PolicyExemption = z.infer<typeof exemption>
/** Management groups and whole subscriptions that are exempted from all of a policy assignment. https://learn.microsoft.com/azure/governance/policy/concepts/exemption-structure */
export const policyExemptions = defineDataset<PolicyExemption>({
  name: 'azure-policy-exemptions',
  per: 'azure-hierarchy',
  permissions: [
    'Microsoft.Authorization/policyExemptions/read',
    'Microsoft.Authorization/permissions/read',
    'Microsoft.Management/managementGroups/read',
    'Microsoft.ResourceGraph/resources/read',
  ],
  readable: 'either',
  row: exemption,
})

const classic = z.object({ ...rowFields, role: z.string() })
export type ClassicAdministrator = z.infer<typeof classic>
/** What is left of classic subscription administrators, whose roles Azure retired in August 2024. https://learn.microsoft.com/azure/role-based-access-control/classic-administrators */
export const classicAdministrators = defineDataset<ClassicAdministrator>({
  name: 'azure-classic-administrators',
  per: 'azure-subscription',
  permissions: ['Microsoft.Authorization/classicAdministrators/read', 'Microsoft.Authorization/permissions/read', 'Microsoft.ResourceGraph/resources/read'],
  readable: 'either',
  row: classic,
})

const delegation = z.object({
  ...rowFields,
  managedByTenantId: z.string().min(1),
  managedByTenantName: z.string().nullable(),
  /** Roles that the other tenant's people and programs hold here, as GUIDs, and what that tenant calls them. */
  authorizations: z.array(z.object({ roleId: z.string(), principalName: z.string().nullable(), /** Only after they activate it. */ isEligible: z.boolean() })),
})
export type AzureDelegation = z.infer<typeof delegation>
/** Subscriptions, and resource groups in them, that other tenants manage through Azure Lighthouse. https://learn.microsoft.com/azure/lighthouse/how-to/view-manage-service-providers */
export const azureDelegations = defineDataset<AzureDelegation>({
  name: 'azure-delegations',
  per: 'azure-subscription',
  permissions: [
    'Microsoft.ManagedServices/registrationAssignments/read',
    'Microsoft.ManagedServices/registrationDefinitions/read',
    'Microsoft.Authorization/permissions/read',
    'Microsoft.ResourceGraph/resources/read',
  ],
  readable: 'either',
  row: delegation,
})

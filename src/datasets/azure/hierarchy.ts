import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const subscription = z.object({
  ...rowFields,
  /** `Enabled`, `Warned`, `PastDue`, `Disabled`, ...: open. */
  state: z.string(),
  /** The id of the management group it is directly in; null where that could not be read. */
  managementGroup: z.string().nullable(),
  /** Whether the configuration asks for it: what is in it is read only then. */
  isAsked: z.boolean(),
})
export type AzureSubscription = z.infer<typeof subscription>
/**
 * The subscriptions of the tenant; `id` is the subscription's id. Complete only where the root management group can be read: else Azure Resource
 * Manager lists those that the identity may see, and says nothing of the others.
 */
export const azureSubscriptions = defineDataset<AzureSubscription>({
  name: 'azure-subscriptions',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.Management/managementGroups/read', 'Microsoft.Resources/subscriptions/read'],
  readable: 'either',
  row: subscription,
})

/**
 * Whether anything can be set up, or run, in a subscription of this state: one that is warned, disabled or expired answers reads and deletions only, and what is in
 * it is offline. Who holds which role in it stays as it was, and counts again once it is paid for. States that nobody knows yet are taken for usable.
 * https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states
 */
export const isUsable = (state: string): boolean => !['warned', 'disabled', 'expired', 'deleted'].includes(state.toLowerCase())

const state = z.object({
  ...rowFields,
  /** `Enabled`, `Warned`, `PastDue`, `Disabled`, ...: open. */
  state: z.string(),
})
export type SubscriptionState = z.infer<typeof state>
/** The state of the subscription itself: one row. https://learn.microsoft.com/rest/api/resources/subscriptions/list */
export const subscriptionStates = defineDataset<SubscriptionState>({
  name: 'azure-subscription-states',
  per: 'azure-subscription',
  permissions: ['Microsoft.Resources/subscriptions/read'],
  readable: 'either',
  row: state,
})

const group = z.object({
  ...rowFields,
  /** The id of the group above; null for the root group. */
  parent: z.string().nullable(),
  isRoot: z.boolean(),
})
export type ManagementGroup = z.infer<typeof group>
/** Management groups; `id` is the group's own name in paths, `name` what people call it. The root group's id is the tenant's. */
export const managementGroups = defineDataset<ManagementGroup>({
  name: 'azure-management-groups',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.Management/managementGroups/read'],
  readable: 'either',
  row: group,
})

import { scanner } from '../entra/tenant.ts'
import type { AzureFixture } from './azure-fixture.ts'

export const groupScope = (id: string): string => `/providers/Microsoft.Management/managementGroups/${id}`
export const subscriptionScope = (id: string): string => `/subscriptions/${id}`

/** The Azure of a tenant with the given things in it and, for the rest, what a new one has: a root group, nothing in it, and a scanner that may read all of it. */
export const azure = (given: Partial<AzureFixture> & { readonly tenant: string }): AzureFixture => ({
  rootName: 'Tenant Root Group',
  groups: [],
  subscriptions: [],
  callers: [{ clientId: scanner.clientId, scope: groupScope(given.tenant), actions: ['*/read'] }],
  subscriptionPolicy: { blockSubscriptionsLeavingTenant: false, blockSubscriptionsIntoTenant: false },
  roleAssignments: [],
  customRoles: [],
  assignmentSchedules: [],
  eligibilitySchedules: [],
  hasPim: true,
  classicAdministrators: [],
  policyAssignments: [],
  policyExemptions: [],
  delegations: [],
  resources: [],
  defenderPlans: [],
  securityContacts: [],
  logExports: [],
  workspaces: [],
  webApps: [],
  answers: {},
  ...given,
})

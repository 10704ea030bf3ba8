import { CONTRIBUTOR, OWNER, USER_ACCESS_ADMINISTRATOR } from '../../../src/datasets/azure/authorization.ts'
import { azure, groupScope, subscriptionScope } from '../../clouds/azure/azure.ts'
import type { AssignmentFixture, AzureFixture } from '../../clouds/azure/azure-fixture.ts'
import { scanner } from '../../clouds/entra/tenant.ts'
import { faultyServices, soundServices } from './azure-services.ts'
import { subscriptions } from './azure-subscriptions.ts'
import { idOf, type TenantName } from './entra-people.ts'
import { tenants } from './tenants.ts'

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const customRoles = { boss: 'dddddddd-1111-4000-8000-000000000001', viewer: 'dddddddd-1111-4000-8000-000000000002' }

const role = (tenant: TenantName, name: string, scope: string, role: string): AssignmentFixture => ({
  id: `${name}-${role.slice(0, 4)}`,
  scope,
  role,
  principalId: idOf(tenant, name),
  principalType: 'User',
})
const programRole = (id: string, scope: string, role: string): AssignmentFixture => ({
  id: `${id}-${role.slice(0, 4)}`,
  scope,
  role,
  principalId: id,
  principalType: 'ServicePrincipal',
})

const delegation = (subscription: string, managedByTenantId: string) => ({
  id: 'delegation',
  subscription,
  name: 'Managed services',
  managedByTenantId,
  managedByTenantName: 'Partner',
  authorizations: [{ principalId: 'operators', roleDefinitionId: CONTRIBUTOR, principalIdDisplayName: 'Operators' }],
})

/** A stranger, by nobody's declaration. */
const stranger = '99999999-2222-4333-8444-000000000001'

const shop = subscriptionScope(subscriptions.shop)
const lab = subscriptionScope(subscriptions.lab)

/** A client with a role in one subscription of the faulty tenant and nowhere else. */
export const inOneSubscription = { clientId: '0c1ec7ed-5ca0-4e7e-8000-000000000002', secret: scanner.secret }

/** The Azure of each tenant: one with a fault for each rule, one without any, and one that was never arranged. */
export const azureTenants: readonly AzureFixture[] = [
  azure({
    tenant: tenants.faulty,
    groups: [{ id: 'platform', name: 'Platform' }],
    subscriptions: [
      { id: subscriptions.shop, name: 'Shop', parent: 'platform' },
      { id: subscriptions.lab, name: 'Lab' },
    ],
    callers: [
      { clientId: scanner.clientId, scope: groupScope(tenants.faulty), actions: ['*/read'] },
      { clientId: inOneSubscription.clientId, scope: shop, actions: ['*/read'] },
    ],
    roleAssignments: [
      role('faulty', 'ada', '/', USER_ACCESS_ADMINISTRATOR),
      role('faulty', 'carla', groupScope(tenants.faulty), OWNER),
      ...['ada', 'bob', 'carla'].map(name => role('faulty', name, shop, OWNER)),
      programRole('aws-open', shop, OWNER),
      role('faulty', 'gone', shop, READER),
      role('faulty', 'guest-admin', lab, CONTRIBUTOR),
      role('faulty', 'break-glass-1', lab, OWNER),
    ],
    customRoles: [{ id: customRoles.boss, name: 'Boss', actions: ['*'], assignableScopes: [lab] }],
    classicAdministrators: [{ subscription: subscriptions.lab, id: 'c-1', emailAddress: 'old@contoso.onmicrosoft.com', role: 'CoAdministrator' }],
    delegations: [delegation(subscriptions.shop, stranger)],
    ...faultyServices,
  }),
  azure({
    tenant: tenants.sound,
    groups: [
      { id: 'platform', name: 'Platform' },
      { id: 'newcomers', name: 'Newcomers' },
    ],
    subscriptions: [
      { id: subscriptions.production, name: 'Production', parent: 'platform' },
      { id: subscriptions.retired, name: 'Retired', state: 'Disabled' },
    ],
    hierarchySettings: { requireAuthorizationForGroupCreation: true, defaultManagementGroup: groupScope('newcomers') },
    subscriptionPolicy: { blockSubscriptionsIntoTenant: true, blockSubscriptionsLeavingTenant: true },
    roleAssignments: [
      role('sound', 'break-glass-1', groupScope('platform'), OWNER),
      role('sound', 'carla', groupScope(tenants.sound), READER),
      programRole('aws-of-fabrikam', subscriptionScope(subscriptions.production), CONTRIBUTOR),
    ],
    eligibilitySchedules: [{ ...role('sound', 'break-glass-2', subscriptionScope(subscriptions.production), OWNER) }],
    customRoles: [{ id: customRoles.viewer, name: 'Viewer', actions: ['*/read'], assignableScopes: [groupScope('platform')] }],
    policyAssignments: [
      { scope: groupScope('platform'), name: 'baseline', displayName: 'Baseline', definition: '/providers/Microsoft.Authorization/policySetDefinitions/mcsb' },
    ],
    delegations: [delegation(subscriptions.production, tenants.faulty)],
    ...soundServices,
  }),
  azure({
    tenant: tenants.bare,
    hasPim: false,
    subscriptions: [{ id: subscriptions.only, name: 'Azure subscription 1' }],
    roleAssignments: [role('bare', 'ada', subscriptionScope(subscriptions.only), OWNER)],
  }),
]

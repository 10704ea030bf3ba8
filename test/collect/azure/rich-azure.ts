import { CONTRIBUTOR, OWNER, USER_ACCESS_ADMINISTRATOR } from '../../../src/datasets/azure/authorization.ts'
import { azure, groupScope, subscriptionScope } from '../../clouds/azure/azure.ts'
import type { AzureFixture } from '../../clouds/azure/azure-fixture.ts'
import { workspaceId } from '../../clouds/azure/logs.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'

export const tenantId = '11111111-2222-4333-8444-0000000000aa'
export const shop = 'aaaaaaaa-0000-4000-8000-000000000001'
export const lab = 'aaaaaaaa-0000-4000-8000-000000000002'
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
export const people = {
  ann: 'dddddddd-0000-4000-8000-000000000001',
  bob: 'dddddddd-0000-4000-8000-000000000002',
  guest: 'dddddddd-0000-4000-8000-000000000003',
  gone: 'dddddddd-0000-4000-8000-000000000009',
}
export const admins = 'eeeeeeee-0000-4000-8000-000000000001'
const nested = 'eeeeeeee-0000-4000-8000-000000000002'
export const readers = 'eeeeeeee-0000-4000-8000-000000000003'
export const pipeline = 'ffffffff-0000-4000-8000-000000000001'
export const customRole = 'cccccccc-0000-4000-8000-000000000001'

/** The directory behind the assignments below. */
export const richTenant = (more: Partial<TenantFixture> & { readonly id: string } = { id: tenantId }): TenantFixture =>
  tenant({
    users: [
      { id: people.ann, userPrincipalName: 'ann@contoso.example', displayName: 'Ann' },
      { id: people.bob, userPrincipalName: 'bob@contoso.example', displayName: 'Bob' },
      { id: people.guest, userPrincipalName: 'gus_partner.example#EXT#@contoso.example', displayName: 'Gus', userType: 'Guest' },
    ],
    groups: [
      { id: admins, displayName: 'Admins', members: [nested, pipeline], securityEnabled: true },
      { id: nested, displayName: 'Nested', members: [people.bob], isAssignableToRole: true, securityEnabled: true },
      { id: readers, displayName: 'Readers', members: [people.guest], securityEnabled: true },
    ],
    servicePrincipals: [{ id: pipeline, appId: 'app-pipeline', displayName: 'Pipeline', servicePrincipalType: 'Application', accountEnabled: true }],
    administrativeUnits: [{ id: 'au-1', displayName: 'Restricted', isMemberManagementRestricted: true, members: [people.ann] }],
    roleAssignmentScheduleInstances: [
      {
        id: 'role-of-ann',
        principalId: people.ann,
        roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
        directoryScopeId: '/',
        assignmentType: 'Assigned',
        memberType: 'Direct',
        startDateTime: null,
        endDateTime: null,
      },
    ],
    ...more,
  })

/** Something of everything that is read. */
export const richAzure = (more: Partial<AzureFixture> & { readonly tenant: string } = { tenant: tenantId }): AzureFixture =>
  azure({
    groups: [{ id: 'platform', name: 'Platform' }],
    subscriptions: [
      { id: shop, name: 'Shop', parent: 'platform' },
      { id: lab, name: 'Lab' },
    ],
    roleAssignments: [
      { id: 'a-root', scope: '/', role: USER_ACCESS_ADMINISTRATOR, principalId: people.ann, principalType: 'User' },
      { id: 'a-tenant', scope: groupScope(more.tenant), role: READER, principalId: readers, principalType: 'Group' },
      { id: 'a-platform', scope: groupScope('platform'), role: OWNER, principalId: admins, principalType: 'Group' },
      { id: 'a-shop', scope: subscriptionScope(shop), role: CONTRIBUTOR, principalId: pipeline, principalType: 'ServicePrincipal' },
      { id: 'a-lab', scope: subscriptionScope(lab), role: OWNER, principalId: people.ann, principalType: 'User', condition: 'true' },
      { id: 'a-vault', scope: `${subscriptionScope(lab)}/resourceGroups/data`, role: customRole, principalId: people.gone, principalType: 'User' },
    ],
    customRoles: [
      { id: customRole, name: 'Deployers', actions: ['*'], notActions: ['Microsoft.Authorization/*/Delete'], assignableScopes: [subscriptionScope(lab)] },
    ],
    eligibilitySchedules: [{ id: 'e-shop', scope: subscriptionScope(shop), role: OWNER, principalId: people.bob, principalType: 'User' }],
    assignmentSchedules: [
      {
        id: 's-lab',
        scope: subscriptionScope(lab),
        role: OWNER,
        principalId: people.ann,
        principalType: 'User',
        type: 'Activated',
        assignment: 'a-lab',
        endAt: '2026-11-24T18:00:00Z',
      },
    ],
    classicAdministrators: [{ subscription: lab, id: 'c-1', emailAddress: 'old@contoso.example', role: 'CoAdministrator' }],
    policyAssignments: [
      {
        scope: groupScope('platform'),
        name: 'baseline',
        displayName: 'Baseline',
        definition: '/providers/Microsoft.Authorization/policySetDefinitions/mcsb',
        notScopes: [subscriptionScope(lab).toUpperCase(), groupScope('Sandbox'), `${subscriptionScope(shop)}/resourceGroups/data`],
      },
    ],
    policyExemptions: [
      {
        scope: subscriptionScope(lab),
        name: 'lab',
        assignment: `${groupScope('platform')}/providers/Microsoft.Authorization/policyAssignments/baseline`,
        expiresOn: '2027-01-01T00:00:00Z',
      },
      {
        scope: groupScope('platform'),
        name: 'platform',
        assignment: `${groupScope(more.tenant)}/providers/Microsoft.Authorization/policyAssignments/all`,
        category: 'Mitigated',
      },
      {
        scope: subscriptionScope(shop),
        name: 'some',
        assignment: `${groupScope('platform')}/providers/Microsoft.Authorization/policyAssignments/baseline`,
        policies: ['requiredTags'],
      },
      {
        scope: subscriptionScope(shop),
        name: 'somewhere',
        assignment: `${groupScope('platform')}/providers/Microsoft.Authorization/policyAssignments/baseline`,
        resourceSelectors: [{ name: 'europe' }],
      },
      {
        scope: `${subscriptionScope(shop)}/resourceGroups/data`,
        name: 'data',
        assignment: `${groupScope('platform')}/providers/Microsoft.Authorization/policyAssignments/baseline`,
      },
    ],
    delegations: [
      {
        id: 'd-1',
        subscription: shop,
        name: 'Managed services',
        managedByTenantId: '99999999-2222-4333-8444-000000000001',
        managedByTenantName: 'Partner',
        authorizations: [{ principalId: 'p', roleDefinitionId: CONTRIBUTOR, principalIdDisplayName: 'Operators' }],
        eligibleAuthorizations: [{ principalId: 'p', roleDefinitionId: USER_ACCESS_ADMINISTRATOR, principalIdDisplayName: 'Operators' }],
      },
    ],
    workspaces: [{ subscription: lab, group: 'data', name: 'central', tables: { SigninLogs: 90 }, sentinel: [{ name: 'Odd sign-ins', kind: 'Scheduled' }] }],
    logExports: [{ name: 'to-central', workspace: workspaceId({ subscription: lab, group: 'data', name: 'central' }), logs: ['AuditLogs', 'SignInLogs'] }],
    webApps: [
      { subscription: shop, group: 'web', name: 'shop-web' },
      { subscription: shop, group: 'web', name: 'shop-web', slot: 'staging' },
    ],
    ...more,
  })

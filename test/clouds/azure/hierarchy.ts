import type { Json } from '../entra/wire.ts'
import { heldAt, isAllowed, isVisible } from './access.ts'
import { groupScope, subscriptionScope } from './azure.ts'
import type { AzureFixture } from './azure-fixture.ts'
import type { ArmResource } from './resource.ts'

const groups = '/providers/Microsoft.Management/managementGroups'

const childrenOf = (azure: AzureFixture, parent: string): readonly Json[] => [
  ...azure.groups
    .filter(group => (group.parent ?? azure.tenant) === parent)
    .map(({ id, name }) => ({
      type: 'Microsoft.Management/managementGroups',
      id: groupScope(id),
      name: id,
      displayName: name,
      children: childrenOf(azure, id),
    })),
  ...azure.subscriptions
    .filter(one => one.tenant === undefined && (one.parent ?? azure.tenant) === parent)
    .map(({ id, name }) => ({ type: '/subscriptions', id: subscriptionScope(id), name: id, displayName: name })),
]

const nameOf = (azure: AzureFixture, id: string): string | undefined =>
  id.toLowerCase() === azure.tenant ? azure.rootName : azure.groups.find(group => group.id === id)?.name

const entity = (type: string, id: string, name: string, displayName: string, parent: string | null): Json => ({
  id,
  name,
  type,
  properties: { displayName, tenantId: '', parent: parent === null ? null : { id: parent }, permissions: 'view', inheritedPermissions: 'view' },
})

/** Subscriptions, management groups and their settings. */
export const hierarchy: readonly ArmResource[] = [
  {
    path: '/subscriptions',
    apiVersion: '2022-12-01',
    find: ({ azure, clientId }) => ({
      kind: 'list',
      rows: azure.subscriptions
        .filter(({ id, tenant }) => tenant !== undefined || isAllowed(azure, clientId, 'Microsoft.Resources/subscriptions/read', subscriptionScope(id)))
        .map(({ id, name, state = 'Enabled', tenant = azure.tenant }) => ({
          id: subscriptionScope(id),
          subscriptionId: id,
          displayName: name,
          state,
          tenantId: tenant,
          subscriptionPolicies: { locationPlacementId: 'Public_2014-09-01', quotaId: 'EnterpriseAgreement_2014-09-01', spendingLimit: 'Off' },
          authorizationSource: 'RoleBased',
          managedByTenants: [],
        })),
    }),
  },
  {
    path: `${groups}/{group}`,
    apiVersion: '2020-05-01',
    action: 'Microsoft.Management/managementGroups/read',
    find: ({ azure, id, option }) => {
      const name = nameOf(azure, id('group'))
      if (name === undefined) return { kind: 'missing', code: 'NotFound' }
      const children = option('$expand') === 'children' ? { children: childrenOf(azure, id('group')) } : {}
      return {
        kind: 'one',
        body: {
          id: groupScope(id('group')),
          type: 'Microsoft.Management/managementGroups',
          name: id('group'),
          properties: { tenantId: azure.tenant, displayName: name, ...children },
        },
      }
    },
  },
  {
    path: `${groups}/{group}/settings`,
    apiVersion: '2020-05-01',
    action: 'Microsoft.Management/managementGroups/settings/read',
    find: ({ azure }) => ({
      kind: 'list',
      rows:
        azure.hierarchySettings === undefined
          ? []
          : [
              {
                id: `${groupScope(azure.tenant)}/settings/default`,
                type: 'Microsoft.Management/managementGroups/settings',
                name: 'default',
                properties: { tenantId: azure.tenant, ...azure.hierarchySettings },
              },
            ],
    }),
  },
  {
    path: '/providers/Microsoft.Management/getEntities',
    method: 'POST',
    apiVersion: '2020-05-01',
    find: ({ azure, clientId }) => ({
      kind: 'list',
      rows: [
        entity('Microsoft.Management/managementGroups', groupScope(azure.tenant), azure.tenant, azure.rootName, null),
        ...azure.groups.map(({ id, name, parent = azure.tenant }) =>
          entity('Microsoft.Management/managementGroups', groupScope(id), id, name, groupScope(parent)),
        ),
        ...azure.subscriptions
          .filter(({ tenant }) => tenant === undefined)
          .map(({ id, name, parent = azure.tenant }) => entity('/subscriptions', subscriptionScope(id), id, name, groupScope(parent))),
      ].filter(({ id }) => isVisible(azure, clientId, String(id))),
    }),
  },
  {
    path: '/providers/Microsoft.Subscription/policies/default',
    apiVersion: '2021-10-01',
    action: 'Microsoft.Subscription/Policies/default/read',
    find: ({ azure }) => ({
      kind: 'one',
      body: {
        id: 'providers/Microsoft.Subscription/policies/default',
        type: 'providers/Microsoft.Subscription/policies',
        name: 'default',
        properties: { policyId: '291bba3f-e0a5-47bc-a099-3bdcb2a50a05', exemptedPrincipals: [], ...azure.subscriptionPolicy },
      },
    }),
  },
  ...[`${groups}/{group}`, '/subscriptions/{subscription}'].map(
    (at): ArmResource => ({
      path: `${at}/providers/Microsoft.Authorization/permissions`,
      apiVersion: '2022-04-01',
      action: 'Microsoft.Authorization/permissions/read',
      find: ({ azure, clientId, scope }) => ({ kind: 'list', rows: heldAt(azure, clientId, scope) }),
    }),
  ),
]

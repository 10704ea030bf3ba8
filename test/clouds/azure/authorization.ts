import type { Json } from '../entra/wire.ts'
import { isIn, withAncestors } from './access.ts'
import type { AssignmentFixture, AzureFixture, CustomRoleFixture, ScheduleFixture } from './azure-fixture.ts'
import type { ArmAsked, ArmFound, ArmResource, GraphTable } from './resource.ts'

const at = (scope: string): string => (scope === '/' ? '' : scope)
const builtInRole = (id: string): string => `/providers/Microsoft.Authorization/roleDefinitions/${id}`
const subscriptionIn = (scope: string): string | undefined => /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1]

const assignment = ({ id, scope, role, principalId, principalType, condition }: AssignmentFixture) => ({
  id: `${at(scope)}/providers/Microsoft.Authorization/roleAssignments/${id}`,
  type: 'Microsoft.Authorization/roleAssignments',
  name: id,
  properties: {
    scope,
    roleDefinitionId: builtInRole(role),
    principalId,
    principalType,
    condition: condition ?? null,
    description: null,
    createdOn: '2025-03-01T09:00:00Z',
  },
})

const definition = ({ id, name, actions, notActions = [], assignableScopes }: CustomRoleFixture) => ({
  id: builtInRole(id),
  type: 'Microsoft.Authorization/roleDefinitions',
  name: id,
  properties: {
    roleName: name,
    type: 'CustomRole',
    description: '',
    assignableScopes,
    permissions: [{ actions, notActions, dataActions: [], notDataActions: [] }],
  },
})

const schedule =
  (kind: string) =>
  ({ id, scope, role, principalId, principalType, type = 'Assigned', endAt = null, assignment }: ScheduleFixture): Json => ({
    id: `${at(scope)}/providers/Microsoft.Authorization/${kind}/${id}`,
    type: `Microsoft.Authorization/${kind}`,
    name: id,
    properties: {
      scope,
      roleDefinitionId: builtInRole(role),
      principalId,
      principalType,
      memberType: 'Direct',
      status: 'Provisioned',
      startDateTime: '2026-01-01T00:00:00Z',
      endDateTime: endAt,
      ...(kind === 'roleAssignmentScheduleInstances'
        ? { assignmentType: type, originRoleAssignmentId: `${at(scope)}/providers/Microsoft.Authorization/roleAssignments/${assignment ?? id}` }
        : {}),
    },
  })

const exemption = ({
  scope,
  name,
  assignment: policyAssignmentId,
  category = 'Waiver',
  expiresOn,
  policies = [],
  resourceSelectors,
}: AzureFixture['policyExemptions'][number]) => ({
  id: `${scope}/providers/Microsoft.Authorization/policyExemptions/${name}`,
  type: 'Microsoft.Authorization/policyExemptions',
  name,
  properties: {
    policyAssignmentId,
    policyDefinitionReferenceIds: policies,
    exemptionCategory: category,
    assignmentScopeValidation: 'Default',
    ...(expiresOn === undefined ? {} : { expiresOn }),
    ...(resourceSelectors === undefined ? {} : { resourceSelectors }),
  },
})

/** A few of the roles that Azure brings. */
const builtIns = [
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner'],
  ['b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor'],
  ['acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader'],
  ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator'],
  ['f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'Role Based Access Control Administrator'],
].map(([id = '', roleName]) => ({
  id: builtInRole(id),
  type: 'Microsoft.Authorization/roleDefinitions',
  name: id,
  properties: { roleName, type: 'BuiltInRole', description: '', assignableScopes: ['/'], permissions: [{ actions: ['*/read'], notActions: [] }] },
}))

/** At the scope and above it; without `atScope()` also what lies in it, and with `atExactScope()` nothing else. */
const within = <T extends { readonly scope: string }>(rows: readonly T[], { azure, scope, option }: ArmAsked): readonly T[] => {
  const filter = option('$filter') ?? ''
  const above = new Set(withAncestors(azure, scope).map(one => one.toLowerCase()))
  return rows.filter(row => {
    const own = row.scope.toLowerCase()
    if (filter.includes('atExactScope()')) return own === scope.toLowerCase()
    return above.has(own) || (!filter.includes('atScope()') && isIn(azure, row.scope, scope))
  })
}

const scheduled =
  (kind: string, rows: (azure: AzureFixture) => readonly ScheduleFixture[]) =>
  (asked: ArmAsked): ArmFound =>
    asked.azure.hasPim ? { kind: 'list', rows: within(rows(asked.azure), asked).map(schedule(kind)) } : { kind: 'unlicensed' }

const both = (path: string, apiVersion: string, find: ArmResource['find']): readonly ArmResource[] =>
  ['/providers/Microsoft.Management/managementGroups/{group}', '/subscriptions/{subscription}'].map(scope => ({
    path: `${scope}/providers/Microsoft.Authorization/${path}`,
    apiVersion,
    action: `Microsoft.Authorization/${path}/read`,
    find,
  }))

/** Roles, at every scope. https://learn.microsoft.com/rest/api/authorization/role-assignments/list-for-scope */
export const authorization: readonly ArmResource[] = [
  ...both('roleAssignments', '2022-04-01', asked => ({ kind: 'list', rows: within(asked.azure.roleAssignments, asked).map(assignment) })),
  ...both('roleDefinitions', '2022-04-01', asked => ({
    kind: 'list',
    rows: [
      ...builtIns,
      ...asked.azure.customRoles.filter(({ assignableScopes }) => assignableScopes.some(scope => isIn(asked.azure, asked.scope, scope))).map(definition),
    ],
  })),
  ...both(
    'roleAssignmentScheduleInstances',
    '2020-10-01',
    scheduled('roleAssignmentScheduleInstances', azure => azure.assignmentSchedules),
  ),
  ...both(
    'roleEligibilityScheduleInstances',
    '2020-10-01',
    scheduled('roleEligibilityScheduleInstances', azure => azure.eligibilitySchedules),
  ),
  ...both('policyAssignments', '2023-04-01', asked => ({
    kind: 'list',
    rows: within(asked.azure.policyAssignments, asked).map(
      ({ scope, name, displayName, definition: policyDefinitionId, notScopes, enforcementMode = 'Default', resourceSelectors, overrides }) => ({
        id: `${scope}/providers/Microsoft.Authorization/policyAssignments/${name}`,
        type: 'Microsoft.Authorization/policyAssignments',
        name,
        properties: {
          displayName,
          policyDefinitionId,
          scope,
          enforcementMode,
          ...(notScopes === undefined ? {} : { notScopes }),
          ...(resourceSelectors === undefined ? {} : { resourceSelectors }),
          ...(overrides === undefined ? {} : { overrides }),
        },
      }),
    ),
  })),
  ...both('policyExemptions', '2022-07-01-preview', asked => ({ kind: 'list', rows: within(asked.azure.policyExemptions, asked).map(exemption) })),
]

/** What Resource Graph has of roles: subscriptions and what lies in them. */
export const authorizationTables: readonly GraphTable[] = [
  {
    table: 'authorizationresources',
    rows: azure => [
      ...azure.roleAssignments.flatMap(one => {
        const subscriptionId = subscriptionIn(one.scope)
        return subscriptionId === undefined
          ? []
          : [{ ...assignment(one), type: 'microsoft.authorization/roleassignments', subscriptionId, action: 'Microsoft.Authorization/roleAssignments/read' }]
      }),
      ...azure.customRoles.flatMap(one =>
        one.assignableScopes.flatMap(scope => {
          const subscriptionId = subscriptionIn(scope)
          const row = definition(one)
          return subscriptionId === undefined
            ? []
            : [
                {
                  ...row,
                  id: `/subscriptions/${subscriptionId}${row.id}`,
                  type: 'microsoft.authorization/roledefinitions',
                  subscriptionId,
                  action: 'Microsoft.Authorization/roleDefinitions/read',
                },
              ]
        }),
      ),
      ...azure.classicAdministrators.map(({ subscription, id, emailAddress, role }) => ({
        id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/classicAdministrators/${id}`,
        name: id,
        type: 'microsoft.authorization/classicadministrators',
        subscriptionId: subscription,
        properties: { emailAddress, role },
        action: 'Microsoft.Authorization/classicAdministrators/read',
      })),
    ],
  },
  {
    table: 'policyresources',
    rows: azure =>
      azure.policyExemptions.flatMap(one => {
        const subscriptionId = subscriptionIn(one.scope)
        return subscriptionId === undefined
          ? []
          : [{ ...exemption(one), type: 'microsoft.authorization/policyexemptions', subscriptionId, action: 'Microsoft.Authorization/policyExemptions/read' }]
      }),
  },
  {
    table: 'managedservicesresources',
    rows: azure =>
      azure.delegations.flatMap(({ id, subscription, name, managedByTenantId, managedByTenantName, authorizations, eligibleAuthorizations }) => {
        const base = `/subscriptions/${subscription}/providers/Microsoft.ManagedServices`
        return [
          {
            id: `${base}/registrationAssignments/${id}`,
            name: id,
            type: 'microsoft.managedservices/registrationassignments',
            subscriptionId: subscription,
            properties: { provisioningState: 'Succeeded', registrationDefinitionId: `${base}/registrationDefinitions/${id}` },
            action: 'Microsoft.ManagedServices/registrationAssignments/read',
          },
          {
            id: `${base}/registrationDefinitions/${id}`,
            name: id,
            type: 'microsoft.managedservices/registrationdefinitions',
            subscriptionId: subscription,
            properties: {
              provisioningState: 'Succeeded',
              registrationDefinitionName: name,
              managedByTenantId,
              managedByTenantName,
              authorizations,
              ...(eligibleAuthorizations === undefined ? {} : { eligibleAuthorizations }),
            },
            action: 'Microsoft.ManagedServices/registrationDefinitions/read',
          },
        ]
      }),
  },
]

import { azureCollectors } from '../../src/collect/azure/collectors.ts'
import type { AnyDataset, Scope } from '../../src/dataset.ts'
import {
  type AzureRoleAssignment,
  azureCustomRoles,
  azureEligibleAssignments,
  azureRoleAssignments,
  CONTRIBUTOR,
  OWNER,
  USER_ACCESS_ADMINISTRATOR,
} from '../../src/datasets/azure/authorization.ts'
import {
  azureDelegations,
  classicAdministrators,
  groupPolicyAssignments,
  hierarchySettings,
  subscriptionPolicies,
} from '../../src/datasets/azure/governance.ts'
import { azureSubscriptions, managementGroups, subscriptionStates } from '../../src/datasets/azure/hierarchy.ts'
import { type AzurePrincipal, azureOwnerProtections, azurePrincipals } from '../../src/datasets/azure/principals.ts'
import type { EntraUser } from '../../src/datasets/entra/directory.ts'
import { hierarchyServices, subscriptionServices } from './azure-services.ts'
import { administrators, consultant, emergency, everydayAdministrator } from './contoso-users.ts'
import { guid } from './ids.ts'
import { applicationOf, tenants } from './organization-facts.ts'
import { type Loose, type ScopeContent, type Table, table } from './tables.ts'

const tenant = tenants.contoso.id
const hierarchy: Scope = { id: `azure-hierarchy/${tenant}`, kind: 'azure-hierarchy', name: tenants.contoso.domain, parent: `entra-tenant/${tenant}` }
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const roleNames = new Map([
  [OWNER, 'Owner'],
  [CONTRIBUTOR, 'Contributor'],
  [READER, 'Reader'],
  [USER_ACCESS_ADMINISTRATOR, 'User Access Administrator'],
])

/** Landing zones, and a trial of 2021 that nobody ever moved. */
const subscriptions = {
  connectivity: { id: guid('subscription connectivity'), name: 'Connectivity', group: 'platform' },
  shop: { id: guid('subscription shop'), name: 'Shop production', group: 'landing-zones' },
  trial: { id: guid('subscription trial'), name: 'Pay-As-You-Go', group: tenant },
} as const

const nothing = {
  isDeleted: false,
  userType: null,
  accountEnabled: true,
  onPremisesSyncEnabled: null,
  appId: null,
  servicePrincipalType: null,
  users: null,
  servicePrincipals: null,
}
type Principal = Loose<AzurePrincipal>
const person = ({
  id,
  name,
  userType,
  accountEnabled,
  onPremisesSyncEnabled,
}: Pick<EntraUser, 'id' | 'name' | 'userType' | 'accountEnabled' | 'onPremisesSyncEnabled'>): Principal => ({
  ...nothing,
  id,
  name,
  kind: 'user',
  userType,
  accountEnabled,
  onPremisesSyncEnabled,
})

const [lead, network, shopOwner] = administrators.map(person)
const pipeline: Principal = {
  ...nothing,
  id: guid('principal shop pipeline'),
  name: 'shop-deploy',
  kind: 'servicePrincipal',
  appId: guid('application shop pipeline'),
  servicePrincipalType: 'Application',
}
const left: Principal = { ...nothing, id: guid('principal of somebody who left'), name: guid('principal of somebody who left'), kind: 'user', isDeleted: true }
const platformTeam: Principal = {
  ...nothing,
  id: guid('group azure platform owners'),
  name: 'Azure platform owners',
  kind: 'group',
  accountEnabled: null,
  users: [emergency[0].id],
  servicePrincipals: [],
}
const people = [
  person(emergency[0]),
  person(everydayAdministrator),
  person(consultant),
  pipeline,
  left,
  platformTeam,
  ...[lead, network, shopOwner].flatMap(one => one ?? []),
]

const groupPath = (group: string): string => `/providers/Microsoft.Management/managementGroups/${group}`
const held = (
  principal: Principal | undefined,
  roleId: string,
  where: { readonly group?: string; readonly subscription?: { readonly id: string; readonly name: string } },
) => {
  const who = principal ?? left
  const at = where.subscription === undefined ? groupPath(where.group ?? tenant) : `/subscriptions/${where.subscription.id}`
  const roleName = roleNames.get(roleId) ?? roleId
  return {
    id: `${at}/providers/microsoft.authorization/roleassignments/${guid(`${who.id} ${roleId} ${at}`)}`.toLowerCase(),
    name: `${roleName}: ${who.name} on ${where.subscription?.name ?? (where.group === undefined ? 'Tenant Root Group' : where.group)}`,
    level: where.subscription === undefined ? ('management-group' as const) : ('subscription' as const),
    at,
    managementGroup: where.subscription === undefined ? (where.group ?? tenant) : null,
    subscription: where.subscription?.id ?? null,
    roleId,
    roleName,
    principalId: who.id,
    principalType: { user: 'User', group: 'Group', servicePrincipal: 'ServicePrincipal' }[who.kind],
  }
}
/** A Global Administrator elevated access during an outage, and never gave it back. */
const elevated: Loose<AzureRoleAssignment> = {
  ...held(lead, USER_ACCESS_ADMINISTRATOR, {}),
  id: `/providers/microsoft.authorization/roleassignments/${guid('elevated access')}`,
  name: `User Access Administrator: ${lead?.name ?? ''} on the root scope`,
  level: 'root',
  at: '/',
  managementGroup: null,
  hasCondition: false,
  bindsRoles: false,
  isCustom: false,
}
const active = (...given: Parameters<typeof held>): Loose<AzureRoleAssignment> => ({
  ...held(...given),
  hasCondition: false,
  bindsRoles: false,
  isCustom: false,
})

const assignments: readonly Loose<AzureRoleAssignment>[] = [
  elevated,
  active(platformTeam, OWNER, { group: 'platform' }),
  active(person(everydayAdministrator), OWNER, { subscription: subscriptions.trial }),
  active(pipeline, OWNER, { subscription: subscriptions.shop }),
  active(person(consultant), CONTRIBUTOR, { subscription: subscriptions.trial }),
  active(left, READER, { subscription: subscriptions.shop }),
  active(network, READER, {}),
]

const protection = (principal: Principal | undefined, more: { readonly directoryRoles?: string[]; readonly restrictedUnits?: string[] } = {}) => ({
  id: principal?.id ?? left.id,
  name: principal?.name ?? left.name,
  directoryRoles: [],
  roleAssignableGroups: [],
  restrictedUnits: [],
  ...more,
})
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

const own = (): readonly Table[] => [
  table(managementGroups, hierarchy, [
    { id: tenant, name: 'Tenant Root Group', parent: null, isRoot: true },
    { id: 'platform', name: 'Platform', parent: tenant, isRoot: false },
    { id: 'landing-zones', name: 'Landing zones', parent: tenant, isRoot: false },
  ]),
  table(
    azureSubscriptions,
    hierarchy,
    Object.values(subscriptions).map(({ id, name, group }) => ({ id, name, state: 'Enabled', managementGroup: group, isAsked: true })),
  ),
  table(azureRoleAssignments, hierarchy, assignments),
  table(azureEligibleAssignments, hierarchy, [{ ...held(shopOwner, OWNER, { subscription: subscriptions.shop }), startAt: null, endAt: null }]),
  table(azurePrincipals, hierarchy, people),
  table(azureOwnerProtections, hierarchy, [
    protection(lead, { directoryRoles: [GLOBAL_ADMINISTRATOR] }),
    protection(person(emergency[0]), { directoryRoles: [GLOBAL_ADMINISTRATOR] }),
    protection(person(everydayAdministrator)),
    protection(shopOwner, { restrictedUnits: ['Cloud administrators'] }),
  ]),
  table(azureCustomRoles, hierarchy, [
    {
      id: guid('custom role operator'),
      name: 'Contoso Operator',
      permissions: [{ actions: ['*'], notActions: ['Microsoft.Authorization/*/Delete'] }],
      assignableScopes: [`/subscriptions/${subscriptions.trial.id}`],
    },
  ]),
  table(hierarchySettings, hierarchy, [{ id: tenant, name: 'Hierarchy settings', requiresAuthorizationForGroups: true, defaultGroup: tenant }]),
  table(subscriptionPolicies, hierarchy, [{ id: tenant, name: 'Subscription policies', blocksLeaving: true, blocksEntering: false }]),
  table(groupPolicyAssignments, hierarchy, [
    {
      id: `${groupPath('landing-zones')}/baseline`,
      name: 'Microsoft cloud security benchmark',
      managementGroup: 'landing-zones',
      isInitiative: true,
      isEnforced: true,
      isNarrowed: false,
      excludes: [],
    },
    {
      id: `${groupPath('platform')}/baseline`,
      name: 'Microsoft cloud security benchmark',
      managementGroup: 'platform',
      isInitiative: true,
      isEnforced: true,
      isNarrowed: false,
      excludes: [],
    },
  ]),
]

const inSubscription = (key: keyof typeof subscriptions, at: Scope): readonly Table[] => [
  table(subscriptionStates, at, [{ id: subscriptions[key].id, name: subscriptions[key].name, state: 'Enabled' }]),
  table(classicAdministrators, at, key === 'trial' ? [{ id: 'classic-1', name: `billing@${tenants.contoso.domain}`, role: 'ServiceAdministrator' }] : []),
  table(
    azureDelegations,
    at,
    key === 'connectivity'
      ? [
          {
            id: 'delegation-1',
            name: 'Network operations',
            managedByTenantId: guid('tenant of the network operator'),
            managedByTenantName: 'Adatum Managed Services',
            authorizations: [{ roleId: CONTRIBUTOR, principalName: 'Network operators', isEligible: false }],
          },
        ]
      : [],
  ),
]

/** What nobody has anything of here is read, and empty. */
const whole = (at: Scope, tables: readonly Table[]): readonly Table[] => {
  const told = new Set<AnyDataset>(tables.map(({ dataset }) => dataset))
  const others = azureCollectors.flatMap(({ gives }) => gives).filter(dataset => dataset.per === at.kind && !told.has(dataset))
  return [...tables, ...others.map(dataset => ({ dataset, scope: at.id, rows: [] }))]
}

const identity = `application ${applicationOf.contoso}`

/** Contoso's Azure, in the order a scan would find it. */
export const azureScopes = (): readonly ScopeContent[] => [
  {
    scope: hierarchy,
    identity,
    tables: whole(hierarchy, [...own(), ...hierarchyServices(hierarchy, subscriptions.connectivity.id)]),
    gaps: [],
    requests: [['arm', 'GET /subscriptions', 1]],
  },
  ...(Object.keys(subscriptions) as (keyof typeof subscriptions)[]).map((key): ScopeContent => {
    const { id, name } = subscriptions[key]
    const at: Scope = { id: `azure-subscription/${id}`, kind: 'azure-subscription', name, parent: hierarchy.id }
    return {
      scope: at,
      identity,
      tables: whole(at, [...inSubscription(key, at), ...subscriptionServices(key, at, subscriptions.connectivity.id)]),
      gaps: [],
      requests: [],
    }
  }),
]

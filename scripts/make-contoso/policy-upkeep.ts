import type { ReferencedGroup } from '../../src/datasets/entra/directory.ts'
import { type PolicyGroup, policyGroups } from '../../src/datasets/entra/policy-groups.ts'
import { protectableActions } from '../../src/datasets/entra/protected-actions.ts'
import type { PolicySpec } from './entra-policies.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

/** What can be protected: https://learn.microsoft.com/entra/identity/role-based-access-control/protected-actions-overview#what-permissions-can-be-used-with-protected-actions */
const actions = [
  'conditionalAccessPolicies/basic/update',
  'conditionalAccessPolicies/create',
  'conditionalAccessPolicies/delete',
  'namedLocations/basic/update',
  'namedLocations/create',
  'namedLocations/delete',
  'crossTenantAccessPolicy/default/b2bCollaboration/update',
  'crossTenantAccessPolicy/partners/delete',
  'resourceNamespaces/resourceActions/authenticationContext/update',
  'deletedItems/delete',
].map(action => `microsoft.directory/${action}`)

/** How the groups of policies are kept, and which actions need a context. `owners`: by the group's id. `protectedBy`: the context of each action that has one. */
export const upkeepTables = (
  key: TenantKey,
  policies: readonly PolicySpec[],
  groups: readonly Loose<ReferencedGroup>[],
  {
    owners = {},
    protectedBy = {},
  }: { readonly owners?: Readonly<Record<string, readonly string[]>>; readonly protectedBy?: Readonly<Record<string, string>> } = {},
): Table[] => {
  const named = new Set(policies.flatMap(({ users }) => [...(users.includeGroups ?? []), ...(users.excludeGroups ?? [])]))
  return [
    table(
      policyGroups,
      tenantScope(key),
      groups
        .filter(({ id, isDeleted }) => named.has(id) && !isDeleted)
        .map(
          ({ id, name, isAssignableToRole, membershipRule }): Loose<PolicyGroup> => ({
            id,
            name,
            isAssignableToRole,
            isManagementRestricted: null,
            membershipRule,
            owners: (owners[id] ?? []).map(owner => ({ id: owner, type: 'user' })),
          }),
        ),
    ),
    table(
      protectableActions,
      tenantScope(key),
      actions.map(name => ({ id: `${name.replaceAll('/', '-')}-${name.split('/').at(-1)}`, name, authenticationContext: protectedBy[name] ?? null })),
    ),
  ]
}

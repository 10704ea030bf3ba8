import { hasPlan, plans } from './built-ins.ts'
import { directoryObject } from './directory.ts'
import { type Asked, type Found, oneOf, type Resource, row } from './resource.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

const base = '/roleManagement/directory'

const definitions = ({ tenant, version }: Asked): readonly Json[] =>
  tenant.roleDefinitions.map(({ isPrivileged, ...rest }) => (version === 'beta' ? { ...rest, isPrivileged: isPrivileged ?? false } : rest))

const expand = (tenant: TenantFixture): Record<string, (assignment: Json) => unknown> => ({
  principal: assignment => directoryObject(tenant, String(assignment.principalId)) ?? null,
  roleDefinition: assignment => tenant.roleDefinitions.find(role => role.id === assignment.roleDefinitionId) ?? null,
})

/** What Graph writes where the fixture says nothing. */
const unset = { directoryScopeId: '/', appScopeId: null, startDateTime: null, endDateTime: null, memberType: 'Direct' }

const hasPim = (tenant: TenantFixture): boolean => hasPlan(tenant, plans.p2, plans.governance)

/** Role instances need Microsoft Entra ID P2 or Governance: https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignmentscheduleinstances */
const instances =
  (type: string, rows: (tenant: TenantFixture) => readonly object[]) =>
  ({ tenant }: Asked): Found =>
    hasPim(tenant)
      ? { kind: 'list', type, rows: rows(tenant).map(instance => ({ ...unset, ...instance })), expand: expand(tenant) }
      : { kind: 'unlicensed', plan: 'P2' }

/** Every role's policy; `$filter` must name the scope: https://learn.microsoft.com/graph/api/policyroot-list-rolemanagementpolicyassignments */
const rolePolicies = ({ tenant, option }: Asked): Found => {
  if (!hasPim(tenant)) return { kind: 'unlicensed', plan: 'P2' }
  if (!/scopeId eq '\/'.*scopeType eq 'Directory(?:Role)?'/.test(option('$filter') ?? ''))
    return { kind: 'bad-request', message: 'The filter is invalid: scopeId and scopeType are required.' }
  return {
    kind: 'list',
    type: 'unifiedRoleManagementPolicyAssignment',
    rows: tenant.roleManagementPolicies.map(({ rules: _rules, ...rest }) => row(rest)),
    expand: {
      policy: assignment => {
        const { policyId, rules } = tenant.roleManagementPolicies.find(policy => policy.id === assignment.id) ?? {}
        return { id: policyId, displayName: 'DirectoryRole', scopeId: '/', scopeType: 'DirectoryRole', rules }
      },
    },
  }
}

export const roles: readonly Resource[] = [
  {
    path: `${base}/roleDefinitions`,
    needs: 'roles',
    words: 'directory',
    find: asked => ({ kind: 'list', type: 'unifiedRoleDefinition', rows: definitions(asked) }),
  },
  {
    path: `${base}/roleDefinitions/{id}`,
    needs: 'roles',
    words: 'directory',
    find: asked => oneOf('unifiedRoleDefinition', definitions(asked), asked.id('id')),
  },
  {
    path: `${base}/roleAssignments`,
    needs: 'roles',
    words: 'directory',
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'unifiedRoleAssignment',
      rows: tenant.roleAssignments.map(assignment => ({ directoryScopeId: '/', appScopeId: null, ...assignment })),
      expand: expand(tenant),
    }),
  },
  {
    path: `${base}/roleAssignmentScheduleInstances`,
    needs: 'assignmentSchedules',
    words: 'pim',
    find: instances('unifiedRoleAssignmentScheduleInstance', tenant => tenant.roleAssignmentScheduleInstances),
  },
  {
    path: `${base}/roleEligibilityScheduleInstances`,
    needs: 'eligibilitySchedules',
    words: 'pim',
    find: instances('unifiedRoleEligibilityScheduleInstance', tenant => tenant.roleEligibilityScheduleInstances),
  },
  {
    path: '/policies/roleManagementPolicyAssignments',
    needs: 'rolePolicies',
    words: 'pim',
    find: rolePolicies,
  },
]

import { hasPlan, plans } from './built-ins.ts'
import { directoryObject, directoryObjects } from './directory.ts'
import { type Asked, type Found, oneOf, type Resource, row } from './resource.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

/** PIM for Groups and its alerts, administrative units, and what single users registered. */

const hasPim = (tenant: TenantFixture): boolean => hasPlan(tenant, plans.p2, plans.governance)
const group = '/identityGovernance/privilegedAccess/group'

const unset = { startDateTime: null, endDateTime: null, memberType: 'direct' }

/** `$filter` must name the group or the principal: https://learn.microsoft.com/graph/api/privilegedaccessgroup-list-eligibilityscheduleinstances */
const instances =
  (type: string, rows: (tenant: TenantFixture) => readonly object[]) =>
  ({ tenant, option }: Asked): Found => {
    if (!hasPim(tenant)) return { kind: 'unlicensed', plan: 'P2' }
    if (!/(?:groupId|principalId) eq '/.test(option('$filter') ?? ''))
      return { kind: 'bad-request', message: 'The filter is invalid: groupId or principalId is required.' }
    return {
      kind: 'list',
      type,
      rows: rows(tenant).map(instance => ({ ...unset, ...instance })),
      expand: { principal: (instance: Json) => directoryObject(tenant, String(instance.principalId)) ?? null },
    }
  }

const groupPolicies = ({ tenant, option }: Asked): Found => {
  if (!hasPim(tenant)) return { kind: 'unlicensed', plan: 'P2' }
  const id = /scopeId eq '([^']+)'/.exec(option('$filter') ?? '')?.[1]
  const policies = tenant.groupActivationPolicies.filter(({ scopeId }) => scopeId === id)
  return {
    kind: 'list',
    type: 'unifiedRoleManagementPolicyAssignment',
    rows: policies.map(({ rules: _rules, ...rest }): Json => ({ ...rest })),
    expand: {
      policy: assignment => {
        const { policyId, rules } = policies.find(policy => policy.id === assignment.id) ?? {}
        return { id: policyId, displayName: 'Group', scopeId: id, scopeType: 'Group', rules }
      },
    },
  }
}

const methodsOf = ({ tenant, id }: Asked): Found => {
  const user = tenant.users.find(one => one.id === id('id'))
  if (user === undefined) return { kind: 'missing', id: id('id') }
  const rows = ['password', ...(tenant.userMethods[user.id] ?? [])].map((method, index) => ({
    '@odata.type': `#microsoft.graph.${method}AuthenticationMethod`,
    id: `${user.id}-method-${index}`,
  }))
  return { kind: 'list', type: 'authenticationMethod', rows }
}

export const privilege: readonly Resource[] = [
  {
    path: `${group}/eligibilityScheduleInstances`,
    needs: 'groupEligibility',
    words: 'pim',
    find: instances('privilegedAccessGroupEligibilityScheduleInstance', tenant => tenant.eligibleGroupAccess),
  },
  {
    path: `${group}/assignmentScheduleInstances`,
    needs: 'groupAssignment',
    words: 'pim',
    find: instances('privilegedAccessGroupAssignmentScheduleInstance', tenant => tenant.activeGroupAccess),
  },
  {
    path: '/policies/roleManagementPolicyAssignments',
    when: option => /scopeType eq 'Group'/.test(option('$filter') ?? ''),
    needs: 'groupPolicies',
    words: 'pim',
    find: groupPolicies,
  },
  {
    path: '/identityGovernance/roleManagementAlerts/alerts',
    versions: ['beta'],
    needs: 'pimAlerts',
    words: 'pim',
    find: ({ tenant }) =>
      hasPim(tenant)
        ? {
            kind: 'list',
            type: 'unifiedRoleManagementAlert',
            rows: tenant.pimAlerts.map(({ displayName: _name, severityLevel: _severity, isEnabled: _enabled, ...alert }) => ({
              scopeId: '/',
              scopeType: 'DirectoryRole',
              ...alert,
            })),
            expand: {
              alertDefinition: alert => {
                const { displayName, severityLevel } = tenant.pimAlerts.find(({ id }) => id === alert.id) ?? {}
                return { displayName, severityLevel }
              },
              alertConfiguration: alert => {
                const { alertDefinitionId, isEnabled = true } = tenant.pimAlerts.find(({ id }) => id === alert.id) ?? {}
                return { alertDefinitionId, scopeId: '/', scopeType: 'DirectoryRole', isEnabled }
              },
            },
          }
        : { kind: 'unlicensed', plan: 'P2' },
  },
  {
    path: '/directory/deletedItems/{id}',
    needs: 'users',
    words: 'directory',
    find: ({ tenant, id }) => oneOf('directoryObject', tenant.deletedItems.map(row), id('id')),
  },
  {
    path: '/directory/administrativeUnits',
    needs: 'administrativeUnits',
    words: 'directory',
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'administrativeUnit',
      rows: tenant.administrativeUnits.map(({ members: _members, ...unit }): Json => ({ ...unit })),
    }),
  },
  {
    path: '/directory/administrativeUnits/{id}/members',
    needs: 'administrativeUnits',
    words: 'directory',
    find: ({ tenant, id }) => {
      const unit = tenant.administrativeUnits.find(one => one.id === id('id'))
      if (unit === undefined) return { kind: 'missing', id: id('id') }
      return { kind: 'list', type: 'directoryObject', rows: directoryObjects(tenant, unit.members) }
    },
  },
  { path: '/users/{id}/authentication/methods', needs: 'userMethods', words: 'directory', find: methodsOf },
  {
    path: '/users/{id}/authentication/requirements',
    versions: ['beta'],
    needs: 'policies',
    words: 'directory',
    find: ({ tenant, id }) => {
      if (!tenant.users.some(user => user.id === id('id'))) return { kind: 'missing', id: id('id') }
      return { kind: 'one', type: 'strongAuthenticationRequirements', row: { perUserMfaState: tenant.perUserMfa[id('id')] ?? 'disabled' } }
    },
  },
  {
    path: '/directory/onPremisesSynchronization',
    needs: 'onPremisesSynchronization',
    words: 'directory',
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'onPremisesDirectorySynchronization',
      rows: [
        {
          id: tenant.id,
          configuration: {},
          features: { blockSoftMatchEnabled: false, blockCloudObjectTakeoverThroughHardMatchEnabled: false, ...tenant.synchronizationFeatures },
        },
      ],
    }),
  },
]

import { hasPlan, plans } from './built-ins.ts'
import { directoryObjects } from './directory.ts'
import { type Asked, type Found, type Resource, row } from './resource.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

/** What binds applications, what they were used for, and what Microsoft advises about them. */

/** Off in a new tenant: https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy */
export const defaultAppManagement: TenantFixture['appManagementPolicy'] = {
  id: '00000000-0000-0000-0000-000000000000',
  displayName: 'Default app management tenant policy',
  isEnabled: false,
  applicationRestrictions: { passwordCredentials: [], keyCredentials: [] },
  servicePrincipalRestrictions: { passwordCredentials: [], keyCredentials: [] },
}

type Applied = TenantFixture['tokenLifetimePolicies']

/** Given to objects, which are expanded; no more than twenty come. */
const applied = (path: string, type: string, of: (tenant: TenantFixture) => Applied): Resource => ({
  path,
  needs: 'policies',
  words: 'policy',
  versions: ['v1.0'],
  find: ({ tenant }) => ({
    kind: 'list',
    type,
    rows: of(tenant).map(({ appliesTo: _applied, ...policy }) => row({ isOrganizationDefault: false, ...policy })),
    expand: { appliesTo: policy => directoryObjects(tenant, of(tenant).find(({ id }) => id === policy.id)?.appliesTo ?? []).slice(0, 20) },
  }),
})

const activities = ({ tenant }: Asked): Found => ({
  kind: 'list',
  type: 'servicePrincipalSignInActivity',
  rows: tenant.applicationActivities.map(({ appId, lastSignInDateTime }) => ({ id: `activity-${appId}`, appId, lastSignInActivity: { lastSignInDateTime } })),
})

const recommendationOf = ({ impactedResources: _impacted, ...rest }: TenantFixture['recommendations'][number]): Json => row(rest)

export const applicationFacts: readonly Resource[] = [
  {
    path: '/policies/defaultAppManagementPolicy',
    needs: 'policies',
    words: 'policy',
    find: ({ tenant }) => ({ kind: 'one', type: 'tenantAppManagementPolicy', row: row(tenant.appManagementPolicy) }),
  },
  applied('/policies/tokenLifetimePolicies', 'tokenLifetimePolicy', tenant => tenant.tokenLifetimePolicies),
  applied('/policies/claimsMappingPolicies', 'claimsMappingPolicy', tenant => tenant.claimsMappingPolicies),
  {
    path: '/servicePrincipals/{id}/claimsPolicy',
    needs: 'claimsPolicies',
    words: 'policy',
    versions: ['beta'],
    find: ({ tenant, id }) => {
      const found = tenant.claimsPolicies[id('id')]
      return found === undefined ? { kind: 'missing', id: id('id') } : { kind: 'one', type: 'customClaimsPolicy', row: row(found) }
    },
  },
  {
    path: '/reports/servicePrincipalSignInActivities',
    needs: 'applicationUse',
    words: 'reports',
    versions: ['beta'],
    find: asked => (hasPlan(asked.tenant, plans.p1, plans.p2) ? activities(asked) : { kind: 'unlicensed', plan: 'P1' }),
  },
  {
    path: '/directory/recommendations',
    needs: 'recommendations',
    words: 'policy',
    versions: ['beta'],
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'recommendation',
      rows: tenant.recommendations.map(recommendationOf),
      expand: { impactedResources: one => tenant.recommendations.find(({ id }) => id === one.id)?.impactedResources ?? [] },
    }),
  },
]

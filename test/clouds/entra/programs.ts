import { directoryObjects } from './directory.ts'
import { type Asked, type Resource, row } from './resource.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

/** What programs may do, and the programs that act as people: delegated permissions, provisioning and agents. */

const words = 'directory'

const agentOwners = (tenant: TenantFixture, agent: Json): readonly Json[] =>
  directoryObjects(tenant, tenant.agentIdentities.find(({ id }) => id === agent.id)?.owners ?? []).slice(0, 20)

/** An agent identity without the links that the fixture keeps in it. https://learn.microsoft.com/graph/api/resources/agentidentity */
const plainAgent = ({ owners: _owners, sponsors: _sponsors, ...rest }: TenantFixture['agentIdentities'][number]): Json => ({
  '@odata.type': '#microsoft.graph.agentIdentity',
  accountEnabled: true,
  servicePrincipalType: 'ServiceIdentity',
  tags: [],
  ...rest,
})

const jobsOf = ({ tenant, id }: Asked) => tenant.synchronizationJobs.filter(({ application }) => application === id('id'))

export const programs: readonly Resource[] = [
  {
    path: '/oauth2PermissionGrants',
    needs: 'delegatedGrants',
    words,
    find: ({ tenant }) => ({ kind: 'list', type: 'oAuth2PermissionGrant', rows: tenant.oauth2PermissionGrants.map(row) }),
  },
  {
    path: '/servicePrincipals/microsoft.graph.agentIdentity',
    needs: 'agentIdentities',
    words,
    // Pages of 100: https://learn.microsoft.com/graph/api/agentidentity-list
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'servicePrincipal',
      rows: tenant.agentIdentities.map(plainAgent),
      largestPage: 100,
      expand: { owners: agent => agentOwners(tenant, agent) },
    }),
  },
  {
    path: '/servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors',
    needs: 'applications',
    words,
    find: ({ tenant, id }) => {
      const agent = tenant.agentIdentities.find(one => one.id === id('id'))
      return agent === undefined
        ? { kind: 'missing', id: id('id') }
        : { kind: 'list', type: 'directoryObject', rows: directoryObjects(tenant, agent.sponsors ?? []) }
    },
  },
  {
    path: '/applications/microsoft.graph.agentIdentityBlueprint',
    needs: 'agentBlueprints',
    words,
    find: ({ tenant }) => ({ kind: 'list', type: 'application', rows: tenant.agentBlueprints.map(row), largestPage: 100 }),
  },
  {
    path: '/servicePrincipals/{id}/synchronization/jobs',
    needs: 'synchronization',
    words,
    find: asked => ({ kind: 'list', type: 'synchronizationJob', rows: jobsOf(asked).map(({ job }) => row(job)) }),
  },
  {
    path: '/servicePrincipals/{id}/synchronization/jobs/{job}/schema',
    needs: 'synchronization',
    words,
    find: asked => {
      const found = jobsOf(asked).find(({ job }) => job.id === asked.id('job'))
      return found === undefined ? { kind: 'missing', id: asked.id('job') } : { kind: 'one', type: 'synchronizationSchema', row: row(found.schema) }
    },
  },
  {
    path: '/policies/authenticationFlowsPolicy',
    needs: 'policies',
    words: 'policy',
    find: ({ tenant }) => ({ kind: 'one', type: 'authenticationFlowsPolicy', row: row(tenant.authenticationFlowsPolicy) }),
  },
  {
    path: '/identity/b2xUserFlows',
    needs: 'userFlows',
    words: 'policy',
    find: ({ tenant }) => ({ kind: 'list', type: 'b2xIdentityUserFlow', rows: tenant.b2xUserFlows.map(row) }),
  },
]

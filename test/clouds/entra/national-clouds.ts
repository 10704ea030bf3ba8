import type { TenantFixture } from './tenant-fixture.ts'

/**
 * What Microsoft Graph lacks in the cloud that 21Vianet operates in China: the table of national clouds on the page of each method, e.g.
 * https://learn.microsoft.com/graph/api/riskyuser-list; the pages about agents name no national cloud.
 */
const lacking: Readonly<Record<NonNullable<TenantFixture['cloud']>, readonly string[]>> = {
  china: [
    '/identityProtection/riskyUsers',
    '/identityProtection/riskyServicePrincipals',
    '/identityGovernance/lifecycleWorkflows/workflows',
    '/reports/servicePrincipalSignInActivities',
    '/policies/defaultAppManagementPolicy',
    '/policies/b2bManagementPolicies',
    '/servicePrincipals/microsoft.graph.agentIdentity',
    '/applications/microsoft.graph.agentIdentityBlueprint',
  ],
}

/** The segment of a path that the tenant's cloud does not know. An answer of that cloud: https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/5838 */
export const unknownSegment = ({ cloud }: Pick<TenantFixture, 'cloud'>, path: string): string | undefined =>
  cloud === undefined || !lacking[cloud].includes(path) ? undefined : path.split('/').at(-1)

import type { ScopeKind } from '../../dataset.ts'
import { defineView, type Facts } from '../needs.ts'
import { accountParts } from './account.ts'
import { type EstateGraph, joinGraph } from './join-graph.ts'
import { managementAccounts, organizationParts } from './organization.ts'
import { tenantParts } from './tenant.ts'

/** What the graph is joined from. */
export const graphNeeds = { tenantParts, organizationParts, accountParts, managementAccounts }

/** The graph of an estate is one, whichever scope asks for it. */
const graphs = new WeakMap<object, EstateGraph>()

/** The identity graph from its parts, built when it is first asked for. */
export const graphOf = ({ tenantParts, organizationParts, accountParts, managementAccounts }: Facts<typeof graphNeeds>): EstateGraph => {
  const known = graphs.get(accountParts)
  if (known !== undefined) return known
  const graph = joinGraph({ tenants: tenantParts, organizations: organizationParts, accounts: accountParts, managementAccounts })
  graphs.set(accountParts, graph)
  return graph
}

const graphAt = (per: ScopeKind) => defineView({ name: `identity-graph-at-${per}`, per, needs: graphNeeds, build: (facts): EstateGraph => graphOf(facts) })

/** The identity graph of the whole estate, for rules about tenants. */
export const identityGraphAtTenant = graphAt('entra-tenant')

/** The same, for rules about organizations. */
export const identityGraphAtOrganization = graphAt('aws-organization')

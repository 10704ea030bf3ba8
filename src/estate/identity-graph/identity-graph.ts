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

/** The identity graph of the whole estate, for rules about tenants. */
export const identityGraphAtTenant = defineView({
  name: 'identity-graph',
  per: 'entra-tenant',
  needs: graphNeeds,
  build: (facts): EstateGraph => graphOf(facts),
})

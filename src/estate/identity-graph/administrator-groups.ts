import { type Way, weakestWays } from '../../analysis/identity-graph/weakest-ways.ts'
import { nativeId, type Row } from '../../dataset.ts'
import { referencedGroups } from '../../datasets/entra/directory.ts'
import { privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { identityGraphAtTenant } from './identity-graph.ts'
import { nodeIds } from './part.ts'

/** A group that is given something in AWS, or may be; or, as `others`, all that was not read of the tenant. `id` is the group's object id, or the tenant's scope. */
export interface AwsGroup extends Row {
  readonly kind: 'group' | 'others'
  /** A way to administration of some account that is sure. */
  readonly sure?: Way | undefined
  /** One that could not be decided; the sure one where there is one. */
  readonly possible?: Way | undefined
  /** Whether anybody but its owners and few administrators may fill it; null: that was not read. */
  readonly isProtected: boolean | null
  /** How else its members are chosen than one by one, for people. */
  readonly filledBy?: string | undefined
  readonly blind: readonly string[]
}

/** The groups of the tenant's AWS applications with what their members administer, by access that was given. */
export const awsGroups = defineView({
  name: 'aws-groups',
  per: 'entra-tenant',
  needs: { identityGraph: identityGraphAtTenant, privilegeGroups, referencedGroups, scopes },
  handlesDark: true,
  build({ identityGraph, privilegeGroups, referencedGroups, scopes }, at): Table<AwsGroup> {
    const { graph, accountGoals } = identityGraph
    const tenant = nativeId(at.id)
    const blind = identityGraph.blindFor(at.id)
    const gates = identityGraph.tenants.get(at.id)?.gates ?? []
    const goals = [...accountGoals.values()]
    const counting = { eligible: true, takeovers: false }
    const sure = weakestWays(graph, goals, { ...counting, possible: false })
    const possible = weakestWays(graph, goals, { ...counting, possible: true })
    const found = new Map<string, AwsGroup>()
    for (const { application, groups } of gates)
      for (const { id, name } of groups) {
        const node = graph.numberOf(nodeIds.group(tenant, id, application.id))
        if (node === undefined) continue
        const known = found.get(id)
        const facts = privilegeGroups.get(id)
        const isAssignable = facts?.isAssignableToRole ?? referencedGroups.get(id)?.isAssignableToRole
        const isProtected = isAssignable === true || facts?.isManagementRestricted === true
        found.set(id, {
          id,
          scope: at.id,
          name,
          kind: 'group',
          sure: known?.sure ?? sure.wayFrom(node),
          possible: known?.possible ?? possible.wayFrom(node),
          isProtected: isProtected ? true : facts === undefined ? null : false,
          filledBy:
            facts?.onPremisesSyncEnabled === true
              ? 'is synchronized from on-premises'
              : (facts?.membershipRule ?? null) === null
                ? undefined
                : 'is filled by a rule',
          blind,
        })
      }
    const name = [...scopes].find(({ id }) => id === at.id)?.name ?? at.name
    return tableOf([...found.values(), { id: at.id, scope: at.id, name, kind: 'others', isProtected: null, blind }])
  },
})

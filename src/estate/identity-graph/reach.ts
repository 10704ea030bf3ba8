import type { Counting, Way, WeakestWays } from '../../analysis/identity-graph/weakest-ways.ts'
import { weakestWays } from '../../analysis/identity-graph/weakest-ways.ts'
import { nativeId, type Row } from '../../dataset.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { identityGraphAtTenant } from './identity-graph.ts'
import type { EstateGraph } from './join-graph.ts'
import { nodeIds } from './part.ts'
import type { TenantPerson } from './tenant.ts'

/** The weakest way to something: that which is sure, and a weaker one that could not be decided. */
export interface Ways {
  readonly sure?: Way | undefined
  /** The weakest of those that are sure and standing: nothing need be activated. */
  readonly standing?: Way | undefined
  /** The weakest, whatever could not be decided; the sure one where there is nothing weaker. */
  readonly possible?: Way | undefined
  /** The weakest of those that stand, whatever could not be decided. */
  readonly standingPossible?: Way | undefined
}

/** A person of the tenant who comes, or may come, to AWS; or, as `others`, everybody else of the tenant. `id` is the object id, or the tenant's scope. */
export interface AwsReacher extends Row {
  readonly kind: 'person' | 'others'
  readonly person?: TenantPerson | undefined
  /** To administration of some account, by access that was given. */
  readonly administration: Ways
  /** The same, by taking what others hold, too. */
  readonly takeover: Ways
  /** To administration of a management account, by taking too; `given`: by access that was given, without rights that lead to more. */
  readonly management: Ways & { readonly given?: Way | undefined; readonly mayBeGiven?: boolean }
  /** To any role or permission set, by access that was given. */
  readonly access: Ways
  /** To administration of the tenant, by access that was given. */
  readonly tenant: Ways
  /** What could not be read and may hide a way. */
  readonly blind: readonly string[]
  /** Of that what may hide that access was given: that somebody was not given it is then not known. */
  readonly ungiven: readonly string[]
}

/** Searches to one kind of goal, each done when it is first asked for. */
interface Search {
  waysOf(node: number): Ways
}

const searchTo = ({ graph }: EstateGraph, goals: readonly number[], takeovers: boolean): Search => {
  const lazily = (counting: Omit<Counting, 'takeovers'>): (() => WeakestWays) => {
    let found: WeakestWays | undefined
    return () => {
      found ??= weakestWays(graph, goals, { ...counting, takeovers })
      return found
    }
  }
  const sure = lazily({ possible: false, eligible: true })
  const standing = lazily({ possible: false, eligible: false })
  const possible = lazily({ possible: true, eligible: true })
  const standingPossible = lazily({ possible: true, eligible: false })
  return {
    waysOf: node => ({
      sure: sure().wayFrom(node),
      standing: standing().wayFrom(node),
      possible: possible().wayFrom(node),
      standingPossible: standingPossible().wayFrom(node),
    }),
  }
}

interface Searches {
  readonly administration: Search
  readonly takeover: Search
  readonly management: Search
  readonly givenManagement: Search
  readonly access: Search
  readonly tenant: Search
}

const searches = new WeakMap<EstateGraph, Searches>()

const searchesOf = (estate: EstateGraph): Searches => {
  const known = searches.get(estate)
  if (known !== undefined) return known
  const accounts = [...estate.accountGoals.values()]
  const management = [...new Set(estate.managementAccounts.values())].flatMap(account => estate.accountGoals.get(account) ?? [])
  const entered = estate.graph.nodes.flatMap(({ kind }, number) => (kind === 'aws-role' || kind === 'permission-set' ? [number] : []))
  const fresh = {
    administration: searchTo(estate, accounts, false),
    takeover: searchTo(estate, accounts, true),
    management: searchTo(estate, management, true),
    givenManagement: searchTo(estate, management, false),
    access: searchTo(estate, entered, false),
    tenant: searchTo(estate, [...estate.tenantGoals.values()], false),
  }
  searches.set(estate, fresh)
  return fresh
}

const NOTHING: Ways = {}

/** A way that is administration as it was given: no step of it gains rights. */
const givenAlong = ({ sure, standing }: Ways): Way | undefined =>
  [standing, sure].find(way => way?.edges.every(({ kind }) => kind !== 'can-escalate-to' && kind !== 'can-assume') === true)

/** Everybody of a tenant who comes to AWS, and one row for all the others, about whom the verdict rests on all having been read. */
export const awsReachers = defineView({
  name: 'aws-identities',
  per: 'entra-tenant',
  needs: { identityGraph: identityGraphAtTenant, scopes },
  build({ identityGraph, scopes }, at): Table<AwsReacher> {
    const part = identityGraph.tenants.get(at.id)
    const search = searchesOf(identityGraph)
    const tenant = nativeId(at.id)
    const blind = identityGraph.blindFor(at.id)
    const ungiven = identityGraph.ungivenFor(at.id)
    const people = [...(part?.people.values() ?? [])].flatMap((person): AwsReacher[] => {
      const node = identityGraph.graph.numberOf(nodeIds.person(tenant, person.id))
      if (node === undefined) return []
      const given = search.givenManagement.waysOf(node)
      const found = {
        administration: search.administration.waysOf(node),
        takeover: search.takeover.waysOf(node),
        management: { ...search.management.waysOf(node), given: givenAlong(given), mayBeGiven: given.possible !== undefined },
        access: search.access.waysOf(node),
        tenant: search.tenant.waysOf(node),
      }
      if (found.takeover.possible === undefined && found.access.possible === undefined) return []
      return [{ id: person.id, scope: at.id, name: person.name, kind: 'person', person, ...found, blind, ungiven }]
    })
    const name = [...scopes].find(({ id }) => id === at.id)?.name ?? at.name
    const others: AwsReacher = {
      id: at.id,
      scope: at.id,
      name,
      kind: 'others',
      administration: NOTHING,
      takeover: NOTHING,
      management: NOTHING,
      access: NOTHING,
      tenant: NOTHING,
      blind,
      ungiven,
    }
    return tableOf([...people, others])
  },
})

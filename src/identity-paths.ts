import { rankOf } from './analysis/conditional-access/assurance.ts'
import { cutsThatClose } from './analysis/identity-graph/cuts.ts'
import { type GraphEdge, IS_POSSIBLE, IS_TAKEOVER } from './analysis/identity-graph/graph.ts'
import { type Counting, type Way, type WeakestWays, weakestWays } from './analysis/identity-graph/weakest-ways.ts'
import type { Exhibit, IdentityPath, IdentityPaths, PathStep } from './assessment.ts'
import { type OpenScope, ViewThrew } from './estate/estate.ts'
import { blindSpots, isEntry } from './estate/identity-graph/entries.ts'
import { graphNeeds, graphOf } from './estate/identity-graph/identity-graph.ts'
import type { EstateGraph } from './estate/identity-graph/join-graph.ts'
import type { AnyEstateView } from './estate/needs.ts'
import { accessOf, pathNode } from './identity-access.ts'

const MOST_PATHS = 500
const MOST_UNREAD = 100

/** Visits of edges that the search for cuts may cost: a second of a processor at most. */
const WORK_FOR_CUTS = 20_000_000
const MOST_CUTS = 40

/** From what is worst to what is least sure; of ways that demand the same the first is told. */
const sureCountings = [
  { possible: false, eligible: false, takeovers: false },
  { possible: false, eligible: true, takeovers: false },
  { possible: false, eligible: false, takeovers: true },
  { possible: false, eligible: true, takeovers: true },
] as const satisfies readonly Counting[]

const everyWay: Counting = { possible: true, eligible: true, takeovers: true }
const everySureWay: Counting = { possible: false, eligible: true, takeovers: true }

/** The way to tell of a node, and another that demands less, if what is open holds. */
const waysTold = (node: number, sure: readonly WeakestWays[], possible: WeakestWays): readonly Way[] => {
  const demandOf = (ways: WeakestWays): number => {
    const demand = ways.demandFrom(node)
    return demand === undefined ? Number.POSITIVE_INFINITY : rankOf(demand)
  }
  const least = Math.min(...sure.map(demandOf))
  const told = sure.find(ways => demandOf(ways) === least)?.wayFrom(node)
  const open = demandOf(possible) < least ? possible.wayFrom(node) : undefined
  return [told, open].filter(way => way !== undefined)
}

const stepOf = ({ graph }: EstateGraph, edge: GraphEdge): readonly PathStep[] => {
  const to = graph.nodes[graph.numberOf(edge.to) ?? -1]
  if (to === undefined) return []
  const { kind, by, demand, holding, certainty, open, rows = [] } = edge
  return [{ to: pathNode(to), kind, words: by, demand, activated: holding === 'eligible', certain: certainty === 'sure', open, rows }]
}

const takes = (estate: EstateGraph, steps: readonly number[]): boolean => steps.some(step => ((estate.graph.says[step] ?? 0) & IS_TAKEOVER) !== 0)

const pathsOf = (estate: EstateGraph): Pick<IdentityPaths, 'paths' | 'pathsNotShown' | 'cuts'> => {
  const { graph, accountGoals, managementAccounts } = estate
  const accounts = [...accountGoals.values()]
  const management = [...new Set(managementAccounts.values())].flatMap(account => accountGoals.get(account) ?? [])
  const entries = graph.nodes.flatMap((node, number) => (isEntry(node) ? [number] : []))
  const searched = [management, accounts].map(goals => ({
    sure: sureCountings.map(counting => weakestWays(graph, goals, counting)),
    possible: weakestWays(graph, goals, everyWay),
  }))
  const ways = entries.flatMap(node => {
    const [toManagement = [], toAny = []] = searched.map(({ sure, possible }) => waysTold(node, sure, possible))
    // Whoever administers the management account administers the members: another account is told only where it takes less.
    const least = Math.min(...toManagement.map(({ demand }) => rankOf(demand)))
    return [...toManagement, ...toAny.filter(({ demand }) => rankOf(demand) < least)]
  })
  const isPossible = ({ steps }: Way): boolean => steps.some(step => ((graph.says[step] ?? 0) & IS_POSSIBLE) !== 0)
  const order = (a: Way, b: Way): number =>
    rankOf(a.demand) - rankOf(b.demand) ||
    Number(isPossible(a)) - Number(isPossible(b)) ||
    (a.entry.name < b.entry.name ? -1 : a.entry.name > b.entry.name ? 1 : 0)
  const told = ways.sort(order).slice(0, MOST_PATHS)
  const tries = Math.max(4, Math.min(MOST_CUTS, Math.floor(WORK_FOR_CUTS / Math.max(1, graph.edges.length))))
  const sureWays = told.filter(way => !isPossible(way))
  const cuts = cutsThatClose(graph, accounts, sureWays, everySureWay, tries)
  return {
    paths: told.map((way): IdentityPath => {
      const node = graph.numberOf(way.entry.id) ?? -1
      const certain = !isPossible(way)
      const cut = certain ? cuts.findIndex(({ step, closed }) => closed.has(node) && way.steps.includes(step)) : -1
      return {
        from: pathNode(way.entry),
        steps: way.edges.flatMap(edge => stepOf(estate, edge)),
        demand: way.demand,
        activated: way.edges.some(({ holding }) => holding === 'eligible'),
        certain,
        taken: takes(estate, way.steps),
        ...(cut === -1 ? {} : { cut }),
      }
    }),
    pathsNotShown: ways.length - told.length,
    cuts: cuts.map(({ edge, closes, of }) => ({ from: graph.nodes[graph.numberOf(edge.from) ?? -1]?.name ?? edge.from, words: edge.by, closes, of })),
  }
}

/** What the exhibit says of an estate. */
export const pathsIn = (estate: EstateGraph): IdentityPaths => {
  const unread = blindSpots(estate)
  return {
    ...pathsOf(estate),
    unread: unread.slice(0, MOST_UNREAD),
    unreadNotShown: Math.max(0, unread.length - MOST_UNREAD),
    access: accessOf(estate),
  }
}

/** How people and programs come to administer AWS accounts, where rules have asked about it (`asked` are the views of all rules): a fact shown, not judged. */
export const identityPaths = (scope: OpenScope | undefined, asked: ReadonlySet<AnyEstateView>): readonly Exhibit[] => {
  if (scope === undefined || !Object.values(graphNeeds).every(view => asked.has(view))) return []
  try {
    const estate = graphOf(scope.facts(graphNeeds))
    if (estate.accountGoals.size === 0) return []
    return [{ id: 'identity-paths', title: 'Who comes to administer AWS accounts, and how', data: pathsIn(estate) }]
  } catch (error) {
    // A view that fails is told by every rule that reads it.
    if (error instanceof ViewThrew) return []
    throw error
  }
}

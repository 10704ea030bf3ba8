import { rankOf } from './analysis/conditional-access/assurance.ts'
import type { GraphNode, NodeKind } from './analysis/identity-graph/graph.ts'
import { type Counting, type WeakestWays, weakestWays } from './analysis/identity-graph/weakest-ways.ts'
import type { AccessCell, IdentityPaths, PathNode } from './assessment.ts'
import type { EstateGraph } from './estate/identity-graph/join-graph.ts'

const MOST_PEOPLE = 200
const MOST_ACCOUNTS = 25

/** Visits of edges that the search may cost: about a second of a processor. */
const WORK = 30_000_000

const people: ReadonlySet<NodeKind> = new Set<NodeKind>(['entra-user', 'entra-guest', 'aws-user'])

/** A node as a path names it. */
export const pathNode = ({ name, kind, scope, row }: GraphNode): PathNode => ({ name, kind, scope, row })

/** What is asked of each account, the strongest answer first. */
const askings = [
  { access: 'administrator', how: 'standing', counting: { possible: false, eligible: false, takeovers: false } },
  { access: 'administrator', how: 'activated', counting: { possible: false, eligible: true, takeovers: false } },
  { access: 'administrator', how: 'taken', counting: { possible: false, eligible: true, takeovers: true } },
  { access: 'administrator', how: 'possible', counting: { possible: true, eligible: true, takeovers: true } },
  { access: 'some', how: 'standing', counting: { possible: false, eligible: false, takeovers: false } },
  { access: 'some', how: 'activated', counting: { possible: false, eligible: true, takeovers: false } },
  { access: 'some', how: 'possible', counting: { possible: true, eligible: true, takeovers: false } },
] as const satisfies readonly (Pick<AccessCell, 'access' | 'how'> & { readonly counting: Counting })[]

/** Roles and permission sets by the number of their account. */
const enteredIn = ({ graph }: EstateGraph): ReadonlyMap<string, number[]> => {
  const entered = new Map<string, number[]>()
  graph.nodes.forEach(({ id, kind, scope }, number) => {
    const account = kind === 'aws-role' ? scope.slice(scope.indexOf('/') + 1) : kind === 'permission-set' ? id.slice(id.lastIndexOf('/') + 1) : undefined
    if (account === undefined) return
    const known = entered.get(account)
    if (known === undefined) entered.set(account, [number])
    else known.push(number)
  })
  return entered
}

/**
 * People by accounts: the strongest access that is sure, or else may be, and the weakest sign-in that leads to it. So many accounts as the graph's size
 * allows, management accounts first; those people first who administer most with least.
 */
export const accessOf = (estate: EstateGraph): IdentityPaths['access'] => {
  const { graph, accountGoals, managementAccounts } = estate
  const management = new Set(managementAccounts.values())
  const entered = enteredIn(estate)
  const all = [...accountGoals].sort(([a], [b]) => Number(management.has(b)) - Number(management.has(a)) || (a < b ? -1 : 1))
  const most = Math.max(3, Math.min(MOST_ACCOUNTS, Math.floor(WORK / (askings.length * Math.max(1, graph.edges.length)))))
  const cells = new Map<number, AccessCell[]>()
  const nodes = graph.nodes.flatMap(({ kind, cannotSignIn }, number) => (people.has(kind) && cannotSignIn !== true ? [number] : []))
  /** Of the strongest access that is sure, or else may be, the way that demands least. */
  const cellOf = (searched: readonly WeakestWays[], account: number, node: number): AccessCell | undefined => {
    const found = askings.flatMap(({ access, how }, place): readonly AccessCell[] => {
      const demand = searched[place]?.demandFrom(node)
      return demand === undefined ? [] : [{ account, access, how, demand }]
    })
    const [first] = found
    return (
      first &&
      found
        .filter(({ access, how }) => access === first.access && (how === 'possible') === (first.how === 'possible'))
        .reduce((a, b) => (rankOf(b.demand) < rankOf(a.demand) ? b : a))
    )
  }
  all.slice(0, most).forEach(([number, goal], account) => {
    const roles = entered.get(number) ?? []
    const searched = askings.map(({ access, counting }) => weakestWays(graph, access === 'administrator' ? [goal] : roles, counting))
    for (const node of nodes) {
      const cell = cellOf(searched, account, node)
      if (cell === undefined) continue
      const known = cells.get(node)
      if (known === undefined) cells.set(node, [cell])
      else known.push(cell)
    }
  })
  const weight = (own: readonly AccessCell[]): number =>
    Math.min(...own.map(({ access, how, demand }) => (access === 'some' ? 100 : how === 'possible' ? 50 : 0) + rankOf(demand)))
  const rows = [...cells]
    .map(([node, own]) => ({ node: graph.nodes[node], own, weight: weight(own) }))
    .sort((a, b) => a.weight - b.weight || b.own.length - a.own.length || ((a.node?.name ?? '') < (b.node?.name ?? '') ? -1 : 1))
  return {
    accounts: all.slice(0, most).map(([number, goal]) => ({ id: number, name: (graph.nodes[goal]?.name ?? number).replace(/^administrator of /, '') })),
    accountsNotShown: Math.max(0, all.length - most),
    people: rows.slice(0, MOST_PEOPLE).flatMap(({ node, own }) => (node === undefined ? [] : [{ person: pathNode(node), cells: own }])),
    peopleNotShown: Math.max(0, rows.length - MOST_PEOPLE),
  }
}

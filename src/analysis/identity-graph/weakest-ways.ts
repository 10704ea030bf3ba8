import { type Assurance, assurances } from '../conditional-access/assurance.ts'
import { DEMAND, type GraphEdge, type GraphNode, type IdentityGraph, IS_ELIGIBLE, IS_POSSIBLE, IS_TAKEOVER } from './graph.ts'

/** Which edges count: those that are sure, or those that may be there too; standing ones, or those after an activation too; without or with those that take access. */
export interface Counting {
  readonly possible: boolean
  readonly eligible: boolean
  readonly takeovers: boolean
  /** Edges that are taken as cut, by number. */
  readonly without?: ReadonlySet<number> | undefined
}

/** A way from an entry to a goal: the weakest there is, which demands of whoever takes it no more than `demand` at any step. */
export interface Way {
  readonly demand: Assurance
  readonly entry: GraphNode
  readonly goal: GraphNode
  readonly edges: readonly GraphEdge[]
  /** The numbers of the edges. */
  readonly steps: readonly number[]
}

/** For each node the weakest way to the goals. */
export interface WeakestWays {
  /** Undefined: there is no way. */
  demandFrom(node: number): Assurance | undefined
  wayFrom(node: number): Way | undefined
  /** Nodes with a way, the goals themselves aside. */
  reaching(): readonly number[]
}

const NOT_REACHED = 255
const NO_EDGE = -1

/**
 * Searches backwards from the goals. What a way demands is the most that one of its steps demands, since whoever takes it must prove each; the weakest way
 * of a node is that with the least. Steps that demand less are taken first, so that each node is settled once, and among ways that demand the same the one
 * with few steps is found. Linear in the edges.
 */
export const weakestWays = (graph: IdentityGraph, goals: readonly number[], counting: Counting): WeakestWays => {
  const { from, to, says, start, nodes, edges } = graph
  const best = new Uint8Array(nodes.length).fill(NOT_REACHED)
  const next = new Int32Array(nodes.length).fill(NO_EDGE)
  const waiting: number[][] = assurances.map(() => [])
  const left = (counting.possible ? 0 : IS_POSSIBLE) | (counting.eligible ? 0 : IS_ELIGIBLE) | (counting.takeovers ? 0 : IS_TAKEOVER)
  for (const goal of goals) {
    best[goal] = 0
    waiting[0]?.push(goal)
  }
  const settled = new Uint8Array(nodes.length)
  for (const [level, queue] of waiting.entries()) {
    for (let place = 0; place < queue.length; place += 1) {
      const node = queue[place] ?? 0
      if (settled[node] === 1 || best[node] !== level) continue
      settled[node] = 1
      const end = start[node + 1] ?? 0
      for (let edge = start[node] ?? 0; edge < end; edge += 1) {
        const told = says[edge] ?? 0
        const source = from[edge] ?? 0
        if ((told & left) !== 0 || settled[source] === 1 || counting.without?.has(edge) === true) continue
        const needed = Math.max(level, told & DEMAND)
        if (needed >= (best[source] ?? NOT_REACHED)) continue
        best[source] = needed
        next[source] = edge
        waiting[needed]?.push(source)
      }
    }
  }
  const assuranceOf = (node: number): Assurance | undefined => assurances[best[node] ?? NOT_REACHED]
  return {
    demandFrom: assuranceOf,
    wayFrom(node) {
      const least = assuranceOf(node)
      const entry = nodes[node]
      if (least === undefined || entry === undefined || next[node] === NO_EDGE) return undefined
      const steps: number[] = []
      let at = node
      for (let edge = next[at] ?? NO_EDGE; edge !== NO_EDGE; edge = next[at] ?? NO_EDGE) {
        steps.push(edge)
        at = to[edge] ?? at
      }
      const goal = nodes[at]
      return goal === undefined ? undefined : { demand: least, entry, goal, edges: steps.flatMap(step => edges[step] ?? []), steps }
    },
    reaching: () => [...next.keys()].filter(node => next[node] !== NO_EDGE),
  }
}

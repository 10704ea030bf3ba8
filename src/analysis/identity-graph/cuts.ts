import type { EdgeKind, GraphEdge, IdentityGraph } from './graph.ts'
import { type Counting, type Way, weakestWays } from './weakest-ways.ts'

/** A change that closes ways: the step that is taken away, and how many of the entries asked about have no way left without it. */
export interface Cut {
  readonly edge: GraphEdge
  readonly step: number
  readonly closes: number
  readonly of: number
}

/** Steps tried: those that most of the ways take. */
const MOST_TRIED = 12

/** Steps that nobody takes away by themselves: who somebody is, what a role may do, that people sign in. */
const given: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['signs-in', 'same-person', 'provisions-to', 'administers', 'controls'])

/** A cut, with the nodes that have no way left. */
interface TriedCut extends Cut {
  readonly closed: ReadonlySet<number>
}

/**
 * The steps whose loss closes ways, that which closes most first, by trying so many of those that most of the weakest ways take: each is taken away in turn.
 * `ways` are the weakest ways of the entries.
 */
export const cutsThatClose = (graph: IdentityGraph, goals: readonly number[], ways: readonly Way[], counting: Counting, tries: number): readonly TriedCut[] => {
  const uses = new Map<number, number>()
  for (const { steps } of ways) for (const step of new Set(steps)) uses.set(step, (uses.get(step) ?? 0) + 1)
  const entries = [...new Set(ways.flatMap(({ entry }) => graph.numberOf(entry.id) ?? []))]
  return [...uses]
    .filter(([step]) => !given.has(graph.edges[step]?.kind ?? 'administers'))
    .sort(([a, usedByA], [b, usedByB]) => usedByB - usedByA || a - b)
    .slice(0, tries)
    .flatMap(([step]): TriedCut[] => {
      const edge = graph.edges[step]
      if (edge === undefined) return []
      const left = weakestWays(graph, goals, { ...counting, without: new Set([...(counting.without ?? []), step]) })
      const closed = new Set(entries.filter(entry => left.demandFrom(entry) === undefined))
      return closed.size === 0 ? [] : [{ edge, step, closes: closed.size, of: entries.length, closed }]
    })
    .sort((a, b) => b.closes - a.closes || a.step - b.step)
}

/** The one step whose loss closes the ways of most of these entries to the goals. Undefined: no single step closes any. */
export const cheapestCut = (graph: IdentityGraph, goals: readonly number[], ways: readonly Way[], counting: Counting): Cut | undefined =>
  cutsThatClose(graph, goals, ways, counting, MOST_TRIED)[0]

import type { GraphEdge, IdentityGraph } from './graph.ts'
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

/**
 * The one step whose loss closes the ways of most of these entries to the goals, by trying: the steps that most of the weakest ways take are each taken
 * away in turn. Undefined: no single step closes any. `ways` are the weakest ways of the entries.
 */
export const cheapestCut = (graph: IdentityGraph, goals: readonly number[], ways: readonly Way[], counting: Counting): Cut | undefined => {
  const uses = new Map<number, number>()
  for (const { steps } of ways) for (const step of steps) uses.set(step, (uses.get(step) ?? 0) + 1)
  const entries = ways.flatMap(({ entry }) => graph.numberOf(entry.id) ?? [])
  const tried = [...uses].sort(([a, usedByA], [b, usedByB]) => usedByB - usedByA || a - b).slice(0, MOST_TRIED)
  let best: Cut | undefined
  for (const [step, used] of tried) {
    const edge = graph.edges[step]
    // A step closes no more than the ways that take it.
    if (edge === undefined || used <= (best?.closes ?? 0)) continue
    const left = weakestWays(graph, goals, { ...counting, without: new Set([...(counting.without ?? []), step]) })
    const closes = entries.filter(entry => left.demandFrom(entry) === undefined).length
    if (closes > (best?.closes ?? 0)) best = { edge, step, closes, of: entries.length }
  }
  return best
}

/** A cut, with the nodes that have no way left. */
export interface TriedCut extends Cut {
  readonly closed: ReadonlySet<number>
}

/** The steps whose loss closes ways, by trying so many of those that most of the weakest ways take; that which closes most first. */
export const cutsThatClose = (graph: IdentityGraph, goals: readonly number[], ways: readonly Way[], counting: Counting, tries: number): readonly TriedCut[] => {
  const uses = new Map<number, number>()
  for (const { steps } of ways) for (const step of new Set(steps)) uses.set(step, (uses.get(step) ?? 0) + 1)
  const entries = [...new Set(ways.flatMap(({ entry }) => graph.numberOf(entry.id) ?? []))]
  return [...uses]
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

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assurance, assurances, rankOf } from '../../../src/analysis/conditional-access/assurance.ts'
import { cheapestCut } from '../../../src/analysis/identity-graph/cuts.ts'
import { type GraphEdge, type GraphNode, openGraph } from '../../../src/analysis/identity-graph/graph.ts'
import { type Counting, weakestWays } from '../../../src/analysis/identity-graph/weakest-ways.ts'

const NODES = 9
const nodeOf = (n: number): GraphNode => ({ id: `n${n}`, kind: n === 0 ? 'goal' : 'entra-user', name: `n${n}`, scope: 'entra-tenant/t' })
const nodes = Array.from({ length: NODES }, (_, n) => nodeOf(n))
const all: Counting = { possible: true, eligible: true, takeovers: true }

const edge: fc.Arbitrary<GraphEdge> = fc.record({
  from: fc.integer({ min: 0, max: NODES - 1 }).map(n => `n${n}`),
  to: fc.integer({ min: 0, max: NODES - 1 }).map(n => `n${n}`),
  kind: fc.constantFrom('holds' as const, 'owns' as const),
  demand: fc.constantFrom(...assurances),
  holding: fc.constantFrom('standing' as const, 'eligible' as const),
  certainty: fc.constantFrom('sure' as const, 'possible' as const),
  by: fc.constant('holds it'),
})
const edges = fc.array(edge, { maxLength: 24 })
const counting: fc.Arbitrary<Counting> = fc.record({ possible: fc.boolean(), eligible: fc.boolean(), takeovers: fc.boolean() })

/** The least that any walk to the goal demands, by widening until nothing changes. */
const naive = (given: readonly GraphEdge[], { possible, eligible, takeovers }: Counting): ReadonlyMap<string, number> => {
  const least = new Map<string, number>([['n0', 0]])
  const counted = given.filter(
    one =>
      one.demand !== 'blocked' && (possible || one.certainty === 'sure') && (eligible || one.holding === 'standing') && (takeovers || one.kind === 'holds'),
  )
  for (let round = 0; round < NODES; round += 1)
    for (const { from, to, demand } of counted) {
      const on = least.get(to)
      if (on === undefined) continue
      least.set(from, Math.min(least.get(from) ?? Number.POSITIVE_INFINITY, Math.max(on, rankOf(demand))))
    }
  return least
}

const demands = (given: readonly GraphEdge[], how: Counting): (Assurance | undefined)[] => {
  const ways = weakestWays(openGraph(nodes, given), [0], how)
  return nodes.map((_, n) => ways.demandFrom(n))
}

const rank = (demand: Assurance | undefined): number => (demand === undefined ? Number.POSITIVE_INFINITY : rankOf(demand))

describe('the weakest ways to a goal', () => {
  it('are those of a naive search, whatever the graph', () => {
    fc.assert(
      fc.property(edges, counting, (given, how) => {
        const least = naive(given, how)
        expect(demands(given, how).map(rank)).toEqual(nodes.map(({ id }) => least.get(id) ?? Number.POSITIVE_INFINITY))
      }),
    )
  })

  it('are walks along edges that count, from the entry to a goal, and demand what is said', () => {
    fc.assert(
      fc.property(edges, counting, (given, how) => {
        const ways = weakestWays(openGraph(nodes, given), [0], how)
        for (const node of ways.reaching()) {
          const way = ways.wayFrom(node)
          expect(way?.edges[0]?.from).toBe(`n${node}`)
          expect(way?.edges.at(-1)?.to).toBe('n0')
          for (const [index, step] of (way?.edges ?? []).entries()) {
            if (index > 0) expect(step.from).toBe(way?.edges[index - 1]?.to)
            expect(how.possible || step.certainty === 'sure').toBe(true)
            expect(how.eligible || step.holding === 'standing').toBe(true)
            expect(how.takeovers || step.kind === 'holds').toBe(true)
          }
          expect(Math.max(...(way?.edges ?? []).map(step => rankOf(step.demand)))).toBe(rank(way?.demand))
        }
      }),
    )
  })

  it('never get stronger, nor fewer, by one more edge', () => {
    fc.assert(
      fc.property(edges, edge, counting, (given, more, how) => {
        const before = demands(given, how).map(rank)
        const after = demands([...given, more], how).map(rank)
        for (const [node, least] of after.entries()) expect(least).toBeLessThanOrEqual(before[node] ?? 0)
      }),
    )
  })

  it('take no step that blocks', () => {
    const blocked: GraphEdge = { from: 'n1', to: 'n0', kind: 'signs-in', demand: 'blocked', holding: 'standing', certainty: 'sure', by: 'signs in' }
    expect(demands([blocked], all)[1]).toBeUndefined()
  })
})

describe('the cheapest cut', () => {
  it('closes as many entries as it says, and no other single step closes more', () => {
    fc.assert(
      fc.property(edges, given => {
        const graph = openGraph(nodes, given)
        const ways = weakestWays(graph, [0], all)
        const reaching = ways.reaching()
        const found = reaching.flatMap(node => ways.wayFrom(node) ?? [])
        const closedWithout = (step: number): number => {
          const left = weakestWays(graph, [0], { ...all, without: new Set([step]) })
          return reaching.filter(node => left.demandFrom(node) === undefined).length
        }
        const cut = cheapestCut(graph, [0], found, all)
        const most = Math.max(0, ...graph.edges.map((_, step) => closedWithout(step)))
        expect(cut?.closes ?? 0).toBe(most)
        if (cut !== undefined) expect(closedWithout(cut.step)).toBe(cut.closes)
      }),
    )
  })
})

import type { GraphEdge } from '../../../src/analysis/identity-graph/graph.ts'
import type { Gap } from '../../../src/dataset.ts'
import { graphNeeds, graphOf } from '../../../src/estate/identity-graph/identity-graph.ts'
import type { EstateGraph } from '../../../src/estate/identity-graph/join-graph.ts'
import { lookUpEverywhere } from '../../../src/look-up.ts'
import { defaultScopes, type Given, memorySnapshot } from '../../memory-snapshot.ts'
import { datasetsIn } from '../../rule-tester.ts'

/** The graph of one account, its organization and one tenant, of which everything was read but what the gaps name. */
export const graphOfRows = (givens: readonly Given[], gaps: readonly Gap[] = []): EstateGraph => {
  const scopes = [defaultScopes['aws-organization'], defaultScopes['aws-account'], defaultScopes['entra-tenant']]
  return graphOf(lookUpEverywhere(memorySnapshot(givens, { scopes, datasets: datasetsIn(Object.values(graphNeeds)), gaps }), graphNeeds, []))
}

/** How each step of a kind is: `from > to certainty`. */
export const stepsOf = ({ graph }: EstateGraph, kind: GraphEdge['kind'], of: (step: GraphEdge) => boolean = () => true): readonly string[] =>
  graph.edges.filter(step => step.kind === kind && of(step)).map(({ from, to, certainty }) => `${from} > ${to} ${certainty}`)

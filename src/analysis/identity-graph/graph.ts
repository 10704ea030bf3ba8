import { type Assurance, rankOf } from '../conditional-access/assurance.ts'

/** What a node stands for. A `session` is somebody signed in to one application, which is as strong as that sign-in; a `goal` is what attackers want. */
export type NodeKind =
  | 'entra-user'
  | 'entra-guest'
  | 'entra-group'
  | 'entra-role'
  | 'entra-application'
  | 'service-principal'
  | 'managed-identity'
  | 'session'
  | 'azure-access'
  | 'identity-center-user'
  | 'identity-center-group'
  | 'permission-set'
  | 'aws-user'
  | 'aws-role'
  | 'token-issuer'
  | 'external'
  | 'goal'

/** Somebody or something that access passes through. `id` is `<kind>/...`, unique over all clouds; `row` is the collected row it stands for, in `scope`. */
export interface GraphNode {
  readonly id: string
  readonly kind: NodeKind
  readonly name: string
  readonly scope: string
  readonly row?: string | undefined
}

/** How one becomes, or comes to act as, the other. */
export type EdgeKind =
  | 'signs-in'
  | 'member-of'
  | 'eligible-for'
  | 'assigned-to'
  | 'provisions-to'
  | 'same-person'
  | 'holds'
  | 'can-assume'
  | 'can-escalate-to'
  | 'administers'
  | 'owns'
  | 'controls'
  | 'can-add-member'
  | 'can-reset'
  | 'can-add-credential-to'
  | 'trusts-token'
  | 'runs-as'

/** A step from one node to another, with what shows that it is there. */
export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /** The least that whoever takes the step must prove for it. */
  readonly demand: Assurance
  /** `eligible`: only after something is activated. */
  readonly holding: 'standing' | 'eligible'
  /** `possible`: it could not be decided, and `open` says why; no verdict fails by it, and none passes despite it. */
  readonly certainty: 'sure' | 'possible'
  /** What shows it, for people, in half a sentence: `is a member of the group`. */
  readonly by: string
  /** What is left open, where `certainty` is `possible`; or a condition on the request under which alone it is sure. */
  readonly open?: string | undefined
  /** Collected rows that say so. */
  readonly rows?: readonly string[] | undefined
}

/** Steps by which access is taken, rather than used as it was given. */
const takeovers: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['owns', 'controls', 'can-add-member', 'can-reset', 'can-add-credential-to'])

/** Nodes and edges as flat arrays: node and edge numbers are their places. Edges of a node stand together, by where they lead. */
export interface IdentityGraph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  numberOf(id: string): number | undefined
  readonly from: Int32Array
  readonly to: Int32Array
  /** Rank of the assurance that each edge demands. */
  readonly demand: Uint8Array
  /** 1: only after an activation. */
  readonly isEligible: Uint8Array
  /** 1: it could not be decided. */
  readonly isPossible: Uint8Array
  /** 1: access is taken by it, rather than used as it was given. */
  readonly isTakeover: Uint8Array
  /** Edges into node `n`: `into[start[n]]` up to, not including, `into[start[n + 1]]`. */
  readonly start: Int32Array
  readonly into: Int32Array
}

/**
 * Builds a graph. Of two nodes with one id the first stays; an edge from or to a node that is not there is dropped, since what it names is not in the
 * estate: whoever makes edges makes a node for what matters. A step that is blocked is none.
 */
export const openGraph = (nodes: Iterable<GraphNode>, edges: Iterable<GraphEdge>): IdentityGraph => {
  const numbers = new Map<string, number>()
  const kept: GraphNode[] = []
  for (const node of nodes) {
    if (numbers.has(node.id)) continue
    numbers.set(node.id, kept.length)
    kept.push(node)
  }
  const steps: GraphEdge[] = []
  for (const edge of edges) {
    const leads = numbers.has(edge.from) && numbers.has(edge.to) && edge.from !== edge.to
    if (leads && edge.demand !== 'blocked') steps.push(edge)
  }
  const from = new Int32Array(steps.length)
  const to = new Int32Array(steps.length)
  const demand = new Uint8Array(steps.length)
  const isEligible = new Uint8Array(steps.length)
  const isPossible = new Uint8Array(steps.length)
  const isTakeover = new Uint8Array(steps.length)
  const start = new Int32Array(kept.length + 1)
  steps.forEach((edge, index) => {
    const target = numbers.get(edge.to) ?? 0
    from[index] = numbers.get(edge.from) ?? 0
    to[index] = target
    demand[index] = rankOf(edge.demand)
    isEligible[index] = edge.holding === 'eligible' ? 1 : 0
    isPossible[index] = edge.certainty === 'possible' ? 1 : 0
    isTakeover[index] = takeovers.has(edge.kind) ? 1 : 0
    start[target + 1] = (start[target + 1] ?? 0) + 1
  })
  for (let node = 0; node < kept.length; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0)
  const into = new Int32Array(steps.length)
  const next = start.slice()
  for (let edge = 0; edge < steps.length; edge += 1) {
    const target = to[edge] ?? 0
    const place = next[target] ?? 0
    into[place] = edge
    next[target] = place + 1
  }
  return { nodes: kept, edges: steps, numberOf: id => numbers.get(id), from, to, demand, isEligible, isPossible, isTakeover, start, into }
}

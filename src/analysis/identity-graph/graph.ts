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
  /** Somebody who has nothing to sign in with: no way begins with them, and whoever gives them a credential goes on from there. */
  readonly cannotSignIn?: true
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

/** What an edge says besides its demand, as bits of one number: the demand's rank stands in the lowest three. */
export const DEMAND = 0b111
export const IS_ELIGIBLE = 0b1000
export const IS_POSSIBLE = 0b10000
export const IS_TAKEOVER = 0b100000

/**
 * Nodes and edges as flat arrays: node and edge numbers are their places. Edges stand by the node that they lead into, since searches go backwards: those
 * into node `n` are at the places from `start[n]` up to, not including, `start[n + 1]`.
 */
export interface IdentityGraph {
  readonly nodes: readonly GraphNode[]
  /** By place. */
  readonly edges: readonly GraphEdge[]
  numberOf(id: string): number | undefined
  /** Node that each edge leads from, and the one that it leads to. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** Demand and bits of each edge. */
  readonly says: Uint8Array
  readonly start: Int32Array
}

const saysOf = ({ demand, holding, certainty, kind }: GraphEdge): number =>
  rankOf(demand) | (holding === 'eligible' ? IS_ELIGIBLE : 0) | (certainty === 'possible' ? IS_POSSIBLE : 0) | (takeovers.has(kind) ? IS_TAKEOVER : 0)

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
  const targets: number[] = []
  for (const edge of edges) {
    const target = numbers.get(edge.to)
    if (target === undefined || !numbers.has(edge.from) || edge.from === edge.to || edge.demand === 'blocked') continue
    steps.push(edge)
    targets.push(target)
  }
  const start = new Int32Array(kept.length + 1)
  for (const target of targets) start[target + 1] = (start[target + 1] ?? 0) + 1
  for (let node = 0; node < kept.length; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0)
  const next = start.slice()
  const placed = new Array<GraphEdge>(steps.length)
  const from = new Int32Array(steps.length)
  const to = new Int32Array(steps.length)
  const says = new Uint8Array(steps.length)
  steps.forEach((edge, index) => {
    const target = targets[index] ?? 0
    const place = next[target] ?? 0
    next[target] = place + 1
    placed[place] = edge
    from[place] = numbers.get(edge.from) ?? 0
    to[place] = target
    says[place] = saysOf(edge)
  })
  return { nodes: kept, edges: placed, numberOf: id => numbers.get(id), from, to, says, start }
}

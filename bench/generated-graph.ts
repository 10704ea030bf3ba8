import { assurances } from '../src/analysis/conditional-access/assurance.ts'
import type { GraphEdge, GraphNode } from '../src/analysis/identity-graph/graph.ts'
import { nodeIds } from '../src/estate/identity-graph/part.ts'

const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001'
export const GOALS = 300
/** Of a hundred nodes: people, their sessions, groups, permission sets in accounts, roles. */
const shares = { people: 40, sessions: 40, groups: 4, sets: 6, roles: 10 } as const
const EDGES_PER_NODE = 20 / 3

const seeded = (seed: number): ((below: number) => number) => {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/**
 * An estate of so many nodes, with six to seven edges for each: everybody signs in, with a demand of their own, and is in some groups, some only after an
 * activation; groups hold permission sets, these have roles, roles assume each other, and one of ten administers an account or can. Everything follows from
 * the seed.
 */
export const generatedGraph = (
  count: number,
  seed = 1,
): { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[]; readonly goals: readonly string[] } => {
  const random = seeded(seed)
  const size = (share: number): number => Math.floor((count * share) / 100)
  const list = (share: number, kind: GraphNode['kind'], id: (n: number) => string): readonly GraphNode[] =>
    Array.from({ length: size(share) }, (_, n) => ({ id: id(n), kind, name: `${kind} ${n}`, scope: `entra-tenant/${TENANT}` }))
  const people = list(shares.people, 'entra-user', n => nodeIds.person(TENANT, String(n)))
  const sessions = list(shares.sessions, 'session', n => nodeIds.session(TENANT, String(n), 'aws'))
  const groups = list(shares.groups, 'entra-group', n => nodeIds.group(TENANT, String(n), 'aws'))
  const sets = list(shares.sets, 'permission-set', n => nodeIds.permissionSet(String(n), '1'))
  const roles = list(shares.roles, 'aws-role', n => nodeIds.aws(`role-${n}`))
  const goals = Array.from({ length: GOALS }, (_, n): GraphNode => ({ id: nodeIds.accountGoal(String(n)), kind: 'goal', name: `goal ${n}`, scope: 'x' }))
  const edges: GraphEdge[] = []
  const any = (nodes: readonly GraphNode[]): string => nodes[random(nodes.length)]?.id ?? ''
  const join = (from: string, to: string, kind: GraphEdge['kind'], demand: GraphEdge['demand'] = 'none'): void => {
    const holding = random(5) === 0 ? 'eligible' : 'standing'
    edges.push({ from, to, kind, demand, holding, certainty: random(20) === 0 ? 'possible' : 'sure', by: 'leads on' })
  }
  people.forEach(({ id }, n) => {
    join(id, sessions[n]?.id ?? '', 'signs-in', assurances[1 + random(4)])
  })
  for (const role of roles) if (random(10) === 0) join(role.id, any(goals), 'administers')
  const total = Math.floor(count * EDGES_PER_NODE)
  while (edges.length < total) {
    const kind = random(20)
    if (kind < 13) join(any(sessions), any(groups), 'member-of')
    else if (kind < 16) join(any(groups), any(sets), 'holds')
    else if (kind < 18) join(any(sets), any(roles), 'holds')
    else join(any(roles), any(roles), 'can-assume')
  }
  return { nodes: [...people, ...sessions, ...groups, ...sets, ...roles, ...goals], edges, goals: goals.map(({ id }) => id) }
}

import { rankOf } from '../../analysis/conditional-access/assurance.ts'
import type { GraphNode, NodeKind } from '../../analysis/identity-graph/graph.ts'
import { type Counting, type Way, weakestWays } from '../../analysis/identity-graph/weakest-ways.ts'
import type { EstateGraph } from './join-graph.ts'

/** Kinds of node with which a way begins: whoever or whatever signs in by itself. */
const entryKinds: ReadonlySet<NodeKind> = new Set<NodeKind>([
  'entra-user',
  'entra-guest',
  'aws-user',
  'service-principal',
  'managed-identity',
  'token-issuer',
  'external',
])

/** Whether a way begins with it. */
export const isEntry = ({ kind, cannotSignIn }: GraphNode): boolean => entryKinds.has(kind) && cannotSignIn !== true

/** What a word stands for among the goals: an account by number or name, the ARN or name of a role, user or permission set, a tenant, `management`; empty: nothing. */
export const goalsNamed = ({ graph, accountGoals, tenantGoals, managementAccounts }: EstateGraph, word: string): readonly number[] => {
  const account = accountGoals.get(word)
  if (account !== undefined) return [account]
  if (word === 'management') return [...new Set(managementAccounts.values())].flatMap(number => accountGoals.get(number) ?? [])
  const tenant = tenantGoals.get(word.toLowerCase())
  if (tenant !== undefined) return [tenant]
  const arn = graph.numberOf(`aws/${word}`)
  if (arn !== undefined) return [arn]
  const isNamed = ({ kind, name, row }: GraphNode): boolean =>
    (kind === 'goal' && name === `administrator of ${word}`) ||
    (kind === 'aws-role' && name === word) ||
    (kind === 'permission-set' && (row === word || name.startsWith(`${word} in `)))
  return graph.nodes.flatMap((node, number) => (isNamed(node) ? [number] : []))
}

/** The entries that a word names: a user principal name, an ARN, or the id of the row; empty: nothing. */
export const entriesNamed = ({ graph }: EstateGraph, word: string): readonly number[] => {
  const wanted = word.toLowerCase()
  const isNamed = ({ id, name, row }: GraphNode): boolean =>
    name.toLowerCase() === wanted || row?.toLowerCase() === wanted || id.toLowerCase() === `aws/${wanted}`
  return graph.nodes.flatMap((node, number) => (isEntry(node) && isNamed(node) ? [number] : []))
}

/** An entry with its weakest way to the goals. */
export interface Reaching {
  readonly entry: GraphNode
  readonly way: Way
}

/** Who reaches the goals, the weakest way first, then by name. */
export const whoReaches = ({ graph }: EstateGraph, goals: readonly number[], counting: Counting): readonly Reaching[] => {
  const ways = weakestWays(graph, goals, counting)
  return ways
    .reaching()
    .flatMap((number): Reaching[] => {
      const entry = graph.nodes[number]
      if (entry === undefined || !isEntry(entry)) return []
      const way = ways.wayFrom(number)
      return way === undefined ? [] : [{ entry, way }]
    })
    .sort((a, b) => rankOf(a.way.demand) - rankOf(b.way.demand) || (a.entry.name < b.entry.name ? -1 : a.entry.name > b.entry.name ? 1 : 0))
}

/** What could not be read anywhere and may hide a way, by scope. */
export const blindSpots = (estate: EstateGraph): readonly string[] => [
  ...new Set([
    ...[...estate.tenants.keys()].flatMap(estate.blindFor),
    ...[...estate.accounts.values()].flatMap(({ blind }) => blind),
    ...[...estate.organizations.values()].flatMap(({ blind, accounts }) => [
      ...blind,
      ...accounts.filter(account => !estate.accounts.has(`aws-account/${account}`)).map(account => `account ${account} was not scanned`),
    ]),
  ]),
]

import { type GraphEdge, type GraphNode, type IdentityGraph, openGraph } from '../../analysis/identity-graph/graph.ts'
import { nativeId } from '../../dataset.ts'
import type { AccountPart } from './account.ts'
import { joinIdentityCenter } from './join-identity-center.ts'
import { joinSaml } from './join-saml.ts'
import { joinTokens } from './join-tokens.ts'
import type { OrganizationPart } from './organization.ts'
import { DIRECTORY, nodeIds } from './part.ts'
import type { TenantPart } from './tenant.ts'
import { signInSteps } from './tenant-gates.ts'

/** The parts of all scopes, by scope id. */
export interface GraphParts {
  readonly tenants: ReadonlyMap<string, TenantPart>
  readonly organizations: ReadonlyMap<string, OrganizationPart>
  readonly accounts: ReadonlyMap<string, AccountPart>
  /** The management account by the organization's id (o-...). */
  readonly managementAccounts: ReadonlyMap<string, string>
}

/** The identity graph of the whole estate. */
export interface EstateGraph extends GraphParts {
  readonly graph: IdentityGraph
  /** The goals that are administration of an account, by its number. */
  readonly accountGoals: ReadonlyMap<string, number>
  /** By tenant id. */
  readonly tenantGoals: ReadonlyMap<string, number>
  /** What could not be read and may hide a way to AWS from people of a tenant, in words. */
  blindFor(tenantScope: string): readonly string[]
  /** The part of it that may hide that access was given to somebody. */
  ungivenFor(tenantScope: string): readonly string[]
}

const standing = { demand: 'none', holding: 'standing', certainty: 'sure' } as const

/** Nobody signs in to Identity Center whose user there is disabled; provisioning may enable it again. */
const whileDisabled = ({ open }: GraphEdge) => ({ certainty: 'possible', open: open ?? 'the user is disabled in Identity Center' }) as const

/** Permission sets lead to the roles that they have in the accounts; where an account was not scanned, only as the set itself says. */
const setEdges = ({ sets }: OrganizationPart, accounts: ReadonlyMap<string, AccountPart>): readonly GraphEdge[] =>
  sets.flatMap(({ node, name, account, administrator, how }): GraphEdge[] => {
    const part = accounts.get(`aws-account/${account}`)
    const role = part?.reservedRoles.get(name)
    if (role !== undefined)
      return [{ from: node, to: nodeIds.aws(role), kind: 'provisions-to', ...standing, by: `is the role ${role.slice(role.lastIndexOf('/') + 1)} there` }]
    const isUnread = part?.isRead === false
    // Rights that lead to more rights show in the role alone.
    if (administrator === 'no' && !isUnread) return []
    const why = isUnread
      ? `the users and roles of account ${account} could not be read`
      : part === undefined
        ? `account ${account} was not scanned`
        : `account ${account} has no role for it yet`
    return [
      {
        from: node,
        to: nodeIds.accountGoal(account),
        kind: 'administers',
        ...standing,
        certainty: 'possible',
        by: administrator === 'yes' ? `may do everything, by ${how}` : 'may be administrator, or become one',
        open: administrator === 'unknown' ? how : administrator === 'no' ? why : `${why}, and what its organization takes away is not known`,
      },
    ]
  })

/** Whoever administers the management account administers the members: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html */
const managementEdges = ({ scope, accounts }: OrganizationPart, managementAccounts: ReadonlyMap<string, string>): readonly GraphEdge[] => {
  const management = managementAccounts.get(nativeId(scope))
  if (management === undefined) return []
  return accounts
    .filter(account => account !== management)
    .map(account => ({
      from: nodeIds.accountGoal(management),
      to: nodeIds.accountGoal(account),
      kind: 'administers',
      ...standing,
      by: 'manages the organization that the account belongs to',
    }))
}

/** Accounts that administer the members by a service, but not the management account; which that is must be known. */
const delegateEdges = ({ scope, accounts, delegates }: OrganizationPart, managementAccounts: ReadonlyMap<string, string>): readonly GraphEdge[] => {
  const management = managementAccounts.get(nativeId(scope))
  return delegates.flatMap(({ account: from, how }) =>
    accounts
      .filter(account => account !== management && account !== from)
      .map(
        (to): GraphEdge => ({
          from: nodeIds.accountGoal(from),
          to: nodeIds.accountGoal(to),
          kind: 'administers',
          ...standing,
          by: how,
          ...(management === undefined ? { certainty: 'possible', open: 'which account manages the organization could not be read' } : {}),
        }),
      ),
  )
}

/** People and their sessions, for each session that leads anywhere. */
const sessions = (tenant: TenantPart, used: ReadonlySet<string>): { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] } => {
  const nodes: GraphNode[] = []
  const edges: GraphEdge[] = []
  const add = (id: string, gate: string, name: string): boolean => {
    const person = tenant.people.get(id)
    const session = nodeIds.session(tenant.tenant, id, gate)
    if (person === undefined || !used.has(session)) return false
    const kind = person.isGuest ? 'entra-guest' : 'entra-user'
    nodes.push({ id: nodeIds.person(tenant.tenant, id), kind, name: person.name, scope: tenant.scope, row: id })
    nodes.push({ id: session, kind: 'session', name: `${person.name} at ${name}`, scope: tenant.scope, row: gate === DIRECTORY ? id : gate })
    return true
  }
  for (const { application, signIns } of tenant.gates)
    for (const [id, demand] of signIns)
      if (add(id, application.id, application.name)) edges.push(...signInSteps(tenant.tenant, id, application.id, application.name, demand))
  for (const id of tenant.people.keys()) add(id, DIRECTORY, 'the administration of the tenant')
  return { nodes, edges }
}

/** Joins what the scopes added by themselves: see the facts about each step where it is made. Pure. */
export const joinGraph = (parts: GraphParts): EstateGraph => {
  const tenants = [...parts.tenants.values()]
  const organizations = [...parts.organizations.values()]
  const accounts = [...parts.accounts.values()]
  const edges: GraphEdge[] = []
  const activated = new Set<string>()
  const joined = new Map<string, Set<OrganizationPart>>()
  const unreadRoles: GraphNode[] = []
  for (const tenant of tenants) {
    const saml = joinSaml(tenant, parts.accounts)
    edges.push(...saml.edges)
    unreadRoles.push(...saml.nodes)
    const disabled = new Set<string>()
    const enabled = new Set<string>()
    for (const organization of organizations) {
      const join = joinIdentityCenter(tenant, organization)
      edges.push(...join.edges)
      for (const one of join.activated) activated.add(one)
      for (const one of join.disabled) disabled.add(one)
      for (const one of join.enabled) enabled.add(one)
      if (join.isJoined) joined.set(tenant.scope, (joined.get(tenant.scope) ?? new Set()).add(organization))
    }
    for (const edge of tenant.edges)
      edges.push(disabled.has(edge.from) && !enabled.has(edge.from) && edge.kind !== 'can-reset' ? { ...edge, ...whileDisabled(edge) } : edge)
  }
  for (const organization of organizations) {
    for (const edge of organization.edges) if (edge.kind !== 'member-of' || !activated.has(`${edge.from} ${edge.to}`)) edges.push(edge)
    edges.push(
      ...setEdges(organization, parts.accounts),
      ...managementEdges(organization, parts.managementAccounts),
      ...delegateEdges(organization, parts.managementAccounts),
    )
  }
  for (const account of accounts) edges.push(...account.edges)
  const tokens = joinTokens(parts.tenants, accounts)
  edges.push(...tokens.edges)

  const used = new Set(edges.flatMap(({ from, to }) => [from, to]).filter(id => id.startsWith('session/')))
  const people = tenants.map(tenant => sessions(tenant, used))
  const unscanned = organizations.flatMap(({ scope, accounts: listed }) =>
    listed
      .filter(account => !parts.accounts.has(`aws-account/${account}`))
      .map((account): GraphNode => ({ id: nodeIds.accountGoal(account), kind: 'goal', name: `administrator of account ${account}`, scope })),
  )
  const nodes = [
    ...tenants.flatMap(part => part.nodes),
    ...organizations.flatMap(part => part.nodes),
    ...accounts.flatMap(part => part.nodes),
    ...tokens.nodes,
    ...people.flatMap(part => part.nodes),
    ...unscanned,
    ...unreadRoles,
  ]
  const graph = openGraph(nodes, [...people.flatMap(part => part.edges), ...edges])
  const numbered = (ids: readonly (readonly [string, string])[]): ReadonlyMap<string, number> =>
    new Map(
      ids.flatMap(([key, id]) => {
        const number = graph.numberOf(id)
        return number === undefined ? [] : [[key, number] as const]
      }),
    )
  const known = new Set(graph.nodes.flatMap(({ kind, id }) => (kind === 'goal' ? (/^goal\/aws-account\/(.+)$/.exec(id)?.[1] ?? []) : [])))
  return {
    ...parts,
    graph,
    accountGoals: numbered([...known].map(account => [account, nodeIds.accountGoal(account)] as const)),
    tenantGoals: numbered(tenants.map(({ tenant }) => [tenant, nodeIds.tenantGoal(tenant)] as const)),
    ungivenFor: scope => [...(parts.tenants.get(scope)?.blind ?? []), ...[...(joined.get(scope) ?? [])].flatMap(({ blind }) => blind)],
    blindFor(scope) {
      const own = parts.tenants.get(scope)
      if (own === undefined) return ['the tenant could not be read']
      const reached = [...(joined.get(scope) ?? [])]
      const isSaml = own.gates.some(({ application }) => application.federatesTo === 'iam-saml')
      const dark = accounts.filter(({ account }) => isSaml || reached.some(organization => organization.accounts.includes(account)))
      const unmanaged = reached
        .filter(organization => !parts.managementAccounts.has(nativeId(organization.scope)))
        .map(organization => `which account manages organization ${nativeId(organization.scope)} could not be read`)
      return [...new Set([...own.blind, ...unmanaged, ...reached.flatMap(({ blind }) => blind), ...dark.flatMap(({ blind }) => blind)])]
    },
  }
}

import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import { accountAssignments, permissionSets } from '../../datasets/aws/identity-center.ts'
import {
  type IdentityStoreGroup,
  type IdentityStoreUser,
  identityStoreGroups,
  identityStoreMemberships,
  identityStoreUsers,
} from '../../datasets/aws/identity-store.ts'
import { delegatedAdministrators, identityCenterInstances, organizationAccounts, organizationMemberships } from '../../datasets/aws/organization.ts'
import { permissionSetRights } from '../aws/permission-set-rights.ts'
import { defineEstateView, defineView } from '../needs.ts'
import { type GraphPart, nodeIds } from './part.ts'

/** A permission set in an account, to be joined with the role that it has there. */
export interface SetInAccount {
  readonly node: string
  readonly set: string
  readonly name: string
  readonly account: string
  /** As the set says, or its role, without what the organization takes away. */
  readonly administrator: 'yes' | 'no' | 'unknown'
  readonly how: string
}

/** What an organization and its Identity Center add to the graph. */
export interface OrganizationPart extends GraphPart {
  readonly scope: string
  /** Ids of identity stores (d-...), lower case; `unread`: which it has is not known. */
  readonly stores: readonly string[] | 'unread'
  readonly users: readonly IdentityStoreUser[]
  readonly areUsersKnown: boolean
  readonly groups: readonly IdentityStoreGroup[]
  /** Users and groups that hold a permission set somewhere, and the members of such groups: by node. */
  readonly holders: ReadonlySet<string>
  readonly sets: readonly SetInAccount[]
  readonly accounts: readonly string[]
  /** Member accounts that administer the others by a service, each with what it does. */
  readonly delegates: readonly { readonly account: string; readonly how: string }[]
}

/**
 * Services by whose administration an account gets into every member: https://docs.aws.amazon.com/singlesignon/latest/userguide/delegated-admin-how-to-register.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
 */
const leadingServices: ReadonlyMap<string, string> = new Map([
  ['sso.amazonaws.com', 'administers IAM Identity Center, and so gives anybody any permission set in the account'],
  ['member.org.stacksets.cloudformation.amazonaws.com', 'deploys what it likes to the account, by StackSets'],
])

const standing = { demand: 'none', holding: 'standing', certainty: 'sure' } as const

/** Who holds which permission set in which account, groups of the identity store resolved. */
const organizationSteps = defineView({
  name: 'identity-graph-of-organization',
  per: 'aws-organization',
  needs: {
    identityCenterInstances,
    identityStoreUsers,
    identityStoreGroups,
    identityStoreMemberships,
    accountAssignments,
    permissionSets,
    permissionSetRights,
    organizationAccounts,
    delegatedAdministrators,
  },
  handlesDark: true,
  build(facts, at, missing): OrganizationPart {
    const blind: string[] = []
    const lacks = (need: Parameters<typeof missing>[0], what: string): void => {
      if (missing(need).length > 0) blind.push(`${what} of organization ${at.name} could not be read, or not all of it`)
    }
    lacks('identityCenterInstances', 'the Identity Center')
    lacks('identityStoreUsers', 'the users of Identity Center')
    lacks('identityStoreGroups', 'the groups of Identity Center')
    lacks('identityStoreMemberships', 'the members of groups of Identity Center')
    lacks('accountAssignments', 'who is assigned to which account')
    lacks('organizationAccounts', 'the accounts')
    lacks('delegatedAdministrators', 'the delegated administrators')
    const store = at.id
    const nodes: GraphNode[] = []
    const edges: GraphEdge[] = []
    const sets = new Map<string, SetInAccount>()
    const holders = new Set<string>()
    const rights = missing('permissionSetRights').length > 0 ? undefined : facts.permissionSetRights
    for (const { id: row, permissionSetId, principalType, principalId, accounts } of facts.accountAssignments) {
      const isGroup = principalType.toUpperCase() === 'GROUP'
      const from = isGroup ? nodeIds.storeGroup(store, principalId) : nodeIds.storeUser(store, principalId)
      holders.add(from)
      const of = rights?.get(permissionSetId)
      const name = facts.permissionSets.get(permissionSetId)?.name ?? permissionSetId
      for (const account of accounts) {
        const node = nodeIds.permissionSet(permissionSetId, account)
        edges.push({ from, to: node, kind: 'holds', ...standing, by: `is assigned the permission set ${name} in account ${account}`, rows: [row] })
        if (sets.has(node)) continue
        nodes.push({ id: node, kind: 'permission-set', name: `${name} in ${account}`, scope: at.id, row: permissionSetId })
        const told = { administrator: of?.in(account) ?? 'unknown', how: of?.how ?? 'what the permission set allows could not be read' } as const
        sets.set(node, { node, set: permissionSetId, name, account, ...told })
      }
    }
    for (const { id: row, groupId, userId } of facts.identityStoreMemberships) {
      const to = nodeIds.storeGroup(store, groupId)
      if (!holders.has(to)) continue
      const from = nodeIds.storeUser(store, userId)
      holders.add(from)
      edges.push({
        from,
        to,
        kind: 'member-of',
        ...standing,
        by: `is a member of the group ${facts.identityStoreGroups.get(groupId)?.name ?? groupId} in Identity Center`,
        rows: [row],
      })
    }
    for (const { id, name } of facts.identityStoreGroups)
      if (holders.has(nodeIds.storeGroup(store, id)))
        nodes.push({ id: nodeIds.storeGroup(store, id), kind: 'identity-center-group', name, scope: at.id, row: id })
    for (const { id, name, status } of facts.identityStoreUsers)
      if (holders.has(nodeIds.storeUser(store, id)) && status !== 'DISABLED')
        nodes.push({ id: nodeIds.storeUser(store, id), kind: 'identity-center-user', name, scope: at.id, row: id })
    return {
      scope: at.id,
      stores:
        missing('identityCenterInstances').length > 0
          ? 'unread'
          : [...facts.identityCenterInstances].map(({ identityStoreId }) => identityStoreId.toLowerCase()),
      users: [...facts.identityStoreUsers],
      areUsersKnown: missing('identityStoreUsers').length === 0,
      groups: [...facts.identityStoreGroups],
      holders,
      sets: [...sets.values()],
      accounts: [...facts.organizationAccounts].flatMap(({ id, status }) => (status === 'ACTIVE' ? [id] : [])),
      delegates: [...facts.delegatedAdministrators].flatMap(({ id, services }) =>
        services.flatMap(service => {
          const how = leadingServices.get(service)
          return how === undefined ? [] : [{ account: id, how }]
        }),
      ),
      nodes,
      edges,
      blind,
    }
  },
})

/** The part of each organization. */
export const organizationParts = defineEstateView({
  name: 'identity-graph-organizations',
  per: ['aws-organization'],
  needs: { organizationSteps },
  handlesDark: true,
  distil: ({ organizationSteps }): OrganizationPart => organizationSteps,
  join: (parts): ReadonlyMap<string, OrganizationPart> => parts,
})

/** The management account of each organization, by its id, as its accounts tell it. */
export const managementAccounts = defineEstateView({
  name: 'management-accounts',
  per: ['aws-account'],
  needs: { organizationMemberships },
  handlesDark: true,
  distil: ({ organizationMemberships }): readonly (readonly [string, string])[] =>
    [...organizationMemberships].map(({ id, managementAccountId }) => [id, managementAccountId] as const),
  join: (parts): ReadonlyMap<string, string> => new Map([...parts.values()].flat()),
})

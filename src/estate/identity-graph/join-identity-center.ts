import type { GraphEdge } from '../../analysis/identity-graph/graph.ts'
import type { IdentityStoreGroup, IdentityStoreUser } from '../../datasets/aws/identity-store.ts'
import { addressesOf, storesIn } from '../cross/aws-federation.ts'
import type { OrganizationPart } from './organization.ts'
import { nodeIds } from './part.ts'
import type { TenantPart } from './tenant.ts'
import type { Gate } from './tenant-gates.ts'

const standing = { demand: 'none', holding: 'standing' } as const

const SAME_NAME = 'the groups have the same name, and nothing shows that one was provisioned from the other'
const USERS_UNREAD = 'which users of Identity Center are disabled could not be read'

/** Whether an application signs people in to the Identity Center of an organization. */
type Tie = { readonly certainty: 'sure' | 'possible'; readonly open?: string | undefined }

/**
 * The identity store in the application's addresses proves it; so do users of the store that provisioning made from users of the tenant. An application that
 * names no store may be of any. https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-tutorial
 */
const tieOf = (tenant: TenantPart, { application }: Gate, organization: OrganizationPart): Tie | undefined => {
  const addresses = addressesOf(application)
  const stores = storesIn(addresses)
  if (organization.stores === 'unread')
    return addresses.length === 0 ? undefined : { certainty: 'possible', open: `the Identity Center of ${organization.scope} could not be read` }
  if (stores.some(store => organization.stores.includes(store))) return { certainty: 'sure' }
  if (stores.length > 0 || organization.stores.length === 0) return undefined
  const isProvisioned = organization.users.some(user => user.externalIds?.some(({ id }) => tenant.people.has(id)))
  if (isProvisioned) return { certainty: 'sure' }
  return addresses.length === 0
    ? undefined
    : { certainty: 'possible', open: `the application ${application.name} does not tell to which Identity Center it leads` }
}

/** Users of the tenant by object id and by user principal name, as the store may name them. */
const finder = (tenant: TenantPart, gate: Gate): ((user: IdentityStoreUser) => { readonly id: string; readonly by: string } | undefined) => {
  const byName = new Map([...gate.signIns.keys()].flatMap(id => [[tenant.people.get(id)?.name.toLowerCase() ?? id, id] as const]))
  return ({ name, externalIds }) => {
    const external = externalIds?.find(({ id }) => gate.signIns.has(id))
    if (external !== undefined) return { id: external.id, by: 'is the user of Identity Center whose external id is the object id' }
    const named = byName.get(name.toLowerCase())
    return named === undefined ? undefined : { id: named, by: 'is the user of Identity Center by the same name' }
  }
}

const findGroup = (
  groups: readonly IdentityStoreGroup[],
  id: string,
  name: string,
): { readonly group: IdentityStoreGroup; readonly certainty: 'sure' | 'possible' } | undefined => {
  const exact = groups.find(group => group.externalIds?.some(external => external.id === id))
  if (exact !== undefined) return { group: exact, certainty: 'sure' }
  const named = groups.find(group => group.name.toLowerCase() === name.toLowerCase())
  if (named === undefined) return undefined
  return { group: named, certainty: (named.externalIds ?? []).length > 0 ? 'sure' : 'possible' }
}

/** What joins the applications of a tenant with the Identity Center of an organization. */
export interface IdentityCenterJoin {
  readonly edges: readonly GraphEdge[]
  /** Memberships in Identity Center, `<user node> <group node>`, that last only while they are activated in Entra. */
  readonly activated: ReadonlySet<string>
  /** Sessions of people whose user in Identity Center is disabled, and of those whose user is not. */
  readonly disabled: ReadonlySet<string>
  readonly enabled: ReadonlySet<string>
  /** Whether any application leads there. */
  readonly isJoined: boolean
}

/** People are joined with their users of Identity Center, groups with those that provisioning made of them, and applications with everybody whom they can name. */
export const joinIdentityCenter = (tenant: TenantPart, organization: OrganizationPart): IdentityCenterJoin => {
  const edges: GraphEdge[] = []
  const activated = new Set<string>()
  const disabled = new Set<string>()
  const enabled = new Set<string>()
  let isJoined = false
  const store = organization.scope
  for (const gate of tenant.gates) {
    if (gate.application.federatesTo !== 'identity-center') continue
    const tie = tieOf(tenant, gate, organization)
    if (tie === undefined) continue
    isJoined = true
    const find = finder(tenant, gate)
    const personOf = new Map<string, string>()
    for (const user of organization.users) {
      const node = nodeIds.storeUser(store, user.id)
      const found = find(user)
      if (found !== undefined) {
        personOf.set(found.id, node)
        const session = nodeIds.session(tenant.tenant, found.id, gate.application.id)
        if (user.status === 'DISABLED') disabled.add(session)
        else enabled.add(session)
        if (organization.holders.has(node))
          edges.push({
            from: session,
            to: node,
            kind: 'same-person',
            ...standing,
            ...tie,
            by: found.by,
            rows: [user.id],
          })
      }
      if (organization.holders.has(node))
        edges.push({
          from: nodeIds.application(tenant.tenant, gate.application.id),
          to: node,
          kind: 'controls',
          ...standing,
          ...tie,
          by: 'can have the application say that somebody is this user',
        })
    }
    for (const { id, name, members } of gate.groups) {
      const found = findGroup(organization.groups, id, name)
      if (found === undefined) continue
      const node = nodeIds.storeGroup(store, found.group.id)
      if (!organization.holders.has(node)) continue
      const certainty = tie.certainty === 'possible' || !organization.areUsersKnown ? 'possible' : found.certainty
      edges.push({
        from: nodeIds.group(tenant.tenant, id, gate.application.id),
        to: node,
        kind: 'provisions-to',
        ...standing,
        certainty,
        by: `is provisioned to Identity Center as the group ${found.group.name}`,
        ...(certainty === 'sure' ? {} : { open: tie.open ?? (found.certainty === 'possible' ? SAME_NAME : USERS_UNREAD) }),
        rows: [found.group.id],
      })
      if (found.certainty === 'sure')
        for (const [person, states] of Map.groupBy(members, member => member.id)) {
          const user = personOf.get(person)
          if (user !== undefined && states.every(({ state }) => state !== 'assigned')) activated.add(`${user} ${node}`)
        }
    }
  }
  return { edges, activated, disabled, enabled, isJoined }
}

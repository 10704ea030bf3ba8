import type { EntraUser, ReferencedGroup } from '../../datasets/entra/directory.ts'
import type { ForeignDevices, Outsiders } from './outsiders.ts'
import type { Named } from './question.ts'
import type { RoleHolders } from './roles.ts'

/** How a user of the directory belongs to the tenant. `external-unclear`: an old guest object whose user type is not set. */
export type Relation = 'member' | 'internal-guest' | 'external-guest' | 'external-member' | 'external-unclear'

/** Guest and external types: https://learn.microsoft.com/entra/external-id/authentication-conditional-access#assigning-conditional-access-policies-to-external-user-types */
export const relationOf = (user: EntraUser): Relation => {
  const isExternal =
    user.creationType === 'Invitation' ||
    user.creationType === 'SelfServiceSignUp' ||
    user.externalUserState !== null ||
    user.name.toUpperCase().includes('#EXT#')
  if (user.userType === null) return isExternal ? 'external-unclear' : 'member'
  if (user.userType === 'Guest') return isExternal ? 'external-guest' : 'internal-guest'
  return isExternal ? 'external-member' : 'member'
}

/**
 * Whether it is a customer: a local account, which only Azure AD B2C and external tenants have, holds no role and reaches none of the tenant's own resources.
 * https://learn.microsoft.com/graph/api/resources/user#properties, https://learn.microsoft.com/entra/external-id/customers/reference-user-permissions
 */
const isCustomer = ({ creationType }: Pick<EntraUser, 'creationType'>): boolean => creationType === 'LocalAccount'

/** Whether someone signs in elsewhere: another organization or provider proves who they are. */
export const signsInElsewhere = (relation: Relation): boolean => relation.startsWith('external')

/** Everyone whom no policy can tell apart. */
export interface Class {
  /** Only where policies name the user: its id. */
  readonly user?: string | undefined
  /** Of the groups that policies name, those they are in, at any depth. */
  readonly groups: ReadonlySet<string>
  /** Template ids of the roles they hold tenant-wide now. */
  readonly roles: ReadonlySet<string>
  /** Template ids of the roles they could activate. */
  readonly eligible: ReadonlySet<string>
  readonly relation: Relation
  readonly isCustomer?: true
  /** Only for people without a row in the directory. */
  readonly outsider?: Outsiders | undefined
}

/** How people sign in, as far as it decides what a policy demands of them. */
export interface Origin {
  /** Equal for two that are the same. */
  readonly key: string
  /** Strengths do not bind guests who do not authenticate with Microsoft Entra, and the directory does not tell who they are. */
  readonly mayEscapeStrengths: boolean
  readonly devices: ForeignDevices
  /** Whether controls that direct connect does not support may block instead of asking. */
  readonly isDirectConnect: boolean
}

const origin = (mayEscapeStrengths: boolean, devices: ForeignDevices, isDirectConnect = false): Origin => ({
  key: `${mayEscapeStrengths} ${devices} ${isDirectConnect}`,
  mayEscapeStrengths,
  devices,
  isDirectConnect,
})

const here = origin(false, 'seen')

/**
 * `foreignDevices`: of invited guests, whose home tenant is not in the directory. People without a row there come from organizations with Microsoft
 * Entra, so that strengths bind them. https://learn.microsoft.com/entra/identity/conditional-access/policy-guests-mfa-strength
 */
export const originOf = ({ relation, outsider }: Class, foreignDevices: ForeignDevices): Origin => {
  if (outsider !== undefined) return origin(false, outsider.devices, outsider.kind === 'direct-connect')
  return signsInElsewhere(relation) ? origin(true, foreignDevices) : here
}

/** All users, cut into classes. */
export interface People {
  readonly users: readonly EntraUser[]
  readonly classes: readonly Class[]
  /** The class of the user at the same index of `users`. */
  readonly classOf: Int32Array
  readonly indexById: ReadonlyMap<string, number>
  /** Indices of the users of a class whose accounts are enabled, in order; the same list each time. */
  enabledOf(number: number): readonly number[]
  /** The user at an index by id and name: one object, however often it is listed. */
  nameOf(index: number): Named | undefined
}

/** What policies can name about a person. */
export interface Mentions {
  readonly users: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
}

/**
 * Cuts users into classes, one mark at a time: whoever carries it leaves their class for a new one. The cost is the number of memberships, and
 * nothing is kept per user but the number of the class.
 */
export const cutIntoClasses = (
  users: Iterable<EntraUser>,
  groups: ReadonlyMap<string, ReferencedGroup>,
  holders: { readonly active: RoleHolders; readonly eligible: RoleHolders },
  mentions: Mentions,
): People => {
  const list = [...users]
  const indexById = new Map(list.map((user, index) => [user.id.toLowerCase(), index]))
  const classOf = new Int32Array(list.length)
  const classes: Class[] = []
  const byRelation = new Map<Relation | 'customer', number>()
  list.forEach((user, index) => {
    const relation = relationOf(user)
    const kind = isCustomer(user) ? 'customer' : relation
    let number = byRelation.get(kind)
    if (number === undefined) {
      number = classes.length
      byRelation.set(kind, number)
      classes.push({ groups: new Set(), roles: new Set(), eligible: new Set(), relation, ...(kind === 'customer' && { isCustomer: true }) })
    }
    classOf[index] = number
  })

  const mark = (ids: Iterable<string>, marked: (before: Class) => Class): void => {
    const moved = new Map<number, number>()
    const made = classes.length
    for (const id of ids) {
      const index = indexById.get(id)
      if (index === undefined) continue
      const from = classOf[index] ?? 0
      // Named twice: moved already.
      if (from >= made) continue
      const before = classes[from]
      if (before === undefined) continue
      let to = moved.get(from)
      if (to === undefined) {
        to = classes.length
        moved.set(from, to)
        classes.push(marked(before))
      }
      classOf[index] = to
    }
  }

  for (const group of [...mentions.groups].sort())
    mark(lowered(groups.get(group)?.users ?? []), before => ({ ...before, groups: new Set([...before.groups, group]) }))
  for (const [role, held] of holders.active.byRole) mark(held, before => ({ ...before, roles: new Set([...before.roles, role]) }))
  for (const [role, held] of holders.eligible.byRole) mark(held, before => ({ ...before, eligible: new Set([...before.eligible, role]) }))
  for (const user of mentions.users) mark([user], before => ({ ...before, user }))
  const names: (Named | undefined)[] = []
  const nameOf = (index: number): Named | undefined => {
    const user = list[index]
    if (user === undefined) return undefined
    names[index] ??= { id: user.id, name: user.name }
    return names[index]
  }
  let enabled: readonly (readonly number[])[] | undefined
  const enabledOf = (number: number): readonly number[] => {
    enabled ??= enabledByClass(list, classOf, classes.length)
    return enabled[number] ?? []
  }
  return { users: list, classes, classOf, indexById, enabledOf, nameOf }
}

const enabledByClass = (users: readonly EntraUser[], classOf: Int32Array, classes: number): readonly (readonly number[])[] => {
  const lists = Array.from({ length: classes }, (): number[] => [])
  for (const [index, user] of users.entries()) if (user.accountEnabled) lists[classOf[index] ?? 0]?.push(index)
  return lists
}

function* lowered(ids: Iterable<string>): Iterable<string> {
  for (const id of ids) yield id.toLowerCase()
}

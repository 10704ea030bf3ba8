import {
  type IdentityStoreGroup,
  type IdentityStoreUser,
  identityStoreGroups,
  identityStoreMemberships,
  identityStoreUsers,
} from '../../datasets/aws/identity-store.ts'
import { defineView } from '../needs.ts'

/** Whom a permission set is assigned to. `people`: the users behind it that are not disabled. */
export type Holder =
  | { readonly kind: 'user'; readonly name: string; readonly user: IdentityStoreUser; readonly people: readonly IdentityStoreUser[] }
  | {
      readonly kind: 'group'
      readonly name: string
      readonly group: IdentityStoreGroup
      readonly members: number
      readonly people: readonly IdentityStoreUser[]
      /** False: there may be more in it. */
      readonly isRead: boolean
    }
  /** The store does not know it. */
  | { readonly kind: 'gone'; readonly name: string; readonly people: readonly [] }

/** Finds whom an assignment means. */
export type FindHolder = (assignment: { readonly principalType: string; readonly principalId: string }) => Holder

const isEnabled = ({ status }: IdentityStoreUser): boolean => status !== 'DISABLED'

/** Users, groups and the members of groups of the identity store, by the principal of an assignment that was read. */
export const identityStorePrincipals = defineView({
  name: 'identity-store-principals',
  per: 'aws-organization',
  needs: { identityStoreUsers, identityStoreGroups, identityStoreMemberships },
  toleratesPartsOf: ['identityStoreMemberships'],
  build({ identityStoreUsers, identityStoreGroups, identityStoreMemberships }, _at, missing): FindHolder {
    const unread = new Set(missing('identityStoreMemberships').map(({ part }) => part))
    const members = Map.groupBy(identityStoreMemberships, ({ groupId }) => groupId)
    return ({ principalType, principalId }) => {
      const user = principalType === 'USER' ? identityStoreUsers.get(principalId) : undefined
      if (user !== undefined) return { kind: 'user', name: user.name, user, people: isEnabled(user) ? [user] : [] }
      const group = principalType === 'GROUP' ? identityStoreGroups.get(principalId) : undefined
      if (group === undefined) return { kind: 'gone', name: principalId, people: [] }
      const users = (members.get(group.id) ?? []).flatMap(({ userId }) => identityStoreUsers.get(userId) ?? [])
      return { kind: 'group', name: group.name, group, members: users.length, people: users.filter(isEnabled), isRead: !unread.has(group.id) }
    }
  },
})

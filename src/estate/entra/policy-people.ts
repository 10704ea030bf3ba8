import { relationOf } from '../../analysis/conditional-access/people.ts'
import { anyOf, MAYBE, YES } from '../../analysis/conditional-access/truth.ts'
import { everyGuest, guestFits } from '../../analysis/conditional-access/who.ts'
import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { defineView } from '../needs.ts'
import { knownGroups } from './known-groups.ts'
import { allRoleHolders } from './role-holders.ts'

/** The people whom one side of a policy names. */
export interface NamedPeople {
  readonly isEveryone: boolean
  /** Guests of certain kinds, or agents: whoever comes. */
  readonly isOpen: boolean
  /** Object ids of users who are there: guests where they are sure to be of the kind, holders of a role tenant-wide, eligible ones too. */
  readonly users: ReadonlySet<string>
  /** Guests of whom it cannot be decided whether they are of a kind that is named: the directory does not tell from where they come. */
  readonly perhaps: readonly string[]
  /** Groups and roles of which it is not known who is in them. */
  readonly unread: readonly string[]
}

/** Who a policy names, by side. */
export const namedPeople = defineView({
  name: 'entra-policy-named-people',
  per: 'entra-tenant',
  needs: { entraUsers, referencedGroups, allRoleHolders },
  toleratesPartsOf: ['referencedGroups'],
  build({ entraUsers, referencedGroups, allRoleHolders }, _at, missing): (policy: ConditionalAccessPolicy, side: 'include' | 'exclude') => NamedPeople {
    const groups = knownGroups(referencedGroups, missing('referencedGroups'))
    const guests = [...entraUsers].flatMap(user => {
      const relation = relationOf(user)
      return relation === 'member' ? [] : [{ id: user.id, relation }]
    })
    const find = ({ conditions: { users } }: ConditionalAccessPolicy, side: 'include' | 'exclude'): NamedPeople => {
      const external = users[`${side}GuestsOrExternalUsers`]
      const ids = users[`${side}Users`]
      const is = (word: string) => ids.some(id => id.toLowerCase() === word)
      const holders = users[`${side}Roles`]
        .flatMap(role => allRoleHolders.get(role) ?? [])
        .filter(({ ways }) => ways.some(({ within }) => within === undefined))
      const kinds = [...(external === null ? [] : [external]), ...(is('guestsorexternalusers') ? [everyGuest] : [])]
      const fitting = Map.groupBy(kinds.length === 0 ? [] : guests, ({ relation }) => anyOf(kinds, kind => guestFits(relation, kind)))
      const guestsWho = (truth: typeof YES | typeof MAYBE) => (fitting.get(truth) ?? []).map(({ id }) => id)
      const members = users[`${side}Groups`].map(id => [id, groups.get(id)] as const)
      return {
        isEveryone: is('all'),
        isOpen: external !== null || is('guestsorexternalusers') || is('allagentidusers'),
        users: new Set(
          [
            ...ids,
            ...guestsWho(YES),
            ...members.flatMap(([, group]) => group?.users ?? []),
            ...holders.flatMap(({ id, kind }) => (kind === 'user' ? [id] : [])),
          ].filter(id => entraUsers.get(id) !== undefined),
        ),
        perhaps: guestsWho(MAYBE),
        unread: [
          ...members.flatMap(([id, group]) => (group === undefined ? [id] : [])),
          ...holders.flatMap(({ name, kind }) => (kind === 'group' ? [name] : [])),
        ],
      }
    }
    const found = { include: new Map<ConditionalAccessPolicy, NamedPeople>(), exclude: new Map<ConditionalAccessPolicy, NamedPeople>() }
    return (policy, side) => {
      const known = found[side].get(policy) ?? find(policy, side)
      found[side].set(policy, known)
      return known
    }
  },
})

/** Whether a policy is about anybody who is there. */
export type PolicyPeople = { readonly kind: 'somebody' | 'nobody' | 'all-excluded' } | { readonly kind: 'unclear'; readonly because: string }

export const policyPeople = defineView({
  name: 'entra-policy-people',
  per: 'entra-tenant',
  needs: { namedPeople },
  build:
    ({ namedPeople }): ((policy: ConditionalAccessPolicy) => PolicyPeople) =>
    policy => {
      const include = namedPeople(policy, 'include')
      const exclude = namedPeople(policy, 'exclude')
      if (exclude.isEveryone) return { kind: 'all-excluded' }
      if (include.isEveryone || include.isOpen) return { kind: 'somebody' }
      const left = [...include.users].filter(id => !exclude.users.has(id))
      if (left.length > 0 && exclude.unread.length === 0 && !exclude.isOpen) return { kind: 'somebody' }
      if (left.length === 0 && include.unread.length === 0) return { kind: include.users.size === 0 ? 'nobody' : 'all-excluded' }
      // Who is left may be a guest of an excluded kind, or in a group that is not known.
      return left.length > 0 && exclude.unread.length === 0
        ? { kind: 'somebody' }
        : { kind: 'unclear', because: `the members of ${[...include.unread, ...exclude.unread].join(', ')} are not known` }
    },
})

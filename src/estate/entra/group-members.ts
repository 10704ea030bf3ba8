import type { Gap } from '../../dataset.ts'
import { referencedGroups } from '../../datasets/entra/directory.ts'
import { type ActiveGroupAccess, activeGroupAccess, eligibleGroupAccess, privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { defineView } from '../needs.ts'
import { knownGroups } from './known-groups.ts'

/** How long something is held: `assigned` standing, `activated` for now from an eligibility, `eligible` when it is activated. */
export type Holding = 'assigned' | 'activated' | 'eligible'

/** Somebody in a group, or who could be through PIM for Groups. */
export interface GroupMember {
  readonly id: string
  /** It is a group of which it is not known who is, or could be, in it. */
  readonly isUnread: boolean
  readonly state: Holding
  /** ISO 8601; null: it does not end. */
  readonly endAt: string | null
}

/** The members of a group at any depth, each with every way; undefined: no group, or one whose members are not known. */
export type GroupMembers = (groupId: string) => readonly GroupMember[] | undefined

type Way = Pick<GroupMember, 'state' | 'endAt'>

/** What a chain is worth: as little as its weakest link, until the first of them ends. */
export const chained = (first: Way, second: Way): Way => ({
  state: [first.state, second.state].includes('eligible') ? 'eligible' : [first.state, second.state].includes('activated') ? 'activated' : 'assigned',
  endAt: [first.endAt, second.endAt].filter(end => end !== null).sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
})

const stateOf = ({ assignmentType }: ActiveGroupAccess): Holding => (assignmentType.toLowerCase() === 'activated' ? 'activated' : 'assigned')
/** Which groups gaps are about. One that names no group that is known may be about any. */
const aboutGroups = (gaps: readonly Gap[], isGroup: (id: string) => boolean): ((id: string) => boolean) => {
  const parts = new Set(gaps.flatMap(({ part }) => part ?? []))
  const mayBeAny = [...parts].some(part => !isGroup(part))
  return id => mayBeAny || parts.has(id)
}

/** Memberships that have not ended, by group; ownership gives nothing by itself. */
const byGroup = <A extends { readonly groupId: string; readonly access: string; readonly endAt: string | null }>(rows: Iterable<A>, now: Date) =>
  Map.groupBy(
    [...rows].filter(({ access, endAt }) => access.toLowerCase() === 'member' && (endAt === null || Date.parse(endAt) > now.getTime())),
    ({ groupId }) => groupId,
  )

/**
 * Who is in groups that confer privilege, standing or for now, and who could be: nested groups and PIM for Groups are followed to any depth. A group
 * whose standing members cannot be told from those who activated their membership is not known; one of which only the eligible ones are not known is
 * itself a member that is eligible.
 */
export const groupMembers = defineView({
  name: 'entra-group-members',
  per: 'entra-tenant',
  needs: { referencedGroups, privilegeGroups, eligibleGroupAccess, activeGroupAccess },
  toleratesPartsOf: ['referencedGroups', 'privilegeGroups', 'eligibleGroupAccess', 'activeGroupAccess'],
  build({ referencedGroups, privilegeGroups, eligibleGroupAccess, activeGroupAccess }, _at, missing, now): GroupMembers {
    const read = knownGroups(referencedGroups, missing('referencedGroups'))
    const isKnown = (id: string): boolean => referencedGroups.get(id) !== undefined || privilegeGroups.get(id) !== undefined
    const isDark = (need: 'privilegeGroups' | 'eligibleGroupAccess' | 'activeGroupAccess') => aboutGroups(missing(need), isKnown)
    const [lacksFacts, lacksEligible, lacksActive] = [isDark('privilegeGroups'), isDark('eligibleGroupAccess'), isDark('activeGroupAccess')]
    const [eligible, active] = [byGroup(eligibleGroupAccess, now), byGroup(activeGroupAccess, now)]
    const known = new Map<string, readonly GroupMember[] | undefined>()
    const unread = (id: string, way: Way): GroupMember => ({ id, isUnread: true, ...way })
    const could: Way = { state: 'eligible', endAt: null }
    const always: Way = { state: 'assigned', endAt: null }

    const resolve = (id: string, path: ReadonlySet<string>): readonly GroupMember[] | undefined => {
      const group = read.get(id)
      if (group === undefined || lacksActive(id)) return undefined
      const within = new Set([...path, id])
      const instances = active.get(id) ?? []
      const direct = privilegeGroups.get(id)?.members ?? []
      const own = Map.groupBy(instances, ({ principalId }) => principalId)
      const standing = new Set(direct.filter(member => !own.has(member.id)).map(member => member.id))
      const isGroup = (principalId: string) =>
        read.get(principalId) !== undefined || direct.some(member => member.id === principalId && member.type === 'group')
      const nested = new Set([
        ...direct.filter(({ type }) => type === 'group').map(member => member.id),
        ...instances.filter(({ principalId, principalType }) => principalType === 'group' || isGroup(principalId)).map(({ principalId }) => principalId),
      ])
      const waysOf = (principalId: string): readonly Way[] =>
        standing.has(principalId) ? [always] : (own.get(principalId) ?? []).map(instance => ({ state: stateOf(instance), endAt: instance.endAt }))

      const throughGroups = new Map<string, GroupMember[]>()
      let hasUnread = false
      const more: GroupMember[] = lacksEligible(id) || lacksFacts(id) ? [unread(id, could)] : []
      for (const inner of nested) {
        if (within.has(inner)) continue
        const members = resolve(inner, within)
        hasUnread ||= members === undefined
        for (const way of waysOf(inner)) {
          if (members === undefined) more.push(unread(inner, way))
          for (const member of members ?? []) {
            const reached = { ...member, ...chained(way, member) }
            if (reached.state === 'eligible' || reached.isUnread) more.push(reached)
            else throughGroups.set(member.id, [...(throughGroups.get(member.id) ?? []), reached])
          }
        }
      }
      for (const { principalId, principalType, endAt } of eligible.get(id) ?? []) {
        const way: Way = { state: 'eligible', endAt }
        if (principalType !== 'group' && read.get(principalId) === undefined) more.push({ id: principalId, isUnread: false, ...way })
        else if (!within.has(principalId)) {
          const members = resolve(principalId, within)
          if (members === undefined) more.push(unread(principalId, way))
          for (const member of members ?? []) more.push({ ...member, ...chained(way, member) })
        }
      }
      const current = [...group.users, ...group.servicePrincipals].flatMap((member): GroupMember[] => {
        const ways = [...waysOf(member), ...(throughGroups.get(member) ?? [])]
        // Whoever comes through a nested group that is not known is no more known than that group.
        return (ways.length === 0 && !hasUnread ? [always] : ways).map(({ state, endAt }) => ({ id: member, isUnread: false, state, endAt }))
      })
      return [...current, ...more]
    }

    return id => {
      if (!known.has(id)) known.set(id, resolve(id, new Set()))
      return known.get(id)
    }
  },
})

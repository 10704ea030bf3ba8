import { type AzureEligibleMember, type AzureGroupActivation, azureEligibleMembers, azureGroupActivations } from '../../datasets/azure/group-access.ts'
import { CollectError, type Collected, defineCollector, row } from '../collector.ts'
import { activeAssignments, eligibleAssignments, isWithoutPim, type WireAssignment } from './assignments.ts'
import { gapOf, gapsOf } from './gaps.ts'
import { isBroadAtTop, isOwning } from './owning.ts'
import { groupsOf } from './people.ts'
import { type ManagedGroup, type Membership, managedGroups } from './pim-for-groups.ts'
import { namedRoles } from './role-definitions.ts'
import type { AzureSession } from './session.ts'

type Loose<R> = Omit<R, 'scope' | 'name'>

/** What PIM for Groups tells of the groups that own, and why it does not tell of others. */
interface GroupAccess {
  readonly activations: readonly Loose<AzureGroupActivation>[]
  readonly eligible: readonly Loose<AzureEligibleMember>[]
  readonly dark: { readonly activations: ReadonlyMap<string, CollectError>; readonly eligible: ReadonlyMap<string, CollectError> }
}

const latest = (ends: readonly (string | null)[]): string | null =>
  ends.reduce((last, end) => (last === null || end === null ? null : Date.parse(end) > Date.parse(last) ? end : last))

/** A group and the groups in it, each once, and the first that could not be read. */
const reachOf = (all: ReadonlyMap<string, ManagedGroup | CollectError>, id: string): readonly (ManagedGroup | CollectError)[] => {
  const seen = new Set<string>()
  const walk = (at: string): readonly (ManagedGroup | CollectError)[] => {
    const group = all.get(at)
    if (group === undefined || seen.has(at)) return []
    seen.add(at)
    return [group, ...(group instanceof CollectError ? [] : group.groups.flatMap(walk))]
  }
  return walk(id)
}

const isRead = (group: ManagedGroup | CollectError): group is ManagedGroup => !(group instanceof CollectError)

interface Known extends ManagedGroup {
  readonly active: readonly Membership[]
}
const activationsIn = (groupId: string, reach: readonly Known[]): readonly Loose<AzureGroupActivation>[] => {
  const activated = reach.map(({ active }) => new Map(active.filter(one => one.isActivated).map(one => [one.principalId, one])))
  const who = new Set(activated.flatMap(group => [...group.keys()]))
  return [...who].map(principalId => {
    // Who was assigned to a group and activated it too stays in it.
    const isStanding = reach.some(
      ({ users, active }, index) =>
        (users.has(principalId) && activated[index]?.has(principalId) !== true) || active.some(one => !one.isActivated && one.principalId === principalId),
    )
    const ends = activated.flatMap(group => group.get(principalId)?.endAt ?? [])
    const isEndless = activated.some(group => group.get(principalId)?.endAt === null)
    return { id: `${groupId}/${principalId}`, groupId, principalId, endAt: isEndless ? null : latest(ends), isOnlyWay: !isStanding }
  })
}

const first = (errors: readonly unknown[]): CollectError | undefined => errors.find(one => one instanceof CollectError)

const owningGroups = async (session: AzureSession): Promise<readonly string[]> => {
  const roles = await namedRoles(session)
  const [active, eligible] = [await activeAssignments(session), await eligibleAssignments(session)]
  const matters = (one: WireAssignment): boolean =>
    one.principalType === 'Group' && (isOwning(one, roles) || isBroadAtTop({ ...one, isCustom: roles.get(one.roleId)?.isCustom ?? null }, session.tenant))
  return [...new Set([...active.rows, ...eligible.rows].filter(matters).map(({ principalId }) => principalId))]
}

/** PIM for Groups of the groups that may give away roles in a whole subscription, or reach the whole tenant; asked once. A tenant without PIM has none of it. */
export const pimForGroups = (session: AzureSession): Promise<GroupAccess> =>
  session.once('pim for groups', async () => {
    const ids = await owningGroups(session)
    const all = await managedGroups(session.directory, ids)
    const dark = { activations: new Map<string, CollectError>(), eligible: new Map<string, CollectError>() }
    const errors = [...all.values()].flatMap(group => (group instanceof CollectError ? [] : [group.active, group.eligible]))
    if (await isWithoutPim(session, errors)) return { activations: [], eligible: [], dark }
    const activations: Loose<AzureGroupActivation>[] = []
    const could: (Membership & { readonly groupId: string })[] = []
    for (const id of ids) {
      const reach = reachOf(all, id)
      const groups = reach.filter(isRead)
      const known = groups.filter((group): group is Known => !(group.active instanceof CollectError))
      const unread = first(reach)
      const unreadActive = unread ?? first(groups.map(({ active }) => active))
      const unreadEligible = unread ?? first(groups.map(({ eligible }) => eligible))
      if (unreadActive === undefined) activations.push(...activationsIn(id, known))
      else dark.activations.set(id, unreadActive)
      if (unreadEligible !== undefined) dark.eligible.set(id, unreadEligible)
      for (const { eligible } of groups) if (!(eligible instanceof CollectError)) could.push(...eligible.map(one => ({ ...one, groupId: id })))
    }
    const eligibleGroups = new Set(could.filter(({ type }) => type === 'group').map(({ principalId }) => principalId))
    const read = await groupsOf(session.directory, [...eligibleGroups], eligibleGroups)
    const inGroups = new Map(read.map(one => [one.group.id, 'error' in one ? one.error : (one.group.users ?? [])]))
    const eligible = new Map<string, Loose<AzureEligibleMember>>()
    for (const { groupId, principalId, type, endAt } of could) {
      const members = type === 'group' ? inGroups.get(principalId) : type === 'servicePrincipal' ? [] : [principalId]
      if (members instanceof CollectError) dark.eligible.set(groupId, members)
      else for (const one of members ?? []) eligible.set(`${groupId}/${one}`, { id: `${groupId}/${one}`, groupId, principalId: one, endAt })
    }
    return { activations, eligible: [...eligible.values()], dark }
  })

function* unnamed(incomplete: boolean): Generator<Collected> {
  if (!incomplete) return
  const error = new CollectError('not-collected', 'assignments are incomplete, and may name more groups')
  for (const dataset of [azureGroupActivations, azureEligibleMembers]) yield gapOf(dataset, error, 'assignments')
}

export const groupAccess = defineCollector<AzureSession>({
  name: 'azure-group-access',
  gives: [azureGroupActivations, azureEligibleMembers],
  async *collect(session, at) {
    const { activations, eligible, dark } = await pimForGroups(session)
    for (const one of activations) yield row(azureGroupActivations, { ...one, scope: at.id, name: one.principalId })
    for (const one of eligible) yield row(azureEligibleMembers, { ...one, scope: at.id, name: one.principalId })
    yield* gapsOf(azureGroupActivations, dark.activations)
    yield* gapsOf(azureEligibleMembers, dark.eligible)
    const assigned = [await activeAssignments(session), await eligibleAssignments(session)]
    yield* unnamed(assigned.some(({ refused, partial }) => refused.size > 0 || partial !== undefined))
  },
})

import { type AzureRoleAssignment, azureEligibleAssignments, azureRoleAssignments, broadRoles } from '../../datasets/azure/authorization.ts'
import { type AzurePrincipal, azurePrincipals } from '../../datasets/azure/principals.ts'
import { CollectError, defineCollector, row } from '../collector.ts'
import { activeAssignments, eligibleAssignments, type WireAssignment } from './assignments.ts'
import { caught } from './caught.ts'
import { gapOf, gapsIn, gapsOf } from './gaps.ts'
import { pimForGroups } from './group-access.ts'
import { type GroupRead, groupsOf, programsOf, usersOf } from './people.ts'
import { type NamedRole, namedRoles } from './role-definitions.ts'
import type { AzureSession } from './session.ts'
import { treeOf } from './tree.ts'

type Found = Omit<AzurePrincipal, 'scope'>

/** Principals that could be read, and why others could not. */
interface People {
  readonly found: ReadonlyMap<string, Found>
  readonly refused: ReadonlyMap<string, CollectError>
}

const ids = (assignments: readonly WireAssignment[], type: string): readonly string[] => [
  ...new Set(assignments.flatMap(({ principalType, principalId }) => (principalType === type ? [principalId] : []))),
]

/** Built-in roles that do not reach every resource give nobody a subscription; custom ones may, and so may one of which nothing is known. */
const mayReachAll = (roleId: string, known: NamedRole | undefined): boolean => broadRoles.has(roleId) || known?.isCustom !== false

const readPeople = async (
  { directory }: AzureSession,
  assignments: readonly WireAssignment[],
  withMembers: ReadonlySet<string>,
  eligibleMembers: readonly string[],
): Promise<People> => {
  const found = new Map<string, Found>()
  const refused = new Map<string, CollectError>()
  const keep = async (what: string, work: () => Promise<readonly Found[]>): Promise<void> => {
    try {
      for (const one of await work()) found.set(one.id, one)
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      refused.set(what, error)
    }
  }
  let groups: readonly GroupRead[] = []
  await keep('groups', async () => {
    groups = await groupsOf(directory, ids(assignments, 'Group'), withMembers)
    return groups.map(({ group }) => group)
  })
  for (const read of groups) if ('error' in read) refused.set(read.group.id, read.error)
  const through = (of: (group: Found) => readonly string[] | null): readonly string[] => groups.flatMap(({ group }) => of(group) ?? [])
  await keep('users', () => usersOf(directory, [...new Set([...ids(assignments, 'User'), ...through(({ users }) => users), ...eligibleMembers])]))
  await keep('service principals', () =>
    programsOf(directory, [...new Set([...ids(assignments, 'ServicePrincipal'), ...through(({ servicePrincipals }) => servicePrincipals)])]),
  )
  return { found, refused }
}

/** Who could join a group that owns; that it cannot be read is told where it is collected. */
const couldJoin = async (session: AzureSession): Promise<readonly string[]> => {
  const pim = await caught(pimForGroups(session))
  return pim instanceof CollectError ? [] : pim.eligible.map(({ principalId }) => principalId)
}

/** What a scope is called. */
const scopeNames = async (session: AzureSession): Promise<(assignment: WireAssignment) => string> => {
  const { placed } = await treeOf(session)
  const names = new Map(placed.map(({ id, name }) => [id, name]))
  return ({ level, at, managementGroup, subscription }) => {
    if (level === 'root') return 'the root scope'
    if (managementGroup !== null) return names.get(managementGroup) ?? managementGroup
    const own = names.get(subscription ?? '') ?? subscription ?? at
    return level === 'subscription' ? own : `${at.split('/').at(-1) ?? at} in ${own}`
  }
}

/** Assignments, active and eligible, and whom they name: together, so that each can be called after the role, the holder and the scope. */
export const access = defineCollector<AzureSession>({
  name: 'azure-access',
  gives: [azureRoleAssignments, azureEligibleAssignments, azurePrincipals],
  async *collect(session, at) {
    const active = await activeAssignments(session)
    const eligible = await eligibleAssignments(session)
    const roles = await namedRoles(session)
    const scopeName = await scopeNames(session)
    const all = [...active.rows, ...eligible.rows]
    const withMembers = new Set(
      all.filter(one => one.principalType === 'Group' && mayReachAll(one.roleId, roles.get(one.roleId))).map(({ principalId }) => principalId),
    )
    const people = await readPeople(session, all, withMembers, await couldJoin(session))

    const common = (one: WireAssignment) => {
      const roleName = roles.get(one.roleId)?.name ?? one.roleId
      const { id, level, managementGroup, subscription, roleId, principalId, principalType } = one
      const name = `${roleName}: ${people.found.get(principalId)?.name ?? principalId} on ${scopeName(one)}`
      return { id, scope: at.id, name, level, at: one.at, managementGroup, subscription, roleId, roleName, principalId, principalType }
    }
    for (const one of active.rows)
      yield row<AzureRoleAssignment>(azureRoleAssignments, {
        ...common(one),
        hasCondition: one.hasCondition,
        bindsRoles: one.bindsRoles,
        isCustom: roles.get(one.roleId)?.isCustom ?? null,
      })
    for (const one of eligible.rows) yield row(azureEligibleAssignments, { ...common(one), startAt: one.startAt, endAt: one.endAt })
    for (const one of people.found.values()) yield row(azurePrincipals, { ...one, scope: at.id })
    yield* gapsIn(azureRoleAssignments, active)
    yield* gapsIn(azureEligibleAssignments, eligible)
    yield* gapsOf(azurePrincipals, people.refused)
    if (active.refused.size + eligible.refused.size > 0 || active.partial !== undefined)
      yield gapOf(azurePrincipals, new CollectError('not-collected', 'assignments are incomplete, and may name more principals'), 'assignments')
  },
})

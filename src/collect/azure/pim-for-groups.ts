import { z } from 'zod'
import { CollectError } from '../collector.ts'
import type { BatchAnswer } from '../entra/batch.ts'
import { listOfBatch, objectOfBatch } from '../entra/batched.ts'
import type { GraphRead } from '../entra/graph-client.ts'
import { isObjectId } from '../entra/guard.ts'
import type { EntraSession } from '../entra/session.ts'
import { caught } from './caught.ts'

const facts = z.object({ visibility: z.string().nullish(), membershipRule: z.string().nullish(), onPremisesSyncEnabled: z.boolean().nullish() })
const linked = z.object({ '@odata.type': z.string(), id: z.string() })
const instance = z.object({
  principalId: z.string(),
  accessId: z.string(),
  assignmentType: z.string().nullish(),
  endDateTime: z.string().nullish(),
  principal: z.object({ '@odata.type': z.string().optional() }).nullish(),
})

/** One membership as PIM keeps it. */
export interface Membership {
  readonly principalId: string
  /** `user`, `group`, `servicePrincipal`, `unknown`: open. */
  readonly type: string
  readonly isActivated: boolean
  readonly endAt: string | null
}

/** A group with who is directly in it, and what PIM says of that; an error where that could not be read. */
export interface ManagedGroup {
  readonly users: ReadonlySet<string>
  readonly groups: readonly string[]
  readonly active: readonly Membership[] | CollectError
  readonly eligible: readonly Membership[] | CollectError
}

const directory = (type: string): GraphRead['path'] => `/identityGovernance/privilegedAccess/group/${type}ScheduleInstances`
const readsOf = (id: string): readonly GraphRead[] => [
  { path: `/groups/${id}`, select: ['id', ...Object.keys(facts.shape)] },
  { path: `/groups/${id}/members`, select: ['id'], top: 999 },
  { path: directory('assignment'), filter: `groupId eq '${id}'`, expand: 'principal' },
  { path: directory('eligibility'), filter: `groupId eq '${id}'`, expand: 'principal' },
]
/** The same paths serve all of PIM for Groups, of which each question has a permission of its own. */
const permissions = { active: 'PrivilegedAssignmentSchedule.Read.AzureADGroup', eligible: 'PrivilegedEligibilitySchedule.Read.AzureADGroup' } as const

async function* parsed<T>(session: EntraSession, wire: z.ZodType<T>, read: GraphRead, answer: BatchAnswer | undefined): AsyncGenerator<T, void, undefined> {
  for await (const item of listOfBatch(session, read, answer)) {
    const row = wire.safeParse(item)
    if (!row.success) throw new CollectError('invalid', `GET ${read.path}: a row is not as documented`)
    yield row.data
  }
}

const membershipsIn = async (
  session: EntraSession,
  kind: keyof typeof permissions,
  read: GraphRead,
  answer: BatchAnswer | undefined,
): Promise<readonly Membership[] | CollectError> => {
  try {
    const found: Membership[] = []
    for await (const { principalId, accessId, assignmentType, endDateTime, principal } of parsed(session, instance, read, answer)) {
      // Without it nobody could tell who is in the group all the time.
      if (kind === 'active' && typeof assignmentType !== 'string') throw new CollectError('invalid', 'it does not say how a member came in')
      if (accessId.toLowerCase() === 'member')
        found.push({
          principalId: principalId.toLowerCase(),
          type: principal?.['@odata.type']?.replace('#microsoft.graph.', '') ?? 'unknown',
          isActivated: assignmentType?.toLowerCase() === 'activated',
          endAt: endDateTime ?? null,
        })
    }
    return found
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    return error.reason === 'denied' ? new CollectError('denied', error.message, permissions[kind]) : error
  }
}

/** A group; undefined: it is gone. Throws `CollectError`. */
const groupOf = async (session: EntraSession, id: string, answers: readonly (BatchAnswer | undefined)[]): Promise<ManagedGroup | undefined> => {
  const [, members, active, eligible] = readsOf(id)
  const about = objectOfBatch(answers[0])
  if (about === undefined || members === undefined || active === undefined || eligible === undefined) return undefined
  const { success, data } = facts.safeParse(about)
  if (!success) throw new CollectError('invalid', 'a group is not as documented')
  const direct = await Array.fromAsync(parsed(session, linked, members, answers[1]))
  // Graph answers an empty list, not a refusal, to who may not see hidden members.
  if (data.visibility === 'HiddenMembership' && direct.length === 0) throw new CollectError('denied', 'its membership is hidden', 'Member.Read.Hidden')
  const ofType = (type: string): readonly string[] => direct.flatMap(one => (one['@odata.type'] === `#microsoft.graph.${type}` ? [one.id.toLowerCase()] : []))
  // What a rule or another directory fills PIM cannot manage: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/groups-discover-groups
  const isManageable = (data.membershipRule ?? null) === null && data.onPremisesSyncEnabled !== true
  return {
    users: new Set(ofType('user')),
    groups: ofType('group'),
    active: isManageable ? await membershipsIn(session, 'active', active, answers[2]) : [],
    eligible: isManageable ? await membershipsIn(session, 'eligible', eligible, answers[3]) : [],
  }
}

const groupsAtOnce = 20

/** These groups and the groups in them, at any depth; one that cannot be read is its error, and one that is gone is not in it. */
export const managedGroups = async (session: EntraSession, ids: readonly string[]): Promise<ReadonlyMap<string, ManagedGroup | CollectError>> => {
  const found = new Map<string, ManagedGroup | CollectError>()
  const asked = new Set<string>()
  for (let level = ids.filter(isObjectId); level.length > 0; ) {
    for (const id of level) asked.add(id)
    const inner = new Set<string>()
    for (let start = 0; start < level.length; start += groupsAtOnce) {
      const some = level.slice(start, start + groupsAtOnce)
      const reads = some.map(readsOf)
      const answers = await session.batch(reads.flat())
      const width = reads[0]?.length ?? 0
      for (const [index, id] of some.entries()) {
        const group = await caught(groupOf(session, id, answers.slice(index * width, (index + 1) * width)))
        if (group === undefined) continue
        found.set(id, group)
        if (!(group instanceof CollectError)) for (const one of group.groups) if (!asked.has(one)) inner.add(one)
      }
    }
    level = [...inner].filter(isObjectId)
  }
  return found
}

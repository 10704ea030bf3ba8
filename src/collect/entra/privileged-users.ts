import { z } from 'zod'
import type { AnyDataset, Dataset, Row, Scope } from '../../dataset.ts'
import { referencedGroups } from '../../datasets/entra/directory.ts'
import { activeGroupAccess, eligibleGroupAccess, privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { perUserMfaRequirements, privilegedUserAccounts, privilegedUserMethods } from '../../datasets/entra/privileged-users.ts'
import { isPrivilegedRole } from '../../datasets/entra/role-marks.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../datasets/entra/roles.ts'
import { CollectError, type Collected, defineCollector, gap, type SoFar } from '../collector.ts'
import type { BatchAnswer } from './batch.ts'
import { objectOfBatch } from './batched.ts'
import type { GraphRead } from './graph-client.ts'
import { isObjectId } from './guard.ts'
import type { EntraSession } from './session.ts'

/** What tells who holds roles, and where groups do, who is in them or could be. */
const ofRoles: readonly AnyDataset[] = [roleDefinitions, activeRoleAssignments, eligibleRoleAssignments]
const ofGroups: readonly AnyDataset[] = [privilegeGroups, eligibleGroupAccess, activeGroupAccess]

interface Administrators {
  /** Names by object id. */
  readonly users: ReadonlyMap<string, string>
  /** What told who they are: all of it must be complete for nobody to be missing. */
  readonly sources: readonly AnyDataset[]
  /** Groups whose members are not known. */
  readonly unread: readonly string[]
}

/** What must be read before `administratorsIn` is asked. */
export const administratorSources: readonly AnyDataset[] = [...ofRoles, ...ofGroups, referencedGroups]

/** Users with privileged roles, now or by activation, groups followed to any depth. Sooner too many than too few: what they are is decided later. */
export const administratorsIn = (sofar: SoFar): Administrators => {
  const definitions = new Map(sofar.rows(roleDefinitions).map(role => [role.id, role]))
  const isPrivileged = ({ roleDefinitionId }: { readonly roleDefinitionId: string }): boolean => {
    const role = definitions.get(roleDefinitionId)
    return isPrivilegedRole(role?.templateId ?? roleDefinitionId, role?.isPrivileged ?? null)
  }
  const inside = new Map<string, string[]>()
  const users = new Map<string, string>()
  const groups = new Set<string>()
  const read = new Set<string>()
  const note = (id: string, type: string, name = id): void => {
    if (type.toLowerCase() === 'user' && (!users.has(id) || name !== id)) users.set(id, name)
    if (type.toLowerCase() === 'group') groups.add(id)
  }
  const add = (group: string, ids: readonly string[]): void => {
    inside.set(group, [...(inside.get(group) ?? []), ...ids])
  }
  for (const group of sofar.rows(referencedGroups)) {
    read.add(group.id)
    add(group.id, group.users)
    for (const id of group.users) note(id, 'user')
  }
  for (const { id, members } of sofar.rows(privilegeGroups)) {
    add(
      id,
      members.map(member => member.id),
    )
    for (const member of members) note(member.id, member.type)
  }
  for (const { groupId, principalId, principalType, name } of [...sofar.rows(eligibleGroupAccess), ...sofar.rows(activeGroupAccess)]) {
    add(groupId, [principalId])
    note(principalId, principalType, name)
  }
  const assignments = [...sofar.rows(activeRoleAssignments), ...sofar.rows(eligibleRoleAssignments)].filter(isPrivileged)
  for (const { principalId, principalType, name } of assignments) note(principalId, principalType, name)
  const reached = new Set<string>()
  const waiting = assignments.map(one => one.principalId)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue
    reached.add(next)
    waiting.push(...(inside.get(next) ?? []))
  }
  const reachedGroups = [...reached].filter(id => groups.has(id))
  return {
    users: new Map([...reached].flatMap((id): [string, string][] => (isObjectId(id) && users.has(id) ? [[id, users.get(id) ?? id]] : []))),
    sources: reachedGroups.length > 0 ? [...ofRoles, ...ofGroups] : ofRoles,
    unread: reachedGroups.filter(id => !read.has(id)),
  }
}

/** One of the questions about a user. */
interface Question {
  readonly dataset: AnyDataset
  /** The answer is a list, whose pages are all read. */
  readonly isList: boolean
  readOf(user: string): GraphRead
  rowOf(body: unknown, about: { readonly id: string; readonly scope: string; readonly name: string }): Collected
}

const question = <W, R extends Row>(
  dataset: Dataset<R>,
  wire: z.ZodType<W>,
  readOf: Question['readOf'],
  toRow: (item: W) => Omit<R, keyof Row>,
  isList = false,
): Question => ({
  dataset,
  isList,
  readOf,
  rowOf(body, about) {
    const parsed = wire.safeParse(body)
    if (!parsed.success) throw new CollectError('invalid', `the answer is not as documented: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
    return { kind: 'row', dataset: dataset.name, row: { ...about, ...toRow(parsed.data) } }
  },
})

const methods = z.array(z.object({ '@odata.type': z.string() }))
/**
 * Plans of Exchange that come with licences of other products, Microsoft Entra ID P2 among them, and hold no mailbox (`EXCHANGE_S_FOUNDATION`, and the
 * government's): https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
const withoutMailbox: ReadonlySet<string> = new Set(['113feb6c-3fe4-4440-bddc-54d774bf0318', '922ba911-5694-4e99-a794-73aed9bfeec8'])

/** `Warning` is the grace period, in which the service still works: https://learn.microsoft.com/graph/api/resources/assignedplan */
const inWork: ReadonlySet<string> = new Set(['enabled', 'warning'])

const account = z.object({
  assignedPlans: z.array(z.object({ service: z.string().nullable(), capabilityStatus: z.string().nullable(), servicePlanId: z.string().nullish() })),
  isManagementRestricted: z.boolean().nullable(),
})

/** A method's type without what all of them share: `#microsoft.graph.fido2AuthenticationMethod` is `fido2`. */
const methodOf = (type: string): string => type.replace('#microsoft.graph.', '').replace(/AuthenticationMethod$/, '')

const ofV1: readonly Question[] = [
  question(
    privilegedUserMethods,
    methods,
    id => ({ path: `/users/${id}/authentication/methods` }),
    found => ({ methods: found.map(method => methodOf(method['@odata.type'])) }),
    true,
  ),
  question(
    privilegedUserAccounts,
    account,
    id => ({ path: `/users/${id}`, select: ['id', 'assignedPlans', 'isManagementRestricted'] }),
    ({ assignedPlans, isManagementRestricted }) => ({
      services: [
        ...new Set(
          assignedPlans.flatMap(({ service, capabilityStatus, servicePlanId }) =>
            service !== null &&
            capabilityStatus !== null &&
            inWork.has(capabilityStatus.toLowerCase()) &&
            !withoutMailbox.has(servicePlanId?.toLowerCase() ?? '')
              ? [service]
              : [],
          ),
        ),
      ],
      isManagementRestricted,
    }),
  ),
]
const ofBeta: readonly Question[] = [
  question(
    perUserMfaRequirements,
    z.object({ perUserMfaState: z.string() }),
    id => ({ path: `/users/${id}/authentication/requirements`, version: 'beta' }),
    ({ perUserMfaState }) => ({ perUserMfaState }),
  ),
]

/** So many are asked about; more than that are no administrators but a mistake, which other rules tell. */
const MOST_USERS = 500
const usersAtOnce = 20

async function* ask(
  session: EntraSession,
  at: Scope,
  users: readonly (readonly [string, string])[],
  questions: readonly Question[],
): AsyncGenerator<Collected, void, undefined> {
  for (let start = 0; start < users.length; start += usersAtOnce) {
    const some = users.slice(start, start + usersAtOnce)
    const answers: readonly BatchAnswer[] = await session.batch(some.flatMap(([id]) => questions.map(({ readOf }) => readOf(id))))
    for (const [index, [id, name]] of some.entries())
      for (const [which, { dataset, isList, readOf, rowOf }] of questions.entries()) {
        try {
          const answer = answers[index * questions.length + which]
          const body = objectOfBatch(answer)
          if (body === undefined) continue
          yield rowOf(isList ? await Array.fromAsync(session.listFrom(readOf(id), body)) : body, { id, scope: at.id, name })
        } catch (error) {
          if (!(error instanceof CollectError)) throw error
          yield gap(dataset, error.reason, error.message, { part: id, ...(error.permission === undefined ? {} : { permission: error.permission }) })
        }
      }
  }
}

const collectorOf = (name: string, questions: readonly Question[]) =>
  defineCollector<EntraSession>({
    name,
    gives: questions.map(({ dataset }) => dataset),
    after: administratorSources,
    async *collect(session, at, sofar) {
      const { users: found, sources, unread } = administratorsIn(sofar)
      const users = [...found]
      for (const { dataset } of questions) {
        for (const source of sources)
          if (!sofar.isComplete(source))
            yield gap(dataset, 'not-collected', `${source.name} is incomplete, and it may name more administrators`, { part: source.name })
        for (const group of unread) yield gap(dataset, 'not-collected', 'who is in the group, which holds a privileged role, is not known', { part: group })
        if (users.length > MOST_USERS) yield gap(dataset, 'not-collected', `only ${MOST_USERS} of ${users.length} administrators were asked about`)
      }
      yield* ask(session, at, users.slice(0, MOST_USERS), questions)
    },
  })

/** What administrators registered and what their accounts are good for. https://learn.microsoft.com/graph/api/authentication-list-methods */
export const administratorAccounts = collectorOf('entra-privileged-users', ofV1)
/** Whether administrators are in MFA per user; beta only. https://learn.microsoft.com/graph/api/authentication-get?view=graph-rest-beta */
export const administratorMfa = collectorOf('entra-per-user-mfa', ofBeta)

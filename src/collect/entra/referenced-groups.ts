import { z } from 'zod'
import type { AnyDataset, Scope } from '../../dataset.ts'
import { awsApplicationAssignments } from '../../datasets/entra/applications.ts'
import { conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { type ReferencedGroup, referencedGroups } from '../../datasets/entra/directory.ts'
import { activeGroupAccess, eligibleGroupAccess, privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { roleManagementPolicies } from '../../datasets/entra/role-management-policies.ts'
import { activeRoleAssignments, eligibleRoleAssignments } from '../../datasets/entra/roles.ts'
import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import { CollectError, type Collected, defineCollector, gap, row, type SoFar } from '../collector.ts'
import { objectOf } from './answer.ts'
import type { BatchAnswer } from './batch.ts'
import type { GraphRead } from './graph-client.ts'
import { batchLimit, isObjectId } from './guard.ts'
import { operations } from './operations.ts'
import { mayHaveEligible } from './pim-licence.ts'
import type { EntraSession } from './session.ts'

const facts = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  isAssignableToRole: z.boolean().nullable(),
  membershipRule: z.string().nullable(),
  visibility: z.string().nullable(),
})
const member = z.object({ '@odata.type': z.string(), id: z.string() })

const isGroup = (type: string): boolean => type.toLowerCase() === 'group'

const namedGroups = (sofar: SoFar): ReadonlySet<string> =>
  new Set([
    ...sofar.rows(conditionalAccessPolicies).flatMap(({ conditions: { users } }) => [...users.includeGroups, ...users.excludeGroups]),
    ...[...sofar.rows(activeRoleAssignments), ...sofar.rows(eligibleRoleAssignments)].filter(one => isGroup(one.principalType)).map(one => one.principalId),
    // Members of groups that hold roles, now or by activation, which are groups themselves.
    ...[...sofar.rows(eligibleGroupAccess), ...sofar.rows(activeGroupAccess)].filter(one => isGroup(one.principalType)).map(one => one.principalId),
    ...sofar.rows(privilegeGroups).flatMap(({ members }) => members.filter(({ type }) => isGroup(type)).map(({ id }) => id)),
    ...sofar
      .rows(awsApplicationAssignments)
      .filter(one => isGroup(one.principalType))
      .map(one => one.principalId),
    ...sofar
      .rows(roleManagementPolicies)
      .flatMap(({ activation }) => (activation.isApprovalRequired ? activation.approvers : []))
      .filter(one => isGroup(one.type))
      .map(one => one.id),
  ])

/** What only PIM has: without a licence that holds it there is none, and no group in it. */
const ofPim = [eligibleRoleAssignments, roleManagementPolicies]

const darkSources = (sofar: SoFar): readonly AnyDataset[] =>
  [conditionalAccessPolicies, activeRoleAssignments, awsApplicationAssignments, ...(mayHaveEligible(sofar) ? ofPim : [])].filter(
    source => !sofar.isComplete(source),
  )

const membersRead = (id: string): GraphRead => ({ path: `/groups/${id}/transitiveMembers`, select: ['id'], top: 999 })
const membersOperation = operations.find(operation => operation.path === '/groups/{id}/transitiveMembers')

const bodyOf = (answer: BatchAnswer): unknown => {
  if (answer.kind === 'failed') throw answer.error
  return answer.kind === 'found' ? answer.body : undefined
}

type Members = Required<Pick<ReferencedGroup, 'users' | 'servicePrincipals' | 'hasNestedGroups'>>

const members = async (session: EntraSession, id: string, answer: BatchAnswer): Promise<Members> => {
  if (membersOperation === undefined || answer.kind === 'missing') throw new CollectError('invalid', 'the group is there, but its members are not')
  const users = new Set<string>()
  const applications = new Set<string>()
  let hasNestedGroups = false
  for await (const item of session.listFrom(membersRead(id), objectOf(bodyOf(answer), membersOperation))) {
    const parsed = member.safeParse(item)
    if (!parsed.success) throw new CollectError('invalid', 'a member has no id or no type')
    if (parsed.data['@odata.type'] === '#microsoft.graph.user') users.add(parsed.data.id)
    if (parsed.data['@odata.type'] === '#microsoft.graph.servicePrincipal') applications.add(parsed.data.id)
    hasNestedGroups ||= parsed.data['@odata.type'] === '#microsoft.graph.group'
  }
  return { users: [...users], servicePrincipals: [...applications], hasNestedGroups }
}

const group = async (session: EntraSession, at: Scope, id: string, factsAnswer: BatchAnswer, membersAnswer: BatchAnswer): Promise<Collected> => {
  if (factsAnswer.kind === 'missing') {
    return row(referencedGroups, {
      id,
      scope: at.id,
      name: id,
      isDeleted: true,
      isAssignableToRole: null,
      membershipRule: null,
      users: [],
      servicePrincipals: [],
    })
  }
  const parsed = facts.safeParse(bodyOf(factsAnswer))
  if (!parsed.success) throw new CollectError('invalid', `the group does not fit: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
  const found = await members(session, id, membersAnswer)
  // Graph answers an empty list, not a refusal, to who may not see hidden members: https://learn.microsoft.com/graph/api/group-list-transitivemembers
  if (parsed.data.visibility === 'HiddenMembership' && found.users.length === 0)
    throw new CollectError('denied', 'its membership is hidden', 'Member.Read.Hidden')
  const { displayName, isAssignableToRole, membershipRule } = parsed.data
  return row(referencedGroups, { id, scope: at.id, name: displayName ?? id, isDeleted: false, isAssignableToRole, membershipRule, ...found })
}

/** Each group is two reads. */
const groupsPerBatch = batchLimit / 2

async function* inOneBatch(session: EntraSession, at: Scope, ids: readonly string[]): AsyncGenerator<Collected, void, undefined> {
  const answers = await session.batch(
    ids.flatMap(id => [{ path: `/groups/${id}`, select: ['id', 'displayName', 'isAssignableToRole', 'membershipRule', 'visibility'] }, membersRead(id)]),
  )
  for (const [index, id] of ids.entries()) {
    const [factsAnswer, membersAnswer] = [answers[2 * index], answers[2 * index + 1]]
    if (factsAnswer === undefined || membersAnswer === undefined) throw new CollectError('invalid', 'a batch was answered in part')
    try {
      yield await group(session, at, id, factsAnswer, membersAnswer)
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      yield gap(referencedGroups, error.reason, error.message, { part: id, ...(error.permission === undefined ? {} : { permission: error.permission }) })
    }
  }
}

/** Groups that policies, role assignments, approvals in PIM and AWS applications name, ten a request, each one a part that fails on its own. */
export const groups = defineCollector<EntraSession>({
  name: 'entra-referenced-groups',
  gives: [referencedGroups],
  after: [
    conditionalAccessPolicies,
    activeRoleAssignments,
    eligibleRoleAssignments,
    roleManagementPolicies,
    awsApplicationAssignments,
    subscribedSkus,
    privilegeGroups,
    eligibleGroupAccess,
    activeGroupAccess,
  ],
  async *collect(session, at, sofar) {
    for (const source of darkSources(sofar))
      yield gap(referencedGroups, 'not-collected', `${source.name} is incomplete, and it may name more groups`, { part: source.name })
    const ids = [...namedGroups(sofar)]
    const readable = ids.filter(isObjectId)
    for (const id of ids.filter(id => !isObjectId(id))) yield gap(referencedGroups, 'invalid', 'not the id of a group', { part: id })
    for (let start = 0; start < readable.length; start += groupsPerBatch) yield* inOneBatch(session, at, readable.slice(start, start + groupsPerBatch))
  },
})

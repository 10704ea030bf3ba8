import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { type PolicyGroup, policyGroups } from '../../datasets/entra/policy-groups.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import type { BatchAnswer } from './batch.ts'
import { listOfBatch, objectOfBatch } from './batched.ts'
import type { GraphRead } from './graph-client.ts'
import { batchLimit, isObjectId } from './guard.ts'
import type { EntraSession } from './session.ts'

const facts = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  isAssignableToRole: z.boolean().nullable(),
  isManagementRestricted: z.boolean().nullable(),
  membershipRule: z.string().nullable(),
})
const linked = z.object({ '@odata.type': z.string(), id: z.string() })

const factsRead = (id: string): GraphRead => ({ path: `/groups/${id}`, select: Object.keys(facts.shape) })
const ownersRead = (id: string): GraphRead => ({ path: `/groups/${id}/owners`, select: ['id'], top: 999 })

const groupOf = async (session: EntraSession, at: Scope, id: string, about: BatchAnswer | undefined, owned: BatchAnswer | undefined) => {
  const body = objectOfBatch(about)
  if (body === undefined) return undefined
  const parsed = facts.safeParse(body)
  if (!parsed.success) throw new CollectError('invalid', `the group does not fit: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
  const owners: PolicyGroup['owners'] = []
  for await (const item of listOfBatch(session, ownersRead(id), owned)) {
    const owner = linked.safeParse(item)
    if (!owner.success) throw new CollectError('invalid', 'an owner has no id or no type')
    owners.push({ id: owner.data.id, type: owner.data['@odata.type'].replace('#microsoft.graph.', '') })
  }
  const { displayName, ...kept } = parsed.data
  return row(policyGroups, { ...kept, scope: at.id, name: displayName ?? id, owners })
}

const groupsAtOnce = batchLimit / 2

async function* inOneBatch(session: EntraSession, at: Scope, ids: readonly string[]): AsyncGenerator<Collected, void, undefined> {
  const answers = await session.batch(ids.flatMap(id => [factsRead(id), ownersRead(id)]))
  for (const [index, id] of ids.entries()) {
    try {
      const found = await groupOf(session, at, id, answers[2 * index], answers[2 * index + 1])
      if (found !== undefined) yield found
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      yield gap(policyGroups, error.reason, error.message, { part: id, ...(error.permission === undefined ? {} : { permission: error.permission }) })
    }
  }
}

/** Who may change the groups that policies name, ten groups a request, each one a part that fails on its own. */
export const groupsOfPolicies = defineCollector<EntraSession>({
  name: 'entra-policy-groups',
  gives: [policyGroups],
  after: [conditionalAccessPolicies],
  async *collect(session, at, sofar) {
    if (!sofar.isComplete(conditionalAccessPolicies))
      yield gap(policyGroups, 'not-collected', `${conditionalAccessPolicies.name} is incomplete, and it may name more groups`, {
        part: conditionalAccessPolicies.name,
      })
    const named = new Set(sofar.rows(conditionalAccessPolicies).flatMap(({ conditions: { users } }) => [...users.includeGroups, ...users.excludeGroups]))
    const ids = [...named]
    for (const id of ids.filter(id => !isObjectId(id))) yield gap(policyGroups, 'invalid', 'not the id of a group', { part: id })
    const readable = ids.filter(isObjectId)
    for (let start = 0; start < readable.length; start += groupsAtOnce) yield* inOneBatch(session, at, readable.slice(start, start + groupsAtOnce))
  },
})

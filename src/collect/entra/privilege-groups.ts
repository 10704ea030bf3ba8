import { z } from 'zod'
import type { AnyDataset, Scope } from '../../dataset.ts'
import { awsApplicationAssignments } from '../../datasets/entra/applications.ts'
import { type PrivilegeGroup, privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, eligibleRoleAssignments } from '../../datasets/entra/roles.ts'
import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import { CollectError, type Collected, defineCollector, gap, row, type SoFar } from '../collector.ts'
import type { BatchAnswer } from './batch.ts'
import { listOfBatch, objectOfBatch } from './batched.ts'
import type { GraphRead } from './graph-client.ts'
import { isObjectId } from './guard.ts'
import { mayHaveEligible } from './pim-licence.ts'
import type { EntraSession } from './session.ts'

const facts = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  isAssignableToRole: z.boolean().nullable(),
  isManagementRestricted: z.boolean().nullable(),
  membershipRule: z.string().nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
})
const linked = z.object({ '@odata.type': z.string(), id: z.string() })

const isGroup = ({ principalType }: { readonly principalType: string }): boolean => principalType.toLowerCase() === 'group'

/** What privilege groups are named in. */
export const privilegeGroupSources = [activeRoleAssignments, eligibleRoleAssignments, awsApplicationAssignments, subscribedSkus] as const

/** Groups that roles are assigned to, and those that AWS applications are. */
export const namedPrivilegeGroups = (sofar: SoFar): { readonly byRoles: ReadonlySet<string>; readonly all: ReadonlySet<string> } => {
  const byRoles = new Set([...sofar.rows(activeRoleAssignments), ...sofar.rows(eligibleRoleAssignments)].filter(isGroup).map(one => one.principalId))
  return {
    byRoles,
    all: new Set([
      ...byRoles,
      ...sofar
        .rows(awsApplicationAssignments)
        .filter(isGroup)
        .map(one => one.principalId),
    ]),
  }
}

/** The sources that may name more groups than are known; without PIM nobody is eligible. */
export const darkGroupSources = (sofar: SoFar): readonly AnyDataset[] =>
  [activeRoleAssignments, awsApplicationAssignments, ...(mayHaveEligible(sofar) ? [eligibleRoleAssignments] : [])].filter(source => !sofar.isComplete(source))

const links = (id: string, what: 'members' | 'owners'): GraphRead => ({ path: `/groups/${id}/${what}`, select: ['id'], top: 999 })
const select = Object.keys(facts.shape)

const linksIn = async (session: EntraSession, read: GraphRead, answer: BatchAnswer | undefined): Promise<PrivilegeGroup['members']> => {
  const found: PrivilegeGroup['members'] = []
  for await (const item of listOfBatch(session, read, answer)) {
    const parsed = linked.safeParse(item)
    if (!parsed.success) throw new CollectError('invalid', 'a member or owner has no id or no type')
    found.push({ id: parsed.data.id, type: parsed.data['@odata.type'].replace('#microsoft.graph.', '') })
  }
  return found
}

const groupsAtOnce = 18

/** The groups in these that exist, and gaps of those that cannot be read. `withMembers`: of the others, members are not read. */
async function* level(
  session: EntraSession,
  at: Scope,
  ids: readonly string[],
  withMembers: boolean,
): AsyncGenerator<PrivilegeGroup | Collected, void, undefined> {
  for (let start = 0; start < ids.length; start += groupsAtOnce) {
    const some = ids.slice(start, start + groupsAtOnce)
    const readsOf = (id: string): GraphRead[] => [{ path: `/groups/${id}`, select }, links(id, 'owners'), ...(withMembers ? [links(id, 'members')] : [])]
    const answers = await session.batch(some.flatMap(readsOf))
    const width = withMembers ? 3 : 2
    for (const [index, id] of some.entries()) {
      const [about, owners, members] = answers.slice(index * width, (index + 1) * width)
      try {
        const body = objectOfBatch(about)
        if (body === undefined) continue
        const parsed = facts.safeParse(body)
        if (!parsed.success) throw new CollectError('invalid', `the group does not fit: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
        const { displayName, ...kept } = parsed.data
        yield {
          ...kept,
          scope: at.id,
          name: displayName ?? id,
          owners: await linksIn(session, links(id, 'owners'), owners),
          members: withMembers ? await linksIn(session, links(id, 'members'), members) : [],
        }
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        yield gap(privilegeGroups, error.reason, error.message, { part: id, ...(error.permission === undefined ? {} : { permission: error.permission }) })
      }
    }
  }
}

/** Groups that roles and AWS applications are assigned to, six or nine a request, then the groups in those that hold roles, and so on. https://learn.microsoft.com/graph/api/group-get */
export const groupsOfPrivilege = defineCollector<EntraSession>({
  name: 'entra-privilege-groups',
  gives: [privilegeGroups],
  after: [...privilegeGroupSources],
  async *collect(session, at, sofar) {
    for (const source of darkGroupSources(sofar))
      yield gap(privilegeGroups, 'not-collected', `${source.name} is incomplete, and it may name more groups`, { part: source.name })
    const { byRoles, all } = namedPrivilegeGroups(sofar)
    for (const id of all) if (!isObjectId(id)) yield gap(privilegeGroups, 'invalid', 'not the id of a group', { part: id })
    const seen = new Set(byRoles)
    for (let ids = [...byRoles].filter(isObjectId); ids.length > 0; ) {
      const inside: string[] = []
      for await (const item of level(session, at, ids, true)) {
        if ('kind' in item) yield item
        else {
          yield row(privilegeGroups, item)
          for (const { id, type } of item.members) if (type === 'group' && !seen.has(id)) inside.push(id)
        }
      }
      for (const id of inside) seen.add(id)
      ids = [...new Set(inside)].filter(isObjectId)
    }
    const others = [...all].filter(id => !seen.has(id) && isObjectId(id))
    for await (const item of level(session, at, others, false)) yield 'kind' in item ? item : row(privilegeGroups, item)
  },
})

import { z } from 'zod'
import type { AzurePrincipal } from '../../datasets/azure/principals.ts'
import { listIn, objectOf } from '../answer.ts'
import { CollectError } from '../collector.ts'
import type { BatchAnswer } from '../entra/batch.ts'
import type { GraphRead } from '../entra/graph-client.ts'
import { isObjectId } from '../entra/guard.ts'
import type { EntraSession } from '../entra/session.ts'

type Found = Omit<AzurePrincipal, 'scope'>

/** Ids in one filter: https://learn.microsoft.com/graph/aad-advanced-queries#query-scenarios-that-require-advanced-query-capabilities */
const idsInFilter = 15

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))

const user = z.object({
  id: z.string(),
  userPrincipalName: z.string().nullish(),
  displayName: z.string().nullish(),
  userType: z.string().nullish(),
  accountEnabled: z.boolean(),
  onPremisesSyncEnabled: z.boolean().nullish(),
})
const program = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  servicePrincipalType: z.string(),
})
const groupFacts = z.object({ id: z.string(), displayName: z.string().nullish(), visibility: z.string().nullish() })
const member = z.object({ '@odata.type': z.string(), id: z.string() })

const nothing = {
  isDeleted: false,
  userType: null,
  accountEnabled: null,
  onPremisesSyncEnabled: null,
  appId: null,
  servicePrincipalType: null,
  users: null,
  servicePrincipals: null,
}

const gone = (id: string, kind: AzurePrincipal['kind']): Found => ({ ...nothing, id, name: id, kind, isDeleted: true })

const bodyOf = (answer: BatchAnswer | undefined): unknown => {
  if (answer === undefined) throw new CollectError('invalid', 'a batch was answered in part')
  if (answer.kind === 'failed') throw answer.error
  return answer.kind === 'found' ? answer.body : undefined
}

/** The objects behind many ids, a few requests for all; an id that is not among the answers is not in the directory. Throws `CollectError`. */
const byIds = async <W extends { readonly id: string }>(
  directory: EntraSession,
  path: string,
  ids: readonly string[],
  wire: z.ZodType<W>,
  fields: readonly string[],
): Promise<ReadonlyMap<string, W>> => {
  const found = new Map<string, W>()
  const reads = chunks(ids.filter(isObjectId), idsInFilter).map(
    (some): GraphRead => ({ path, select: fields, filter: `id in (${some.map(id => `'${id}'`).join(',')})` }),
  )
  for (const answer of await directory.batch(reads)) {
    for (const item of listIn(bodyOf(answer), { method: 'GET', path })) {
      const parsed = wire.safeParse(item)
      if (!parsed.success) throw new CollectError('invalid', `GET ${path}: a row is not as documented`)
      found.set(parsed.data.id.toLowerCase(), parsed.data)
    }
  }
  return found
}

/** Users by their ids. */
export const usersOf = async (directory: EntraSession, ids: readonly string[]): Promise<readonly Found[]> => {
  const found = await byIds(directory, '/users', ids, user, Object.keys(user.shape))
  return ids.map(id => {
    const one = found.get(id)
    if (one === undefined) return gone(id, 'user')
    const { userPrincipalName, displayName, userType, accountEnabled, onPremisesSyncEnabled } = one
    return {
      ...nothing,
      id,
      name: userPrincipalName ?? displayName ?? id,
      kind: 'user',
      userType: userType ?? null,
      accountEnabled,
      onPremisesSyncEnabled: onPremisesSyncEnabled ?? null,
    }
  })
}

/** Service principals by their ids. */
export const programsOf = async (directory: EntraSession, ids: readonly string[]): Promise<readonly Found[]> => {
  const found = await byIds(directory, '/servicePrincipals', ids, program, Object.keys(program.shape))
  return ids.map(id => {
    const one = found.get(id)
    if (one === undefined) return gone(id, 'servicePrincipal')
    const { appId, displayName, accountEnabled, servicePrincipalType } = one
    return { ...nothing, id, name: displayName ?? appId, kind: 'servicePrincipal', accountEnabled: accountEnabled ?? null, appId, servicePrincipalType }
  })
}

const membersRead = (id: string): GraphRead => ({ path: `/groups/${id}/transitiveMembers`, select: ['id'], top: 999 })

const membersOf = async (directory: EntraSession, id: string, answer: BatchAnswer | undefined): Promise<Pick<Found, 'users' | 'servicePrincipals'>> => {
  const users = new Set<string>()
  const servicePrincipals = new Set<string>()
  const first = objectOf(bodyOf(answer), { method: 'GET', path: '/groups/{id}/transitiveMembers' })
  for await (const item of directory.listFrom(membersRead(id), first)) {
    const parsed = member.safeParse(item)
    if (!parsed.success) throw new CollectError('invalid', 'a member has no id or no type')
    if (parsed.data['@odata.type'] === '#microsoft.graph.user') users.add(parsed.data.id.toLowerCase())
    if (parsed.data['@odata.type'] === '#microsoft.graph.servicePrincipal') servicePrincipals.add(parsed.data.id.toLowerCase())
  }
  return { users: [...users], servicePrincipals: [...servicePrincipals] }
}

/** A group, or why it or its members could not be read; then it may hold anybody. */
export type GroupRead = { readonly group: Found } | { readonly group: Found; readonly error: CollectError }

/** Groups by their ids, with members of those that are asked for. Each fails on its own. */
export const groupsOf = async (directory: EntraSession, ids: readonly string[], withMembers: ReadonlySet<string>): Promise<readonly GroupRead[]> => {
  const readable = ids.filter(isObjectId)
  const facts = await directory.batch(readable.map(id => ({ path: `/groups/${id}`, select: Object.keys(groupFacts.shape) })))
  const large = readable.filter(id => withMembers.has(id))
  const members = new Map((await directory.batch(large.map(membersRead))).map((answer, index) => [large[index], answer]))
  const groups: GroupRead[] = []
  for (const [index, id] of readable.entries()) {
    const plain: Found = { ...nothing, id, name: id, kind: 'group' }
    const answer = facts[index]
    if (answer?.kind === 'missing') {
      groups.push({ group: gone(id, 'group') })
      continue
    }
    let named = plain
    try {
      const parsed = groupFacts.safeParse(bodyOf(answer))
      if (!parsed.success) throw new CollectError('invalid', 'the group is not as documented')
      named = { ...plain, name: parsed.data.displayName ?? id }
      if (!withMembers.has(id)) {
        groups.push({ group: named })
        continue
      }
      const held = await membersOf(directory, id, members.get(id))
      // Graph answers an empty list, not a refusal, to who may not see hidden members.
      if (parsed.data.visibility === 'HiddenMembership' && held.users?.length === 0)
        throw new CollectError('denied', 'its membership is hidden', 'Member.Read.Hidden')
      groups.push({ group: { ...named, ...held } })
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      groups.push({ group: named, error })
    }
  }
  return groups
}

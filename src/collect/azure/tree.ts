import { z } from 'zod'
import { CollectError } from '../collector.ts'
import type { AzureSession } from './session.ts'

interface Node {
  readonly type: string
  readonly name: string
  readonly displayName?: string | null | undefined
  readonly children?: readonly Node[] | null | undefined
}

const node: z.ZodType<Node> = z.object({
  type: z.string(),
  name: z.string().min(1),
  displayName: z.string().nullish(),
  get children() {
    return z.array(node).nullish()
  },
})
const root = z.object({
  name: z.string().min(1),
  properties: z.object({ displayName: z.string().nullish(), children: z.array(node).nullish() }),
})

/** Where one thing stands. `name` in paths: a subscription's id, a group's name, in small letters. */
export interface Placed {
  readonly kind: 'group' | 'subscription'
  readonly id: string
  readonly name: string
  readonly parent: string | null
}

/** The management groups and subscriptions of a tenant. */
export interface Tree {
  readonly placed: readonly Placed[]
  /** Why there may be more; undefined: this is all of them. */
  readonly partial: CollectError | undefined
}

const isSubscription = (type: string): boolean => /subscriptions$/i.test(type)

const below = (nodes: readonly Node[], parent: string): Placed[] =>
  nodes.flatMap(({ type, name, displayName, children }): Placed[] => {
    const id = name.toLowerCase()
    const own: Placed = { kind: isSubscription(type) ? 'subscription' : 'group', id, name: displayName ?? name, parent }
    return [own, ...below(children ?? [], id)]
  })

/** The whole tree, which only who may read the root management group is shown. https://learn.microsoft.com/rest/api/managementgroups/management-groups/get */
const wholeTree = async (session: AzureSession): Promise<readonly Placed[]> => {
  const answer = await session.get({
    path: `/providers/Microsoft.Management/managementGroups/${session.tenant}`,
    options: { $expand: 'children', $recurse: 'true' },
  })
  const parsed = root.safeParse(answer)
  if (!parsed.success) throw new CollectError('invalid', `the root management group is not as documented: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
  const { name, properties } = parsed.data
  const id = name.toLowerCase()
  return [{ kind: 'group', id, name: properties.displayName ?? name, parent: null }, ...below(properties.children ?? [], id)]
}

const entity = z.object({
  type: z.string(),
  name: z.string().min(1),
  properties: z.object({ displayName: z.string().nullish(), parent: z.object({ id: z.string().nullish() }).nullish() }),
})

/** What the identity may see of the tree. https://learn.microsoft.com/rest/api/managementgroups/entities/list */
const visibleTree = async (session: AzureSession): Promise<readonly Placed[]> => {
  const placed: Placed[] = []
  for await (const item of session.post({ path: '/providers/Microsoft.Management/getEntities' })) {
    const parsed = entity.safeParse(item)
    if (!parsed.success) throw new CollectError('invalid', 'an entity of the management group tree is not as documented')
    const { type, name, properties } = parsed.data
    const parent = properties.parent?.id?.split('/').at(-1)?.toLowerCase()
    placed.push({ kind: isSubscription(type) ? 'subscription' : 'group', id: name.toLowerCase(), name: properties.displayName ?? name, parent: parent ?? null })
  }
  return placed
}

/** The tree, or what can be seen of it and why not more; asked once. Throws `CollectError` where neither can be read. */
export const treeOf = (session: AzureSession): Promise<Tree> =>
  session.once('tree', async () => {
    try {
      return { placed: await wholeTree(session), partial: undefined }
    } catch (error) {
      if (!(error instanceof CollectError) || error.reason !== 'denied') throw error
      const message = `the root management group may not be read, so that only what the identity was given a role in is shown: ${error.message}`
      return { placed: await visibleTree(session), partial: new CollectError('denied', message, error.permission) }
    }
  })

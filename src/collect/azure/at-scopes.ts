import pLimit from 'p-limit'
import { CollectError } from '../collector.ts'
import { caught } from './caught.ts'
import type { GraphQuery } from './resource-graph.ts'
import { groupPath, subscriptionPath } from './scope-path.ts'
import type { ArmRead, AzureSession } from './session.ts'
import { hiddenSubscriptions } from './subscription-list.ts'
import { type Tree, treeOf } from './tree.ts'

/** What was read at many scopes: the items of each, and why some could not be read. */
export interface AtScopes {
  readonly items: readonly unknown[]
  readonly refused: ReadonlyMap<string, CollectError>
}

/** Requests at once: the pace keeps them apart, this bounds the memory. */
const atOnce = 8

/** Asks the same of many scopes; one that cannot be read costs only itself. */
export const readAtScopes = async (session: AzureSession, scopes: readonly string[], readAt: (scope: string) => ArmRead): Promise<AtScopes> => {
  const limit = pLimit(atOnce)
  const items: unknown[] = []
  const refused = new Map<string, CollectError>()
  await Promise.all(
    scopes.map(scope =>
      limit(async () => {
        try {
          for await (const item of session.list(readAt(scope))) items.push(item)
        } catch (error) {
          if (!(error instanceof CollectError)) throw error
          refused.set(scope, error)
        }
      }),
    ),
  )
  return { items, refused }
}

/** What was read at scopes, and what Resource Graph has of the subscriptions; where it would leave rows out, why. */
export const withResources = async (session: AzureSession, { items: above, refused: unread }: AtScopes, query: GraphQuery): Promise<AtScopes> => {
  if (session.subscriptions.length === 0) return { items: above, refused: unread }
  const items = [...above]
  const refused = new Map(unread)
  try {
    for (const [subscription, error] of await session.unreadable(query.actions)) refused.set(`/subscriptions/${subscription}`, error)
    for await (const row of session.resources(query)) items.push(row)
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    refused.set('subscriptions', error)
  }
  return { items, refused }
}

/** Why subscriptions that are asked for may be missing: they could not be listed, or one stands in the tree and is not shown. */
const unlisted = async (session: AzureSession, tree: Tree): Promise<CollectError | undefined> => {
  const hidden = await caught(hiddenSubscriptions(session, tree))
  return hidden instanceof CollectError ? hidden : hidden.find(({ id }) => session.asksFor(id))?.error
}

/** The management groups that can be seen, as scopes, and why there may be more, or subscriptions below them that are not asked. */
export const visibleGroups = async (session: AzureSession): Promise<{ readonly scopes: readonly string[]; readonly partial: CollectError | undefined }> => {
  const tree = await treeOf(session)
  const { placed, partial } = tree
  return { scopes: placed.flatMap(({ kind, id }) => (kind === 'group' ? [groupPath(id)] : [])), partial: partial ?? (await unlisted(session, tree)) }
}

export const subscriptionScopes = ({ subscriptions }: AzureSession): readonly string[] => subscriptions.map(subscriptionPath)

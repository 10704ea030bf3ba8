import pLimit from 'p-limit'
import { CollectError } from '../collector.ts'
import { groupPath, subscriptionPath } from './scope-path.ts'
import type { ArmRead, AzureSession } from './session.ts'
import { listedSubscriptions } from './subscription-list.ts'
import { treeOf } from './tree.ts'

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

/** Why nobody knows which subscriptions there are, where they could not be listed. */
const unlisted = async (session: AzureSession): Promise<CollectError | undefined> => {
  try {
    await listedSubscriptions(session)
    return undefined
  } catch (error) {
    if (error instanceof CollectError) return error
    throw error
  }
}

/** The management groups that can be seen, as scopes, and why there may be more, or subscriptions below them that are not asked. */
export const visibleGroups = async (session: AzureSession): Promise<{ readonly scopes: readonly string[]; readonly partial: CollectError | undefined }> => {
  const { placed, partial } = await treeOf(session)
  return { scopes: placed.flatMap(({ kind, id }) => (kind === 'group' ? [groupPath(id)] : [])), partial: partial ?? (await unlisted(session)) }
}

export const subscriptionScopes = ({ subscriptions }: AzureSession): readonly string[] => subscriptions.map(subscriptionPath)

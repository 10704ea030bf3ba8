import { z } from 'zod'
import { CollectError } from '../collector.ts'
import type { AzureSession } from './session.ts'
import type { Tree } from './tree.ts'

const wire = z.object({ subscriptionId: z.guid(), displayName: z.string().nullish(), state: z.string(), tenantId: z.string().nullish() })

/** A subscription of the tenant that the identity may see. */
export interface Listed {
  readonly id: string
  readonly name: string
  readonly state: string
}

/** The subscriptions of this tenant that are listed: those of others come with delegation, and stand in their own tenants. Asked once. */
const everyListed = (session: AzureSession): Promise<readonly Listed[]> =>
  session.once('subscriptions', async () => {
    const listed: Listed[] = []
    for await (const item of session.list({ path: '/subscriptions' })) {
      const parsed = wire.safeParse(item)
      if (!parsed.success) throw new CollectError('invalid', `a subscription is not as documented: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
      const { subscriptionId, displayName, state, tenantId } = parsed.data
      const isForeign = typeof tenantId === 'string' && tenantId.toLowerCase() !== session.tenant
      if (!isForeign) listed.push({ id: subscriptionId.toLowerCase(), name: displayName ?? subscriptionId, state })
    }
    return listed
  })

/** The subscriptions of this tenant that can be seen. Throws `CollectError`. */
export const listedSubscriptions = async (session: AzureSession): Promise<readonly Listed[]> =>
  (await everyListed(session)).filter(({ state }) => state !== 'Deleted')

/** A subscription that stands in the tree of management groups, and is not listed. */
export interface Hidden {
  readonly id: string
  readonly name: string
  readonly error: CollectError
}

/** The subscriptions of which nothing is shown but their place; a deleted one is shown until it is gone. Throws `CollectError`. */
export const hiddenSubscriptions = async (session: AzureSession, { placed }: Pick<Tree, 'placed'>): Promise<readonly Hidden[]> => {
  const shown = new Set((await everyListed(session)).map(({ id }) => id))
  return placed.flatMap(({ kind, id, name }) => {
    if (kind !== 'subscription' || shown.has(id)) return []
    const message = `subscription ${name} is in the management group tree, and may not be seen`
    return [{ id, name, error: new CollectError('denied', message, 'Microsoft.Resources/subscriptions/read') }]
  })
}

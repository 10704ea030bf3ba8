import { z } from 'zod'
import { CollectError } from '../collector.ts'
import type { AzureEntry, AzureSession } from './session.ts'

const wire = z.object({ subscriptionId: z.guid(), displayName: z.string().nullish(), state: z.string(), tenantId: z.string().nullish() })

/** A subscription of the tenant that the identity may see. */
export interface Listed {
  readonly id: string
  readonly name: string
  readonly state: string
}

/** The subscriptions of this tenant that can be seen: those of others come with delegation, and stand in their own tenants. Asked once. Throws `CollectError`. */
export const listedSubscriptions = (session: AzureSession): Promise<readonly Listed[]> =>
  session.once('subscriptions', async () => {
    const listed: Listed[] = []
    for await (const item of session.list({ path: '/subscriptions' })) {
      const parsed = wire.safeParse(item)
      if (!parsed.success) throw new CollectError('invalid', `a subscription is not as documented: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
      const { subscriptionId, displayName, state, tenantId } = parsed.data
      const isForeign = typeof tenantId === 'string' && tenantId.toLowerCase() !== session.tenant
      if (!isForeign && state !== 'Deleted') listed.push({ id: subscriptionId.toLowerCase(), name: displayName ?? subscriptionId, state })
    }
    return listed
  })

/** Whether the configuration asks for a subscription. */
export const isAsked = ({ azure: { subscriptions } }: Pick<AzureEntry, 'azure'>, id: string): boolean => {
  if (subscriptions === 'all') return true
  const named = (ids: readonly string[]): boolean => ids.some(one => one.toLowerCase() === id)
  return 'include' in subscriptions ? named(subscriptions.include) : !named(subscriptions.exclude)
}

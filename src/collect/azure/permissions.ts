import { z } from 'zod'
import { meansAction } from '../../datasets/azure/action-pattern.ts'
import { CollectError } from '../collector.ts'

const permission = z.object({ actions: z.array(z.string()), notActions: z.array(z.string()), condition: z.string().nullish() })
type Permission = z.infer<typeof permission>

/** Whether what the caller holds at a scope allows an action. What holds only under a condition is not counted on. */
export const allows = (held: readonly Permission[], action: string): boolean =>
  held.some(
    ({ actions, notActions, condition }) =>
      (condition ?? '') === '' && actions.some(one => meansAction(one, action)) && !notActions.some(one => meansAction(one, action)),
  )

/** The caller's own permissions at a scope, as the service lists them. Throws `CollectError` invalid. */
export const permissionsIn = async (items: AsyncIterable<unknown>): Promise<readonly Permission[]> => {
  const held: Permission[] = []
  for await (const item of items) {
    const parsed = permission.safeParse(item)
    if (!parsed.success) throw new CollectError('invalid', 'a permission of the identity that scans is not as documented')
    held.push(parsed.data)
  }
  return held
}

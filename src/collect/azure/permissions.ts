import { z } from 'zod'
import { CollectError } from '../collector.ts'

const permission = z.object({ actions: z.array(z.string()), notActions: z.array(z.string()), condition: z.string().nullish() })
type Permission = z.infer<typeof permission>

/** Actions have wildcards and do not mind their case: https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format */
const matches = (pattern: string, action: string): boolean => {
  const [first = '', ...rest] = pattern.toLowerCase().split('*')
  const asked = action.toLowerCase()
  if (rest.length === 0) return first === asked
  if (!asked.startsWith(first)) return false
  const last = rest.pop() ?? ''
  let at = first.length
  for (const piece of rest) {
    const found = asked.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return asked.endsWith(last) && asked.length - last.length >= at
}

/** Whether what the caller holds at a scope allows an action. What holds only under a condition is not counted on. */
export const allows = (held: readonly Permission[], action: string): boolean =>
  held.some(
    ({ actions, notActions, condition }) =>
      (condition ?? '') === '' && actions.some(one => matches(one, action)) && !notActions.some(one => matches(one, action)),
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

import { z } from 'zod'
import { protectableActions } from '../../datasets/entra/protected-actions.ts'
import { CollectError, type Collected, defineCollector, row } from '../collector.ts'
import { badRow } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const path = '/roleManagement/directory/resourceNamespaces/microsoft.directory/resourceActions'

/** https://learn.microsoft.com/graph/api/resources/unifiedrbacresourceaction?view=graph-rest-beta */
const wire = z.object({
  id: z.string(),
  name: z.string(),
  isAuthenticationContextSettable: z.boolean().nullable(),
  authenticationContextId: z.string().nullable(),
})

/** All actions on the directory, of which those are kept that can be protected: a filter on that is not documented. */
export const protectedActions = defineCollector<EntraSession>({
  name: 'entra-protected-actions',
  gives: [protectableActions],
  async *collect(session, at): AsyncGenerator<Collected, void, undefined> {
    let isAny = false
    for await (const item of session.list({ path, version: 'beta', select: Object.keys(wire.shape), top: 999 })) {
      isAny = true
      const parsed = wire.safeParse(item)
      if (!parsed.success) {
        yield badRow(protectableActions, typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : 'an action', parsed.error)
        continue
      }
      const { id, name, isAuthenticationContextSettable, authenticationContextId } = parsed.data
      if (isAuthenticationContextSettable !== true) continue
      // Nothing set reads as null or as empty text.
      yield row(protectableActions, { id, scope: at.id, name, authenticationContext: authenticationContextId || null })
    }
    if (!isAny) throw new CollectError('invalid', `GET ${path} answered 200 without actions, which every directory has`)
  },
})

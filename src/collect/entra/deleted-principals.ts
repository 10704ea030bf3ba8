import { z } from 'zod'
import { deletedPrincipals } from '../../datasets/entra/deleted-principals.ts'
import { activeRoleAssignments, eligibleRoleAssignments } from '../../datasets/entra/roles.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { objectOfBatch } from './batched.ts'
import { batchLimit, isObjectId } from './guard.ts'
import type { EntraSession } from './session.ts'

/** What every kind of object has; a name is not among it. */
const item = z.object({ id: z.string(), '@odata.type': z.string().optional(), deletedDateTime: z.string().nullable() })
const select = Object.keys(item.shape).filter(name => !name.startsWith('@'))

/** Asked only about those whom the directory did not resolve beside their assignment: nobody, in most tenants. */
export const deleted = defineCollector<EntraSession>({
  name: 'entra-deleted-principals',
  gives: [deletedPrincipals],
  after: [activeRoleAssignments, eligibleRoleAssignments],
  async *collect(session, at, sofar): AsyncGenerator<Collected, void, undefined> {
    if (!sofar.isComplete(activeRoleAssignments) || !sofar.isComplete(eligibleRoleAssignments))
      yield gap(deletedPrincipals, 'not-collected', 'not everybody whom role assignments name is known')
    const named = [...sofar.rows(activeRoleAssignments), ...sofar.rows(eligibleRoleAssignments)]
    const ids = [...new Set(named.flatMap(({ principalId, principalType }) => (principalType === 'unknown' && isObjectId(principalId) ? [principalId] : [])))]
    for (let start = 0; start < ids.length; start += batchLimit) {
      const some = ids.slice(start, start + batchLimit)
      const answers = await session.batch(some.map(id => ({ path: `/directory/deletedItems/${id}`, select })))
      for (const [index, id] of some.entries()) {
        try {
          const found = objectOfBatch(answers[index])
          if (found === undefined) continue
          const parsed = item.safeParse(found)
          if (!parsed.success || parsed.data.id !== id) throw new CollectError('invalid', 'the answer is not the deleted object')
          const { '@odata.type': type, deletedDateTime } = parsed.data
          yield row(deletedPrincipals, {
            id,
            scope: at.id,
            name: id,
            type: type?.replace('#microsoft.graph.', '') ?? 'unknown',
            deletedAt: deletedDateTime,
          })
        } catch (error) {
          if (!(error instanceof CollectError)) throw error
          yield gap(deletedPrincipals, error.reason, error.message, { part: id, ...(error.permission === undefined ? {} : { permission: error.permission }) })
        }
      }
    }
  },
})

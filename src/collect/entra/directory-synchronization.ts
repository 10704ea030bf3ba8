import { z } from 'zod'
import { directorySynchronizations } from '../../datasets/entra/domains.ts'
import { CollectError, defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
  onPremisesLastSyncDateTime: z.string().nullable(),
  onPremisesLastPasswordSyncDateTime: z.string().nullable(),
})

const select = ['id', 'displayName', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime', 'onPremisesLastPasswordSyncDateTime']

/** https://learn.microsoft.com/graph/api/organization-list?view=graph-rest-beta */
export const synchronization = defineCollector<EntraSession>({
  name: 'entra-directory-synchronization',
  gives: [directorySynchronizations],
  async *collect(session, at) {
    let count = 0
    const list = session.list({ path: '/organization', version: 'beta', select })
    for await (const item of rowsFrom(directorySynchronizations, at, list, wire, (found, scope) => ({
      id: found.id,
      scope,
      name: found.displayName ?? found.id,
      isEnabled: found.onPremisesSyncEnabled,
      lastSyncAt: found.onPremisesLastSyncDateTime,
      lastPasswordSyncAt: found.onPremisesLastPasswordSyncDateTime,
    }))) {
      count++
      yield item
    }
    if (count === 0) throw new CollectError('invalid', 'GET /organization answered 200 without the tenant')
  },
})

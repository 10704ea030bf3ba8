import { z } from 'zod'
import { type DelegatedPermission, delegatedPermissions } from '../../datasets/entra/application-permissions.ts'
import { eligibleRoleAssignments } from '../../datasets/entra/roles.ts'
import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import { CollectError, defineCollector, gap } from '../collector.ts'
import { objectOf } from './answer.ts'
import type { GraphRead } from './graph-client.ts'
import { batchLimit } from './guard.ts'
import { operations } from './operations.ts'
import { mayHaveEligible } from './pim-licence.ts'
import { administratorSources, administratorsIn } from './privileged-users.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({
  id: z.string(),
  clientId: z.string(),
  principalId: z.string().nullable(),
  resourceId: z.string(),
  scope: z.string().nullable(),
})

const toRow = ({ scope: granted, ...kept }: z.infer<typeof wire>, scope: string): DelegatedPermission => ({
  ...kept,
  scope,
  name: kept.clientId,
  scopes: (granted ?? '').split(/\s+/).filter(word => word !== ''),
})

const path = '/oauth2PermissionGrants'
const operation = operations.find(one => one.path === path)
const readFor = (user: string): GraphRead => ({ path, filter: `principalId eq '${user}'`, top: 999 })

/** What everybody’s data may be used for in one list; what holders of privileged roles granted for themselves twenty a request. */
export const permissionsOfDelegates = defineCollector<EntraSession>({
  name: 'entra-delegated-permissions',
  gives: [delegatedPermissions],
  after: [...administratorSources, subscribedSkus],
  async *collect(session, at, sofar) {
    yield* rowsFrom(delegatedPermissions, at, session.list({ path, filter: "consentType eq 'AllPrincipals'", top: 999 }), wire, toRow)
    const { users: found, sources, unread } = administratorsIn(sofar)
    const users = [...found.keys()]
    for (let start = 0; start < users.length; start += batchLimit) {
      const some = users.slice(start, start + batchLimit)
      const answers = await session.batch(some.map(readFor))
      for (const [index, user] of some.entries()) {
        const answer = answers[index]
        try {
          if (answer?.kind === 'failed') throw answer.error
          if (answer?.kind !== 'found' || operation === undefined) throw new CollectError('invalid', 'what the user granted was not told')
          yield* rowsFrom(delegatedPermissions, at, session.listFrom(readFor(user), objectOf(answer.body, operation)), wire, toRow)
        } catch (error) {
          if (!(error instanceof CollectError)) throw error
          const { reason, message, permission } = error
          yield gap(delegatedPermissions, reason, message, { part: user, ...(permission === undefined ? {} : { permission }) })
        }
      }
    }
    for (const group of unread)
      yield gap(delegatedPermissions, 'not-collected', 'the members of a group that holds a privileged role are not known', { part: group })
    for (const source of sources)
      if (!sofar.isComplete(source) && (source !== eligibleRoleAssignments || mayHaveEligible(sofar)))
        yield gap(delegatedPermissions, 'not-collected', `who else is privileged is not known: ${source.name} is not complete`)
  },
})

import { z } from 'zod'
import { passwordFlowSignIns } from '../../datasets/entra/application-use.ts'
import { CollectError, defineCollector, gap, row } from '../collector.ts'
import { isObject } from './answer.ts'
import { badRow } from './read-rows.ts'
import type { EntraSession } from './session.ts'

/** What the log keeps with a premium licence, in milliseconds. */
const window = 30 * 24 * 3_600_000

/** Pages of a thousand; a tenant with more of them is told so, not read for hours. */
const pages = 100

/** People who are named for each application. */
const named = 20

const wire = z.object({
  id: z.string(),
  createdDateTime: z.string(),
  userId: z.string().min(1),
  userPrincipalName: z.string().nullable(),
  appId: z.string().min(1),
  appDisplayName: z.string().nullable(),
})

interface Seen {
  readonly name: string
  readonly users: Map<string, string>
  count: number
  lastAt: string
}

/** Beta alone tells the protocol, and lists the kinds of sign-in apart. https://learn.microsoft.com/graph/api/signin-list?view=graph-rest-beta */
const kinds = ['interactiveUser', 'nonInteractiveUser']

/** Successful sign-ins with the resource owner password flow in the last 30 days, counted by application; both kinds must answer for the table to be complete. */
export const passwordFlows = defineCollector<EntraSession>({
  name: 'entra-password-flow-sign-ins',
  gives: [passwordFlowSignIns],
  async *collect(session, at) {
    const found = new Map<string, Seen>()
    const note = ({ appId, appDisplayName, userId, userPrincipalName, createdDateTime }: z.infer<typeof wire>): void => {
      const seen = found.get(appId) ?? { name: appDisplayName ?? appId, users: new Map<string, string>(), count: 0, lastAt: createdDateTime }
      found.set(appId, seen)
      seen.users.set(userId, userPrincipalName ?? userId)
      seen.count++
      if (Date.parse(createdDateTime) > Date.parse(seen.lastAt)) seen.lastAt = createdDateTime
    }
    const since = new Date(session.openedAt - window).toISOString().replace(/\.\d+Z$/, 'Z')
    const filter = `createdDateTime ge ${since} and status/errorCode eq 0 and authenticationProtocol eq 'ropc'`
    for (const kind of kinds) {
      try {
        const read = {
          path: '/auditLogs/signIns',
          version: 'beta' as const,
          top: 1_000,
          pages,
          filter: `${filter} and signInEventTypes/any(t: t eq '${kind}')`,
        }
        for await (const item of session.list(read)) {
          const parsed = wire.safeParse(item)
          if (parsed.success) note(parsed.data)
          else yield badRow(passwordFlowSignIns, isObject(item) && typeof item.id === 'string' ? item.id : 'without an id', parsed.error)
        }
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        const { reason, message, permission } = error
        yield gap(passwordFlowSignIns, reason, `${kind}: ${message}`, permission === undefined ? {} : { permission })
      }
    }
    for (const [id, { name, users, count, lastAt }] of found)
      yield row(passwordFlowSignIns, { id, scope: at.id, name, count, users: users.size, userNames: [...users.values()].sort().slice(0, named), lastAt })
  },
})

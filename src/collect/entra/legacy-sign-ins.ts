import { z } from 'zod'
import { type LegacySignIn, legacySignIns } from '../../datasets/entra/sign-ins.ts'
import { CollectError, defineCollector, gap, row } from '../collector.ts'
import { isObject } from './answer.ts'
import type { GraphRead } from './graph-client.ts'
import { badRow } from './read-rows.ts'
import type { EntraSession } from './session.ts'

/**
 * Clients with legacy authentication as the log names them, the modern ones being `Browser` and `Mobile Apps and Desktop clients`:
 * https://learn.microsoft.com/entra/identity/monitoring-health/concept-sign-in-log-activity-details
 */
const clients = [
  'Authenticated SMTP',
  'AutoDiscover',
  'Exchange ActiveSync',
  'Exchange Online PowerShell',
  'Exchange Web Services',
  'IMAP4',
  'MAPI Over HTTP',
  'Offline Address Book',
  'Other clients',
  'Outlook Anywhere (RPC over HTTP)',
  'Outlook Service',
  'POP3',
  'Reporting Web Services',
  'Universal Outlook',
]

/** What the log keeps with a premium licence, in milliseconds. */
const window = 30 * 24 * 3_600_000

/** Pages of a thousand; a tenant with more of them is told so, not read for hours. */
const pages = 100

const wire = z.object({
  id: z.string(),
  createdDateTime: z.string(),
  userId: z.string().min(1),
  userPrincipalName: z.string().nullable(),
  clientAppUsed: z.string(),
  appDisplayName: z.string().nullable(),
})
type SignIn = z.infer<typeof wire>

interface Seen {
  readonly first: SignIn
  readonly ids: Set<string>
  readonly applications: Set<string>
  lastAt: string
}

/**
 * v1.0 gives interactive sign-ins only; those in which a client used a password or token it kept are in beta, under their own type.
 * https://learn.microsoft.com/graph/api/signin-list
 */
const reads = (until: number): readonly GraphRead[] => {
  const since = new Date(until - window).toISOString().replace(/\.\d+Z$/, 'Z')
  const filter = `createdDateTime ge ${since} and status/errorCode eq 0 and (${clients.map(client => `clientAppUsed eq '${client}'`).join(' or ')})`
  const common = { path: '/auditLogs/signIns', top: 1_000, pages }
  return [
    { ...common, filter },
    { ...common, version: 'beta', filter: `${filter} and signInEventTypes/any(t: t eq 'nonInteractiveUser')` },
  ]
}

const rowOf = (key: string, { first, ids, applications, lastAt }: Seen, scope: string): LegacySignIn => ({
  id: key,
  scope,
  name: first.userPrincipalName ?? first.userId,
  userId: first.userId,
  userPrincipalName: first.userPrincipalName ?? first.userId,
  clientAppUsed: first.clientAppUsed,
  count: ids.size,
  lastAt,
  applications: [...applications].sort(),
})

/** Successful sign-ins with legacy clients in the last 30 days, counted by user and client; both kinds must answer for the table to be complete. */
export const legacy = defineCollector<EntraSession>({
  name: 'entra-legacy-sign-ins',
  gives: [legacySignIns],
  async *collect(session, at) {
    const found = new Map<string, Seen>()
    const note = (signIn: SignIn): void => {
      const key = `${signIn.userId}/${signIn.clientAppUsed}`
      const seen = found.get(key) ?? { first: signIn, ids: new Set(), applications: new Set(), lastAt: signIn.createdDateTime }
      found.set(key, seen)
      seen.ids.add(signIn.id)
      if (signIn.appDisplayName !== null) seen.applications.add(signIn.appDisplayName)
      if (Date.parse(signIn.createdDateTime) > Date.parse(seen.lastAt)) seen.lastAt = signIn.createdDateTime
    }
    for (const read of reads(session.openedAt)) {
      try {
        for await (const item of session.list(read)) {
          const parsed = wire.safeParse(item)
          if (parsed.success) note(parsed.data)
          else yield badRow(legacySignIns, isObject(item) && typeof item.id === 'string' ? item.id : 'without an id', parsed.error)
        }
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        const { reason, message, permission } = error
        const kind = read.version === 'beta' ? 'non-interactive' : 'interactive'
        yield gap(legacySignIns, reason, `${kind} sign-ins: ${message}`, permission === undefined ? {} : { permission })
      }
    }
    for (const [key, seen] of found) yield row(legacySignIns, rowOf(key, seen, at.id))
  },
})

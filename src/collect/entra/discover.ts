import { z } from 'zod'
import { type Scope, UNIDENTIFIED } from '../../dataset.ts'
import { AuthenticationError, CollectError, type Collector, type Source } from '../collector.ts'
import { applications } from './applications.ts'
import { strengths } from './authentication-strengths.ts'
import { policies } from './conditional-access-policies.ts'
import type { EntraEntry } from './credential.ts'
import { licences } from './licences.ts'
import { locations } from './named-locations.ts'
import { organization } from './organization.ts'
import { groups } from './referenced-groups.ts'
import { activeAssignments, definitions, eligibleAssignments } from './roles.ts'
import { securityDefaults } from './security-defaults.ts'
import { type EntraSession, openSession, type SessionOptions } from './session.ts'
import { users } from './users.ts'

/** The collectors of a tenant, in any order: their `after` says what must come first. */
export const entraCollectors: readonly Collector<EntraSession>[] = [
  organization,
  licences,
  securityDefaults,
  policies,
  locations,
  strengths,
  definitions,
  activeAssignments,
  eligibleAssignments,
  users,
  applications,
  groups,
]

const guid = z.guid()
const claims = z.object({ tid: guid })
const tenants = z.array(z.object({ id: guid, displayName: z.string().nullable() })).length(1)

const scopeOf = (id: string, name: string): Scope => ({ id: `entra-tenant/${id.toLowerCase()}`, kind: 'entra-tenant', name })

/** The tenant a token was issued for, from its claims; undefined if it cannot be read, for Graph's tokens promise nothing about their form. */
const tenantOfToken = (token: string): string | undefined => {
  try {
    return claims.safeParse(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).data?.tid
  } catch {
    return undefined
  }
}

const named = async (session: EntraSession): Promise<{ readonly id: string; readonly displayName: string | null } | undefined> => {
  const rows: unknown[] = []
  try {
    for await (const item of session.list({ path: '/organization', select: ['id', 'displayName'] })) rows.push(item)
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
  }
  return tenants.safeParse(rows).data?.[0]
}

/**
 * One tenant of the config as a source. Its scope is `entra-tenant/<tenant id>`, whatever name the config has for it; where the tenant may
 * not say its id, the config or the token tell it. Discovery throws `AuthenticationError` when no token is to be had.
 */
export const entraSource = (entry: EntraEntry, options: SessionOptions): Source<EntraSession> => ({
  cloud: 'entra',
  label: entry.tenant,
  collectors: entraCollectors,
  async *discover() {
    const session = openSession(entry, options)
    const configured = guid.safeParse(entry.tenant).data
    let token: string
    try {
      token = await session.signIn()
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      throw new AuthenticationError(scopeOf(configured ?? UNIDENTIFIED, entry.tenant), error.message, error)
    }
    const found = await named(session)
    const id = found?.id ?? configured ?? tenantOfToken(token) ?? UNIDENTIFIED
    yield { scope: scopeOf(id, found?.displayName ?? entry.tenant), session, identity: `application ${entry.auth.clientId}`, requests: session.requests }
  },
})

import type { GraphRead } from './graph-client.ts'
import type { EntraSession } from './session.ts'

/** A policy of which a tenant has exactly one, as a list of one. */
export async function* single(session: EntraSession, read: GraphRead): AsyncGenerator<unknown, void, undefined> {
  yield await session.get(read)
}

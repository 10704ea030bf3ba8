import type { EntraEntry } from './credential.ts'
import type { TokenClaims } from './token-claims.ts'

/** Who reads a tenant, as far as two runs can be told to be the same; rejects where neither token nor config name them. `more`: what else the answers hang on. */
export const basisOf = async (
  { auth }: Pick<EntraEntry, 'auth'>,
  { mode, application, person }: TokenClaims,
  more: readonly string[] = [],
): Promise<string> => {
  const configured = 'clientId' in auth ? auth.clientId : undefined
  if (person === undefined && application === undefined && configured === undefined) throw new Error('nobody says who reads')
  return JSON.stringify([mode, person, application, configured, more])
}

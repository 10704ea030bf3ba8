import { z } from 'zod'

/** What a token of Graph says of itself, as far as it can be read: Microsoft promises nothing about the form of these tokens. */
export interface TokenClaims {
  /** The tenant it was issued for. */
  readonly tenant?: string | undefined
  /** Whether an application acts by itself or for a signed-in person. */
  readonly mode?: 'app' | 'delegated' | undefined
  readonly application?: string | undefined
  readonly person?: string | undefined
}

const text = z.string().min(1)
const claims = z.object({
  tid: z.guid().optional().catch(undefined),
  idtyp: text.optional().catch(undefined),
  scp: text.optional().catch(undefined),
  appid: text.optional().catch(undefined),
  upn: text.optional().catch(undefined),
  unique_name: text.optional().catch(undefined),
})

/** The claims of an access token; empty where they cannot be read. Claims: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export const claimsOf = (token: string): TokenClaims => {
  let payload: unknown
  try {
    payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return {}
  }
  const parsed = claims.safeParse(payload)
  if (!parsed.success) return {}
  const { tid, idtyp, scp, appid, upn, unique_name } = parsed.data
  return { tenant: tid, mode: idtyp === 'app' ? 'app' : scp === undefined ? undefined : 'delegated', application: appid, person: upn ?? unique_name }
}

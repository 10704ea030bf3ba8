import { z } from 'zod'
import type { KeyCredential, PasswordCredential } from '../../datasets/entra/application-credentials.ts'

/** Asked for everywhere, told or null. */
const password = z.object({
  keyId: z.string().nullable(),
  displayName: z.string().nullish(),
  startDateTime: z.string().nullish(),
  endDateTime: z.string().nullish(),
  customKeyIdentifier: z.string().nullish(),
})
const key = password.extend({ type: z.string().nullish(), usage: z.string().nullish() })

/** What Graph documents of the credentials of an application or service principal: https://learn.microsoft.com/graph/api/resources/keycredential */
export const credentials = { passwordCredentials: z.array(password), keyCredentials: z.array(key) }

const sha1 = /^[0-9a-f]{40}$/i

/** The identifier is the thumbprint, as forty digits or as its twenty bytes in Base64; one that somebody made up is neither. */
const thumbprintOf = (identifier: string | null | undefined): string | null => {
  if (identifier === null || identifier === undefined) return null
  if (sha1.test(identifier)) return identifier.toUpperCase()
  const bytes = Buffer.from(identifier, 'base64')
  return bytes.length === 20 ? bytes.toString('hex').toUpperCase() : null
}

const digestOf = (identifier: string | null | undefined): { digest: string } | undefined => {
  const bytes = Buffer.from(identifier ?? '', 'base64')
  return bytes.length === 32 ? { digest: bytes.toString('hex').toUpperCase() } : undefined
}

const shared = ({ keyId, displayName = null, startDateTime = null, endDateTime = null, customKeyIdentifier }: z.infer<typeof password>) => ({
  keyId,
  name: displayName,
  startAt: startDateTime,
  endAt: endDateTime,
  thumbprint: thumbprintOf(customKeyIdentifier),
  ...digestOf(customKeyIdentifier),
})

/** Credentials as rows keep them: neither key, secret nor its hint. */
export const credentialsOf = (told: {
  readonly passwordCredentials: readonly z.infer<typeof password>[]
  readonly keyCredentials: readonly z.infer<typeof key>[]
}): { passwordCredentials: PasswordCredential[]; keyCredentials: KeyCredential[] } => ({
  passwordCredentials: told.passwordCredentials.map(shared),
  keyCredentials: told.keyCredentials.map(one => ({ ...shared(one), type: one.type ?? null, usage: one.usage ?? null })),
})

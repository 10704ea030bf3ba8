import type { KeyCredential, PasswordCredential } from '../../datasets/entra/application-credentials.ts'
import type { ServicePrincipal } from '../../datasets/entra/applications.ts'

type Credential = PasswordCredential | KeyCredential

const ofSigning = ({ keyCredentials }: ServicePrincipal): ((credential: Credential) => boolean) => {
  const signing = keyCredentials.filter(({ usage }) => usage === 'Sign')
  const keys = new Set(signing.flatMap(({ keyId }) => keyId ?? []))
  const thumbprints = new Set(signing.flatMap(({ thumbprint }) => thumbprint ?? []))
  return ({ keyId, thumbprint }) => (keyId !== null && keys.has(keyId)) || (thumbprint !== null && thumbprints.has(thumbprint))
}

/**
 * Credentials of the service principal itself that can still be used to sign in as it. The key that signs its SAML tokens, its public half and
 * the password that opens it are none: https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate
 */
export const ownCredentials = (program: ServicePrincipal, now: Date): { readonly secrets: PasswordCredential[]; readonly keys: KeyCredential[] } => {
  const isSigning = ofSigning(program)
  const counts = (one: Credential): boolean => !isSigning(one) && (one.endAt === null || Date.parse(one.endAt) > now.getTime())
  return {
    secrets: program.passwordCredentials.filter(counts),
    keys: program.keyCredentials.filter(one => one.usage !== 'Encrypt' && counts(one)),
  }
}

/** The key that signs what the application is sent: the chosen one, or else the one that lasts longest. */
export const signingKey = ({ keyCredentials, preferredTokenSigningKeyThumbprint: chosen }: ServicePrincipal): KeyCredential | undefined => {
  const signing = keyCredentials.filter(({ usage }) => usage === 'Sign')
  return (
    signing.find(({ thumbprint }) => chosen !== null && thumbprint === chosen.toUpperCase()) ??
    signing.toSorted((a, b) => Date.parse(b.endAt ?? '9999-12-31') - Date.parse(a.endAt ?? '9999-12-31'))[0]
  )
}

/** What its credentials are, in words for evidence. */
export const credentialWords = ({ secrets, keys }: ReturnType<typeof ownCredentials>): string[] => [
  ...secrets.map(({ name, keyId, endAt }) => `secret ${name ?? keyId ?? 'without a name'}, until ${endAt ?? 'for ever'}`),
  ...keys.map(({ name, keyId, endAt }) => `certificate ${name ?? keyId ?? 'without a name'}, until ${endAt ?? 'for ever'}`),
]

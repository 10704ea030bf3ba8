import type { KeyCredential, PasswordCredential } from '../../datasets/entra/application-credentials.ts'
import type { ServicePrincipal } from '../../datasets/entra/applications.ts'

type Credential = PasswordCredential | KeyCredential

const ofSigning = ({ keyCredentials }: ServicePrincipal): ((credential: Credential) => boolean) => {
  const signing = keyCredentials.filter(({ usage }) => usage === 'Sign')
  const keys = new Set(signing.flatMap(({ keyId }) => keyId ?? []))
  const certificates = new Set(signing.flatMap(({ thumbprint, digest }) => thumbprint ?? digest ?? []))
  return ({ keyId, thumbprint, digest }) => (keyId !== null && keys.has(keyId)) || certificates.has(thumbprint ?? digest ?? '')
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

/** Whoever chooses none again is told so: https://learn.microsoft.com/powershell/module/msidentitytools/update-msidaadsigningkey */
export const isNoChoice = (thumbprint: string | null | undefined): boolean => ['', 'unused'].includes(thumbprint?.toLowerCase() ?? '')

/**
 * The keys of which one signs what the application is sent, those that last longest first: the chosen one alone, the longest where none was chosen, all
 * where the chosen one is not to be found among them.
 */
export const signingKeys = ({ keyCredentials, preferredTokenSigningKeyThumbprint }: ServicePrincipal): readonly KeyCredential[] => {
  const signing = keyCredentials
    .filter(({ usage }) => usage === 'Sign')
    .toSorted((a, b) => Date.parse(b.endAt ?? '9999-12-31') - Date.parse(a.endAt ?? '9999-12-31'))
  if (isNoChoice(preferredTokenSigningKeyThumbprint)) return signing.slice(0, 1)
  const found = signing.find(({ thumbprint }) => thumbprint === preferredTokenSigningKeyThumbprint?.toUpperCase())
  return found === undefined ? signing : [found]
}

/** What its credentials are, in words for evidence. */
export const credentialWords = ({ secrets, keys }: ReturnType<typeof ownCredentials>): string[] => [
  ...secrets.map(({ name, keyId, endAt }) => `secret ${name ?? keyId ?? 'without a name'}, until ${endAt ?? 'for ever'}`),
  ...keys.map(({ name, keyId, endAt }) => `certificate ${name ?? keyId ?? 'without a name'}, until ${endAt ?? 'for ever'}`),
]

import { nativeId } from '../../dataset.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { defineEstateView } from '../needs.ts'

/** What Entra signs with for the applications of one tenant. */
export interface SigningKeys {
  /** SHA-1 of the certificates, lower case. */
  readonly thumbprints: ReadonlySet<string>
  /** Applications with a signing key that has no thumbprint. */
  readonly unnamed: readonly string[]
}

/**
 * The signing keys of the scanned tenants' applications, by tenant id in lower case; a tenant whose applications could not be read is absent. Entra keeps
 * them with the service principal: https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate
 */
export const signingKeysByTenant = defineEstateView({
  name: 'signing-keys-by-tenant',
  per: ['entra-tenant'],
  needs: { servicePrincipals },
  handlesDark: true,
  whereAsked: true,
  distil({ servicePrincipals }): SigningKeys {
    const thumbprints = new Set<string>()
    const unnamed = new Set<string>()
    for (const { name, keyCredentials } of servicePrincipals)
      for (const { usage, thumbprint } of keyCredentials) {
        if (usage !== 'Sign') continue
        if (thumbprint === null) unnamed.add(name)
        else thumbprints.add(thumbprint.toLowerCase())
      }
    return { thumbprints, unnamed: [...unnamed] }
  },
  join(parts, dark): ReadonlyMap<string, SigningKeys> {
    const darkScopes = new Set(dark.map(({ scope }) => scope))
    return new Map([...parts].filter(([scope]) => !darkScopes.has(scope)).map(([scope, keys]) => [nativeId(scope).toLowerCase(), keys]))
  },
})

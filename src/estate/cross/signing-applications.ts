import { nativeId } from '../../dataset.ts'
import { awsApplications, servicePrincipals } from '../../datasets/entra/applications.ts'
import { defineEstateView } from '../needs.ts'

/** An application of a tenant that signs with a key. */
export interface SigningApplication {
  readonly id: string
  readonly name: string
  /** Whether it federates to AWS. */
  readonly isForAws: boolean
  readonly endAt: string | null
}

/** The signing keys of a tenant. */
export interface SigningApplications {
  /** By the SHA-1 or SHA-256 of the certificate, in lower case. */
  readonly byHash: ReadonlyMap<string, readonly SigningApplication[]>
  /** Applications with a signing key of which neither was told. */
  readonly unnamed: readonly string[]
}

/**
 * The applications of each scanned tenant by the certificates they sign with, by tenant id in lower case; `unread`: they could not be read, or not all of them.
 * https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate
 */
export const signingApplicationsByTenant = defineEstateView({
  name: 'signing-applications-by-tenant',
  per: ['entra-tenant'],
  needs: { servicePrincipals, awsApplications },
  handlesDark: true,
  distil({ servicePrincipals, awsApplications }): SigningApplications {
    const byHash = new Map<string, SigningApplication[]>()
    const unnamed = new Set<string>()
    for (const { id, name, keyCredentials } of servicePrincipals) {
      const isForAws = awsApplications.get(id) !== undefined
      for (const { usage, thumbprint, digest, endAt } of keyCredentials) {
        if (usage?.toLowerCase() !== 'sign') continue
        const hashes = [thumbprint ?? [], digest ?? []].flat().map(hash => hash.toLowerCase())
        if (hashes.length === 0) unnamed.add(name)
        for (const hash of hashes) byHash.set(hash, [...(byHash.get(hash) ?? []), { id, name, isForAws, endAt }])
      }
    }
    return { byHash, unnamed: [...unnamed] }
  },
  join: (parts, dark): ReadonlyMap<string, SigningApplications | 'unread'> =>
    new Map<string, SigningApplications | 'unread'>([
      ...dark.map(({ scope }) => [nativeId(scope).toLowerCase(), 'unread'] as const),
      ...[...parts].map(([scope, keys]) => [nativeId(scope).toLowerCase(), keys] as const),
    ]),
})

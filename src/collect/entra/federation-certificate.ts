import { X509Certificate } from 'node:crypto'
import type { DomainFederation } from '../../datasets/entra/domains.ts'

const pem = (base64: string): string => `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)?.join('\n') ?? ''}\n-----END CERTIFICATE-----\n`

/** What a public certificate says of itself: its SHA-256 fingerprint and end. Both null where it cannot be read; null where there is none. */
export const certificateOf = (base64: string | null): DomainFederation['signingCertificate'] => {
  const bare = base64?.replaceAll(/\s|-----[A-Z ]+-----/g, '') ?? ''
  if (bare === '') return null
  try {
    const { fingerprint256, validTo } = new X509Certificate(pem(bare))
    return { fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(), endAt: new Date(validTo).toISOString() }
  } catch {
    return { fingerprint: null, endAt: null }
  }
}

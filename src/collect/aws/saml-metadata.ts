import { X509Certificate } from 'node:crypto'

export interface SamlMetadata {
  readonly entityId?: string
  /** Signing certificates of the identity provider, base64 DER without white space. */
  readonly certificates: string[]
}

const TAG = /<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g

const attribute = (attributes: string, name: string): string | undefined => {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return match ? (match[1] ?? match[2]) : undefined
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decodeEntities = (text: string): string => text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '')

/** In linear time, whatever the document: it may be megabytes of anything. */
const withoutComments = (xml: string): string => {
  const kept: string[] = []
  let at = 0
  for (let start = xml.indexOf('<!--'); start !== -1; start = xml.indexOf('<!--', at)) {
    kept.push(xml.slice(at, start))
    const end = xml.indexOf('-->', start + 4)
    if (end === -1) return kept.join('')
    at = end + 3
  }
  kept.push(xml.slice(at))
  return kept.join('')
}

/**
 * The issuer and the certificates that sign its assertions. A key without a `use` is for both:
 * https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf section 2.4.1.1
 */
export const readSamlMetadata = (document: string): SamlMetadata => {
  const xml = withoutComments(document)
  const certificates = new Set<string>()
  let entityId: string | undefined
  let isIdentityProvider = false
  let isSigning = false
  for (const match of xml.matchAll(TAG)) {
    const [whole, slash, name, attributes = '', empty] = match
    const isOpen = slash === '' && empty === ''
    if (name === 'EntityDescriptor' && isOpen) entityId ??= attribute(attributes, 'entityID')
    if (name === 'IDPSSODescriptor') isIdentityProvider = isOpen
    if (name === 'KeyDescriptor') isSigning = isOpen && attribute(attributes, 'use') !== 'encryption'
    if (name === 'X509Certificate' && isOpen && isIdentityProvider && isSigning) {
      const start = match.index + whole.length
      const certificate = xml.slice(start, xml.indexOf('<', start)).replace(/\s/g, '')
      if (certificate !== '') certificates.add(certificate)
    }
  }
  return { ...(entityId ? { entityId: decodeEntities(entityId) } : {}), certificates: [...certificates] }
}

const digits = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase()

/** The fingerprints and the end of a certificate, or nothing where the text is not one. */
export const certificateOf = (base64: string): { readonly sha256: string; readonly sha1: string; readonly notAfter: string } | undefined => {
  try {
    const certificate = new X509Certificate(Buffer.from(base64, 'base64'))
    return { sha256: digits(certificate.fingerprint256), sha1: digits(certificate.fingerprint), notAfter: certificate.validToDate.toISOString() }
  } catch {
    return undefined
  }
}

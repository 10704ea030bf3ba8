import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Key and certificate of the emulators: self-signed, for localhost and 127.0.0.1 only, its own certificate authority. */
export const testCertificate = { key: here('./localhost.key.pem'), cert: here('./localhost.cert.pem') }

/**
 * Makes this process trust the test certificate in addition to what it trusted before: fetch, node:https and every SDK on them.
 * Needed because Node reads NODE_EXTRA_CA_CERTS only at its start, which a test worker cannot influence.
 */
export const trustTestCertificate = (): void => {
  const trusted = getCACertificates('default')
  if (!trusted.some(certificate => certificate.trim() === testCertificate.cert.trim())) setDefaultCACertificates([...trusted, testCertificate.cert])
}

/** The environment variable that makes a spawned Node trust the test certificate beside a preset bundle. `remove` deletes the temporary file. */
export const trustingEnvironment = (preset = process.env.NODE_EXTRA_CA_CERTS): { readonly env: { readonly NODE_EXTRA_CA_CERTS: string }; remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-ca-'))
  const file = join(folder, 'bundle.pem')
  const bundle = preset !== undefined && existsSync(preset) ? `${readFileSync(preset, 'utf8').trimEnd()}\n` : ''
  writeFileSync(file, bundle + testCertificate.cert)
  return { env: { NODE_EXTRA_CA_CERTS: file }, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

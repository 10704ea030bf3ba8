import { constants, createPublicKey, verify, X509Certificate } from 'node:crypto'
import type { TenantFixture } from './tenant-fixture.ts'
import { isObject, type Json } from './wire.ts'

type Client = TenantFixture['clients'][number]

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** What is wrong with an assertion, as an error of the login service: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
interface AssertionFault {
  readonly code: number
  readonly text: string
}

const part = (text: string | undefined): Json => {
  try {
    const value: unknown = JSON.parse(Buffer.from(text ?? '', 'base64url').toString())
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

const isSigned = (assertion: string, key: string, alg: unknown): boolean => {
  const [head = '', body = '', signature = ''] = assertion.split('.')
  const padding = alg === 'PS256' ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {}
  return verify('sha256', Buffer.from(`${head}.${body}`), { key: createPublicKey(key), ...padding }, Buffer.from(signature, 'base64url'))
}

const inTime = ({ nbf = 0, exp }: Json, now: Date): boolean => Number(nbf) * 1000 <= now.getTime() + 300_000 && Number(exp) * 1000 > now.getTime() - 300_000
const late: AssertionFault = { code: 700024, text: 'Client assertion is not within its valid time range.' }

const certificateFault = (assertion: string, head: Json, claims: Json, client: Client, endpoint: string, now: Date): AssertionFault | undefined => {
  const { certificate = '', clientId } = client
  const thumbprint = Buffer.from(new X509Certificate(certificate).fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')
  if (head['x5t#S256'] !== thumbprint || !isSigned(assertion, certificate, head.alg))
    return { code: 700027, text: 'The certificate with identifier used to sign the client assertion is not registered on application.' }
  if (claims.aud !== endpoint || claims.iss !== clientId || claims.sub !== clientId)
    return { code: 700023, text: 'Client assertion audience claim does not match Realm issuer.' }
  return inTime(claims, now) ? undefined : late
}

const federatedFault = (
  assertion: string,
  head: Json,
  claims: Json,
  { issuer, subject, publicKey }: NonNullable<Client['federated']>,
  now: Date,
): AssertionFault | undefined => {
  if (claims.iss !== issuer || claims.sub !== subject)
    return { code: 700213, text: `No matching federated identity record found for presented assertion subject '${claims.sub}'.` }
  if (claims.aud !== 'api://AzureADTokenExchange')
    return { code: 700212, text: `No matching federated identity record found for presented assertion audience '${claims.aud}'.` }
  if (!isSigned(assertion, publicKey, head.alg)) return { code: 50013, text: 'Assertion failed signature validation.' }
  return inTime(claims, now) ? undefined : late
}

/** Why this client may not have a token for this assertion: signed by its certificate's key, or by the service that vouches for it. */
export const assertionFault = (assertion: string, client: Client, endpoint: string, now: Date): AssertionFault | undefined => {
  const [head, body] = assertion.split('.')
  if (client.federated !== undefined) return federatedFault(assertion, part(head), part(body), client.federated, now)
  if (client.certificate !== undefined) return certificateFault(assertion, part(head), part(body), client, endpoint, now)
  return { code: 700027, text: 'The certificate with identifier used to sign the client assertion is not registered on application.' }
}

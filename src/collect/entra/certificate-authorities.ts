import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { type CertificateAuthority, certificateAuthorities, certificateSignInSettings } from '../../datasets/entra/certificate-trust.ts'
import { CollectError, type Collected, defineCollector, gap } from '../collector.ts'
import { isObjectId } from './guard.ts'
import { badRow, rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const small = (text: string | null): string | null => text?.replaceAll(/[\s:]/g, '').toLowerCase() ?? null

const detail = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  certificateAuthorityType: z.string().nullable(),
  certificateRevocationListUrl: z.string().nullable(),
  issuer: z.string().nullable(),
  issuerSubjectKeyIdentifier: z.string().nullable(),
  thumbprint: z.string().nullable(),
  expirationDateTime: z.string().nullable(),
})
const infrastructure = z.object({ id: z.string(), displayName: z.string().nullable() })
const infrastructures = '/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations'

/** https://learn.microsoft.com/graph/api/publickeyinfrastructureroot-list-certificatebasedauthconfigurations, then each one's authorities. */
async function* ofInfrastructures(session: EntraSession, at: Scope): AsyncGenerator<Collected, void, undefined> {
  let index = 0
  for await (const item of session.list({ path: infrastructures })) {
    const parsed = infrastructure.safeParse(item)
    index++
    if (!parsed.success || !isObjectId(parsed.data.id)) {
      yield parsed.success
        ? gap(certificateAuthorities, 'invalid', 'not the id of a store', { part: parsed.data.id })
        : badRow(certificateAuthorities, `store number ${index}`, parsed.error)
      continue
    }
    const { id, displayName } = parsed.data
    const list = session.list({ path: `${infrastructures}/${id}/certificateAuthorities`, top: 999 })
    yield* rowsFrom(certificateAuthorities, at, list, detail, (found, scope) => ({
      id: found.id,
      scope,
      name: found.displayName ?? found.issuer ?? found.id,
      store: displayName ?? id,
      isRoot: found.certificateAuthorityType !== 'intermediate',
      thumbprint: small(found.thumbprint),
      keyId: small(found.issuerSubjectKeyIdentifier),
      issuer: found.issuer,
      hasRevocationList: (found.certificateRevocationListUrl ?? '') !== '',
      expiresAt: found.expirationDateTime,
    }))
  }
}

const readCertificate = (base64: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'))
  } catch {
    return undefined
  }
}

const older = z.object({
  certificate: z.string(),
  isRootAuthority: z.boolean(),
  certificateRevocationListUrl: z.string().nullable(),
  issuer: z.string().nullable(),
  issuerSki: z.string().nullable(),
})
const configuration = z.object({ id: z.string(), certificateAuthorities: z.array(older) })

const classicRow = (found: z.infer<typeof older>, scope: string): CertificateAuthority => {
  const certificate = readCertificate(found.certificate)
  const thumbprint = certificate === undefined ? null : small(certificate.fingerprint)
  const keyId = small(found.issuerSki)
  return {
    id: `classic/${thumbprint ?? keyId ?? found.issuer ?? 'unreadable'}`,
    scope,
    name: certificate?.subject.replaceAll('\n', ', ') ?? found.issuer ?? 'unreadable certificate',
    store: 'classic',
    isRoot: found.isRootAuthority,
    thumbprint,
    keyId,
    issuer: found.issuer,
    hasRevocationList: (found.certificateRevocationListUrl ?? '') !== '',
    expiresAt: certificate === undefined ? null : new Date(certificate.validTo).toISOString(),
  }
}

async function* flattened(configurations: AsyncIterable<unknown>): AsyncGenerator<unknown, void, undefined> {
  for await (const item of configurations) {
    const parsed = configuration.safeParse(item)
    if (!parsed.success) throw new CollectError('invalid', `the older trust store is not as documented: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
    yield* parsed.data.certificateAuthorities
  }
}

/** The older store, one list of the organization: https://learn.microsoft.com/graph/api/certificatebasedauthconfiguration-list */
const ofOrganization = (session: EntraSession, at: Scope): AsyncIterable<Collected> =>
  rowsFrom(
    certificateAuthorities,
    at,
    flattened(session.list({ path: `/organization/${at.id.slice('entra-tenant/'.length)}/certificateBasedAuthConfiguration` })),
    older,
    classicRow,
  )

/** One store that cannot be read leaves what stands in the other. */
async function* orGap(part: string, found: AsyncIterable<Collected>): AsyncGenerator<Collected, void, undefined> {
  try {
    yield* found
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    yield gap(certificateAuthorities, error.reason, error.message, { part, ...(error.permission === undefined ? {} : { permission: error.permission }) })
  }
}

/** Asked only where certificates sign in, or may: elsewhere Graph may not even answer, and nothing follows from what it would say. */
export const authorities = defineCollector<EntraSession>({
  name: 'entra-certificate-authorities',
  gives: [certificateAuthorities],
  after: [certificateSignInSettings],
  async *collect(session, at, sofar): AsyncGenerator<Collected, void, undefined> {
    if (sofar.isComplete(certificateSignInSettings) && sofar.rows(certificateSignInSettings).every(({ state }) => state !== 'enabled')) return
    yield* orGap('public key infrastructures', ofInfrastructures(session, at))
    yield* orGap('classic store', ofOrganization(session, at))
  },
})

import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const authority = z.object({
  ...rowFields,
  /** The public key infrastructure it stands in; `classic` for the older list of the organization. */
  store: z.string(),
  isRoot: z.boolean(),
  /** Hexadecimal digits in small letters; null where the certificate could not be read. */
  thumbprint: z.string().nullable(),
  /** Subject key identifier, in small letters. */
  keyId: z.string().nullable(),
  issuer: z.string().nullable(),
  /** Whether a list of revoked certificates is named. Without one revoked certificates sign in. */
  hasRevocationList: z.boolean(),
  expiresAt: instant.nullable(),
})
export type CertificateAuthority = z.infer<typeof authority>
/**
 * Authorities whose certificates sign in as any user of the tenant who may use certificates, of both trust stores. Read only where certificates are
 * allowed: elsewhere there is nothing to trust, and the table is empty. https://learn.microsoft.com/graph/api/resources/certificateauthoritydetail,
 * https://learn.microsoft.com/graph/api/resources/certificateauthority
 */
export const certificateAuthorities = defineDataset<CertificateAuthority>({
  name: 'certificate-authorities',
  per: 'entra-tenant',
  permissions: ['PublicKeyInfrastructure.Read.All', 'Organization.Read.All'],
  readable: 'either',
  row: authority,
})

const settings = z.object({
  ...rowFields,
  /** `enabled` or `disabled`. */
  state: z.string(),
  /** How a certificate finds its user. `affinity`: `low`, `high`; null where it was not said. */
  bindings: z.array(z.object({ field: z.string(), userProperty: z.string(), affinity: z.string().nullable() })),
  /** `x509CertificateSingleFactor`, `x509CertificateMultiFactor`; null where nothing was set. */
  defaultMode: z.string().nullable(),
  /** The affinity that a binding must have: `low`, `high`; null where nothing was set. */
  requiredAffinity: z.string().nullable(),
  /** What single issuers or policies of certificates get instead. `kind`: `issuerSubject`, `policyOID`, ...: open. */
  rules: z.array(z.object({ kind: z.string().nullable(), mode: z.string().nullable(), affinity: z.string().nullable() })),
  /** Whether an authority without a list of revoked certificates is refused. */
  isRevocationListRequired: z.boolean(),
  /** Subject key identifiers, in small letters, of authorities that need none all the same. */
  exemptAuthorities: z.array(z.string()),
})
export type CertificateSignInSettings = z.infer<typeof settings>
/** How certificates sign in, one row. https://learn.microsoft.com/graph/api/resources/x509certificateauthenticationmethodconfiguration */
export const certificateSignInSettings = defineDataset<CertificateSignInSettings>({
  name: 'certificate-sign-in-settings',
  per: 'entra-tenant',
  permissions: ['Policy.Read.AuthenticationMethod'],
  readable: 'either',
  row: settings,
})

const external = z.object({
  ...rowFields,
  /** `enabled` or `disabled`. */
  state: z.string(),
  /** The application that stands for the provider in the tenant. */
  appId: z.string().nullable(),
  /** Where the provider tells its keys. */
  discoveryUrl: z.string().nullable(),
  isForEverybody: z.boolean(),
})
export type ExternalAuthenticationMethod = z.infer<typeof external>
/** Providers outside Entra whose word counts as a second factor. https://learn.microsoft.com/graph/api/resources/externalauthenticationmethodconfiguration */
export const externalAuthenticationMethods = defineDataset<ExternalAuthenticationMethod>({
  name: 'external-authentication-methods',
  per: 'entra-tenant',
  permissions: ['Policy.Read.AuthenticationMethod'],
  readable: 'either',
  row: external,
})

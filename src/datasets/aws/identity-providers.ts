import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const saml = z.object({
  ...rowFields,
  createdAt: instant.optional(),
  validUntil: instant.optional(),
  /** The issuer in the metadata document. Absent: the document names none that could be read. */
  entityId: z.string().optional(),
  /**
   * The signing certificates in the metadata document: hashes of the DER in hex, SHA-1 since Entra names certificates by it, and when each ends. One that
   * cannot be read is counted below, and a gap beside the row.
   */
  certificates: z.array(z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), sha1: z.string().regex(/^[0-9a-f]{40}$/), notAfter: instant })),
  unreadCertificates: z.number().int().positive().optional(),
})
export type SamlProvider = z.infer<typeof saml>
/** SAML identity providers in IAM; `id` is the ARN. */
export const samlProviders = defineDataset<SamlProvider>({
  name: 'saml-providers',
  per: 'aws-account',
  permissions: ['iam:ListSAMLProviders', 'iam:GetSAMLProvider'],
  readable: 'either',
  row: saml,
})

const oidc = z.object({
  ...rowFields,
  /** The issuer without `https://`, as IAM keeps it, a trailing slash included. */
  url: z.string(),
  /** The audiences it accepts. */
  clientIds: z.array(z.string()),
  thumbprints: z.array(z.string()),
  createdAt: instant.optional(),
})
export type OidcProvider = z.infer<typeof oidc>
/** OpenID Connect identity providers in IAM; `id` is the ARN, `name` the issuer. */
export const oidcProviders = defineDataset<OidcProvider>({
  name: 'oidc-providers',
  per: 'aws-account',
  permissions: ['iam:ListOpenIDConnectProviders', 'iam:GetOpenIDConnectProvider'],
  readable: 'either',
  row: oidc,
})

import { z } from 'zod'
import { instant } from '../row.ts'

const shared = {
  keyId: z.string().nullable(),
  /** Chosen by whoever added it. */
  name: z.string().nullable(),
  startAt: instant.nullable(),
  endAt: instant.nullable(),
  /**
   * SHA-1 of the certificate it belongs to, forty digits in capitals; null where none was told. The key that signs, its public half and the
   * password that opens it share it: https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate
   */
  thumbprint: z.string().nullable(),
  /**
   * What Microsoft’s guide has the three share instead: a SHA-256 digest, sixty-four digits in capitals. Absent: none was told.
   * https://learn.microsoft.com/graph/application-saml-sso-configure-api
   */
  digest: z.string().optional(),
}

/** A secret of an application, without anything of the secret itself. */
export const passwordCredential = z.object(shared)
export type PasswordCredential = z.infer<typeof passwordCredential>

/** A key of an application: which it is, not the key. */
export const keyCredential = z.object({
  ...shared,
  /** `AsymmetricX509Cert`, `X509CertAndPassword`, `Symmetric`: open. */
  type: z.string().nullable(),
  /** `Verify`: proves who the application is; `Sign`: signs tokens for it. */
  usage: z.string().nullable(),
})
export type KeyCredential = z.infer<typeof keyCredential>

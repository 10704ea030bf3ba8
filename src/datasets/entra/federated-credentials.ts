import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const credential = z.object({
  ...rowFields,
  /** Object id of the registration that trusts the issuer, which the credential is part of. */
  partOf: z.string(),
  appId: z.string(),
  applicationName: z.string(),
  issuer: z.string(),
  /** Null where an expression says which subjects are let in. */
  subject: z.string().nullable(),
  audiences: z.array(z.string()),
  /** A flexible credential's expression over the claims; beta alone tells it. */
  expression: z.string().nullable(),
})
export type FederatedCredential = z.infer<typeof credential>
/** Programs elsewhere whose tokens sign an application of the tenant in. https://learn.microsoft.com/graph/api/resources/federatedidentitycredential?view=graph-rest-beta */
export const federatedCredentials = defineDataset<FederatedCredential>({
  name: 'entra-federated-credentials',
  per: 'entra-tenant',
  permissions: ['Application.Read.All'],
  readable: 'either',
  row: credential,
})

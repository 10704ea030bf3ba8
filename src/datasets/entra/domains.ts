import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const domain = z.object({
  ...rowFields,
  /** `Managed` or `Federated`. */
  authenticationType: z.string(),
  isVerified: z.boolean(),
  isRoot: z.boolean(),
  /** Days a password is valid; 2147483647 for ever. Null: not told, as for a subdomain, which has its root's. */
  passwordValidityPeriodInDays: z.number().int().nullable(),
})
export type EntraDomain = z.infer<typeof domain>
/** Domains of the tenant; `id` is the name. https://learn.microsoft.com/graph/api/domain-list */
export const entraDomains = defineDataset<EntraDomain>({
  name: 'entra-domains',
  per: 'entra-tenant',
  permissions: ['Domain.Read.All'],
  readable: 'either',
  row: domain,
})

/** Public halves only. `endAt` null: it could not be read as a certificate. */
const certificate = z.object({ fingerprint: z.string().nullable(), endAt: instant.nullable() })

const federation = z.object({
  ...rowFields,
  domain: z.string(),
  /** What the identity provider calls itself. */
  issuerUri: z.string().nullable(),
  passiveSignInUri: z.string().nullable(),
  /** `acceptIfMfaDoneByFederatedIdp`, `enforceMfaByFederatedIdp`, `rejectMfaByFederatedIdp`; null: never set. */
  federatedIdpMfaBehavior: z.string().nullable(),
  signingCertificate: certificate.nullable(),
  nextSigningCertificate: certificate.nullable(),
})
export type DomainFederation = z.infer<typeof federation>
/** How federated domains are federated; one domain that cannot be read is one part. https://learn.microsoft.com/graph/api/domain-list-federationconfiguration */
export const domainFederations = defineDataset<DomainFederation>({
  name: 'domain-federations',
  per: 'entra-tenant',
  permissions: ['Domain.Read.All'],
  readable: 'either',
  row: federation,
})

const synchronization = z.object({
  ...rowFields,
  /** True: synchronized. False: was once. Null: never. */
  isEnabled: z.boolean().nullable(),
  lastSyncAt: instant.nullable(),
  /** The last time that passwords came; null: never. */
  lastPasswordSyncAt: instant.nullable(),
})
export type DirectorySynchronization = z.infer<typeof synchronization>
/** When the directory was last synchronized from on-premises; one row. Read in beta, which tells passwords apart. https://learn.microsoft.com/graph/api/resources/organization */
export const directorySynchronizations = defineDataset<DirectorySynchronization>({
  name: 'directory-synchronizations',
  per: 'entra-tenant',
  permissions: ['Organization.Read.All'],
  readable: 'either',
  row: synchronization,
})

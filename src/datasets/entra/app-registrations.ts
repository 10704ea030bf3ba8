import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'
import { keyCredential, passwordCredential } from './application-credentials.ts'

const lock = z.object({
  isEnabled: z.boolean(),
  allProperties: z.boolean(),
  credentialsThatVerify: z.boolean(),
  credentialsThatSign: z.boolean(),
  tokenEncryptionKey: z.boolean(),
})

const application = z.object({
  ...rowFields,
  appId: z.string(),
  /** `AzureADMyOrg` (this tenant alone), `AzureADMultipleOrgs`, ...: open. */
  signInAudience: z.string().nullable(),
  createdAt: instant.nullable(),
  passwordCredentials: z.array(passwordCredential),
  keyCredentials: z.array(keyCredential),
  webRedirectUris: z.array(z.string()),
  spaRedirectUris: z.array(z.string()),
  publicClientRedirectUris: z.array(z.string()),
  implicitGrant: z.object({ accessTokens: z.boolean(), idTokens: z.boolean() }),
  /** Whether it may sign in as a public client, without proving who it is. */
  isFallbackPublicClient: z.boolean(),
  /** What the tenants that use it may not change of its service principal; null: nothing is locked. */
  propertyLock: lock.nullable(),
  acceptsMappedClaims: z.boolean(),
  accessTokenVersion: z.number().nullable(),
  verifiedPublisherId: z.string().nullable(),
})
export type EntraApplication = z.infer<typeof application>
/** Applications registered in the tenant; `id` is the object id of the registration, not that of its service principal. */
export const entraApplications = defineDataset<EntraApplication>({
  name: 'entra-applications',
  per: 'entra-tenant',
  permissions: ['Application.Read.All'],
  readable: 'either',
  row: application,
})

const behavior = z.object({
  ...rowFields,
  appId: z.string(),
  signInAudience: z.string().nullable(),
  /** Null: Microsoft's default holds. */
  removesUnverifiedEmail: z.boolean().nullable(),
  blocksAzureAdGraph: z.boolean().nullable(),
})
export type ApplicationBehavior = z.infer<typeof behavior>
/** How tokens are issued to the applications of the tenant: told by beta alone, so apart. `id` is the object id of the registration. */
export const applicationBehaviors = defineDataset<ApplicationBehavior>({
  name: 'entra-application-behaviors',
  per: 'entra-tenant',
  permissions: ['Application.Read.All'],
  readable: 'either',
  row: behavior,
})

const owner = z.object({
  ...rowFields,
  /** Object id of the registration or the service principal that is owned. */
  ownedId: z.string(),
  owned: z.enum(['application', 'servicePrincipal']),
  ownerId: z.string(),
  /** `user`, `servicePrincipal`, ...: open. */
  ownerType: z.string(),
})
export type ApplicationOwner = z.infer<typeof owner>
/** Who owns registrations and service principals, a row for each owner of each, called as what is owned; a part is the object id of one whose owners could not be read. */
export const applicationOwners = defineDataset<ApplicationOwner>({
  name: 'entra-application-owners',
  per: 'entra-tenant',
  permissions: ['Application.Read.All'],
  readable: 'either',
  row: owner,
})

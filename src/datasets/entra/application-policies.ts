import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const restriction = z.object({
  /** `passwordAddition`, `passwordLifetime`, `customPasswordAddition`, `asymmetricKeyLifetime`, ...: open. */
  kind: z.string(),
  isEnabled: z.boolean(),
  /** ISO 8601 duration. */
  maximumLifetime: z.string().nullable(),
  /** Only applications created since are bound; null: all of them. */
  since: instant.nullable(),
})
export type AppRestriction = z.infer<typeof restriction>

const management = z.object({
  ...rowFields,
  isEnabled: z.boolean(),
  applications: z.array(restriction),
  servicePrincipals: z.array(restriction),
})
export type AppManagementPolicy = z.infer<typeof management>
/** What the tenant lets applications have as credentials, by default; a tenant has one. https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy */
export const appManagementPolicies = defineDataset<AppManagementPolicy>({
  name: 'entra-app-management-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: management,
})

const applied = {
  isOrganizationDefault: z.boolean(),
  /** Object ids of the applications and service principals it was given to. */
  appliesTo: z.array(z.string()),
  /** Whether there may be more than are told. */
  mayApplyToMore: z.boolean(),
}

const lifetime = z.object({
  ...rowFields,
  ...applied,
  /** Minutes that access and ID tokens last; null: the policy does not say. */
  accessTokenMinutes: z.number().nullable(),
})
export type TokenLifetimePolicy = z.infer<typeof lifetime>
/** https://learn.microsoft.com/graph/api/resources/tokenlifetimepolicy */
export const tokenLifetimePolicies = defineDataset<TokenLifetimePolicy>({
  name: 'entra-token-lifetime-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: lifetime,
})

/** A claim with one value for everybody. */
const constant = z.object({ claim: z.string(), value: z.string() })

const mapping = z.object({ ...rowFields, ...applied, constants: z.array(constant) })
export type ClaimsMappingPolicy = z.infer<typeof mapping>
/** Of what policies put into tokens, the claims that are the same for everybody. https://learn.microsoft.com/graph/api/resources/claimsmappingpolicy */
export const claimsMappingPolicies = defineDataset<ClaimsMappingPolicy>({
  name: 'entra-claims-mapping-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: mapping,
})

const claims = z.object({ ...rowFields, constants: z.array(constant) })
export type AwsApplicationClaims = z.infer<typeof claims>
/** The same of what the admin center sets under Attributes and Claims, for applications of AWS; `id` is the object id of the service principal. Beta. https://learn.microsoft.com/graph/api/customclaimspolicy-get */
export const awsApplicationClaims = defineDataset<AwsApplicationClaims>({
  name: 'entra-aws-application-claims',
  per: 'entra-tenant',
  permissions: ['Policy.Read.ApplicationConfiguration'],
  readable: 'either',
  row: claims,
})

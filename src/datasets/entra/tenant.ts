import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const organization = z.object({
  ...rowFields,
  /** `AAD` for a workforce tenant, `CIAM` for an external one, ...: open. */
  tenantType: z.string().nullable(),
  verifiedDomains: z.array(z.object({ name: z.string(), isDefault: z.boolean(), isInitial: z.boolean() })),
  onPremisesSyncEnabled: z.boolean().nullable(),
  onPremisesLastSyncAt: instant.nullable(),
})
export type EntraOrganization = z.infer<typeof organization>
/** The tenant itself, one row; `id` is the tenant id. https://learn.microsoft.com/graph/api/organization-list */
export const entraOrganizations = defineDataset<EntraOrganization>({
  name: 'entra-organizations',
  per: 'entra-tenant',
  permissions: ['Organization.Read.All'],
  readable: 'either',
  row: organization,
})

const sku = z.object({
  ...rowFields,
  /** `Enabled`, `Suspended`, `Deleted`, ...: open. */
  capabilityStatus: z.string(),
  enabledUnits: z.number().int(),
  servicePlans: z.array(z.object({ id: z.string(), name: z.string(), provisioningStatus: z.string() })),
})
export type SubscribedSku = z.infer<typeof sku>
/** Licences of the tenant; `name` is the SKU part number, plan names as Microsoft gives them (`AAD_PREMIUM_P2`). */
export const subscribedSkus = defineDataset<SubscribedSku>({
  name: 'subscribed-skus',
  per: 'entra-tenant',
  permissions: ['LicenseAssignment.Read.All'],
  readable: 'either',
  row: sku,
})

const securityDefaults = z.object({ ...rowFields, isEnabled: z.boolean() })
export type SecurityDefaults = z.infer<typeof securityDefaults>
/** One row. https://learn.microsoft.com/graph/api/identitysecuritydefaultsenforcementpolicy-get */
export const securityDefaultsPolicies = defineDataset<SecurityDefaults>({
  name: 'security-defaults-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: securityDefaults,
})

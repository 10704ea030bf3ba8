import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const side = z.object({
  /** `allowed` or `blocked`. */
  accessType: z.string(),
  /** `AllUsers`, `AllApplications`, `Office365`, or ids. */
  targets: z.array(z.string()),
})
const setting = z.object({ usersAndGroups: side.nullable(), applications: side.nullable() })
export type CrossTenantSetting = z.infer<typeof setting>

const trust = z.object({ mfa: z.boolean(), compliantDevice: z.boolean(), hybridJoinedDevice: z.boolean() })

const shared = {
  ...rowFields,
  /** Null, here and below: of a partner, the tenant's default holds. */
  collaborationInbound: setting.nullable(),
  collaborationOutbound: setting.nullable(),
  directConnectInbound: setting.nullable(),
  directConnectOutbound: setting.nullable(),
  /** What is believed of what happened in the guest's own tenant. */
  inboundTrust: trust.nullable(),
}

const byDefault = z.object({
  ...shared,
  /** False: somebody changed it. */
  isServiceDefault: z.boolean(),
  /** Which foreign accounts may be used from the tenant's own devices and networks. Null: nothing is set. */
  tenantRestrictions: setting.nullable(),
})
export type CrossTenantDefault = z.infer<typeof byDefault>
/** What holds for every tenant that has no settings of its own; one row. https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault */
export const crossTenantDefaults = defineDataset<CrossTenantDefault>({
  name: 'cross-tenant-defaults',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: byDefault,
})

const partner = z.object({
  ...shared,
  isServiceProvider: z.boolean(),
  isInMultiTenantOrganization: z.boolean(),
  /** Whether the partner may create and change users here. */
  isUserSyncInboundAllowed: z.boolean(),
  /** Whether people of the partner get in without being asked for consent. */
  isConsentAutomaticInbound: z.boolean(),
})
export type CrossTenantPartner = z.infer<typeof partner>
/** Settings for single tenants; `id` is the partner's tenant id. https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner */
export const crossTenantPartners = defineDataset<CrossTenantPartner>({
  name: 'cross-tenant-partners',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: partner,
})

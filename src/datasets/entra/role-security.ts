import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const alert = z.object({
  ...rowFields,
  isActive: z.boolean(),
  /** False: PIM does not look for what the alert is about, and it never opens. Null: its configuration did not say. https://learn.microsoft.com/graph/api/resources/unifiedrolemanagementalertconfiguration */
  isEnabled: z.boolean().nullable(),
  incidentCount: z.number().int(),
  /** `low`, `medium`, `high`, `informational`; null: the alert's definition did not say. */
  severity: z.string().nullable(),
  lastScannedAt: instant.nullable(),
})
export type PimAlert = z.infer<typeof alert>
/** Security alerts of PIM for Entra roles (needs Entra ID P2). Beta only. https://learn.microsoft.com/graph/api/rolemanagementalert-list-alerts */
export const pimAlerts = defineDataset<PimAlert>({
  name: 'pim-alerts',
  per: 'entra-tenant',
  permissions: ['RoleManagementAlert.Read.Directory'],
  readable: 'either',
  row: alert,
})

const customRole = z.object({
  ...rowFields,
  isEnabled: z.boolean(),
  /** Actions that it allows, e.g. `microsoft.directory/applications/credentials/update`. */
  actions: z.array(z.string()),
})
export type CustomRole = z.infer<typeof customRole>
/** Custom directory roles with what they allow; `id` is the role definition's. https://learn.microsoft.com/graph/api/resources/unifiedrolepermission */
export const customRoles = defineDataset<CustomRole>({
  name: 'custom-roles',
  per: 'entra-tenant',
  permissions: ['RoleManagement.Read.Directory'],
  readable: 'either',
  row: customRole,
})

const unit = z.object({
  ...rowFields,
  /** Only administrators of the unit may change what is in it. */
  isMemberManagementRestricted: z.boolean(),
  /** Object ids of users, groups and devices in it. */
  members: z.array(z.string()),
  /** There are more members than are worth reading: those listed are not all. */
  isCut: z.boolean(),
})
export type AdministrativeUnit = z.infer<typeof unit>
/** Administrative units with their first few thousand members. https://learn.microsoft.com/graph/api/resources/administrativeunit */
export const administrativeUnits = defineDataset<AdministrativeUnit>({
  name: 'administrative-units',
  per: 'entra-tenant',
  permissions: ['AdministrativeUnit.Read.All'],
  readable: 'either',
  row: unit,
})

const features = z.object({
  ...rowFields,
  blocksSoftMatch: z.boolean(),
  blocksHardMatchTakeover: z.boolean(),
})
export type SynchronizationFeatures = z.infer<typeof features>
/**
 * What synchronization from on-premises may do to objects of the cloud. No application can read it, only a person who is Global Administrator.
 * https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get
 */
export const synchronizationFeatures = defineDataset<SynchronizationFeatures>({
  name: 'synchronization-features',
  per: 'entra-tenant',
  permissions: ['OnPremDirectorySynchronization.Read.All'],
  readable: 'delegated',
  row: features,
})

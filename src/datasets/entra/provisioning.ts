import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const job = z.object({
  ...rowFields,
  /** Object id of the AWS application it provisions for. */
  partOf: z.string(),
  /** `NotConfigured`, `NotRun`, `Active`, `Paused`, `Quarantine`: open. https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationstatus */
  status: z.string(),
  quarantineReason: z.string().nullable(),
  /** When it last ended without an error; null: never. */
  lastSuccessAt: instant.nullable(),
})
export type ProvisioningJob = z.infer<typeof job>
/** What provisions users and groups, or reads roles, for the AWS applications; an application whose jobs could not be read is one part. https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs */
export const provisioningJobs = defineDataset<ProvisioningJob>({
  name: 'entra-provisioning-jobs',
  per: 'entra-tenant',
  permissions: ['Synchronization.Read.All'],
  readable: 'either',
  row: job,
})

const mapping = z.object({
  ...rowFields,
  /** The job it belongs to, by its row. */
  partOf: z.string(),
  applicationName: z.string(),
  /** What is provisioned, as the directory calls it: `User`, `Group`. */
  sourceObject: z.string(),
  /** How a thing is found again in AWS: the attribute there and those of Entra it is made of, first the one that is tried first. */
  matching: z.array(z.object({ target: z.string(), sources: z.array(z.string()) })),
})
export type ProvisioningMapping = z.infer<typeof mapping>
/** How provisioning finds in AWS whom it knows in Entra. https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-get */
export const provisioningMappings = defineDataset<ProvisioningMapping>({
  name: 'entra-provisioning-mappings',
  per: 'entra-tenant',
  permissions: ['Synchronization.Read.All'],
  readable: 'either',
  row: mapping,
})

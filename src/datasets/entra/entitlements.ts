import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const policy = z.object({
  ...rowFields,
  /** The access package that it gives. */
  packageName: z.string().nullable(),
  /** Who may have it: `allMemberUsers`, `allExternalUsers`, `notSpecified` (nobody asks, it is given), ...: open. */
  allowedTargetScope: z.string().nullable(),
  /** Whether new requests are taken, from those people or from others for them; absent: not told. https://learn.microsoft.com/graph/api/resources/accesspackageassignmentrequestorsettings */
  isRequestable: z.boolean().optional(),
  /** Given to whoever meets a rule, and taken from whoever does no longer. */
  isAutomatic: z.boolean(),
  isApprovalRequired: z.boolean(),
  /** Kind of end: `noExpiration`, `afterDateTime`, `afterDuration`, `notSpecified`; null: not told. Open. */
  expirationType: z.string().nullable(),
  /** ISO 8601, e.g. `P365D`. */
  duration: z.string().nullable(),
  /** The day it ends, where `expirationType` is `afterDateTime`; absent: not told. */
  endAt: instant.optional(),
  isReviewed: z.boolean(),
})
export type AccessPackagePolicy = z.infer<typeof policy>
/**
 * Assignment policies of access packages (entitlement management; needs Entra ID P2 or ID Governance).
 * https://learn.microsoft.com/graph/api/resources/accesspackageassignmentpolicy
 */
export const accessPackagePolicies = defineDataset<AccessPackagePolicy>({
  name: 'access-package-policies',
  per: 'entra-tenant',
  permissions: ['EntitlementManagement.Read.All'],
  readable: 'either',
  row: policy,
})

const workflow = z.object({
  ...rowFields,
  /** `joiner`, `mover`, `leaver`: open. */
  category: z.string(),
  isEnabled: z.boolean(),
  /** Runs by itself when its time comes; else somebody starts it. */
  isScheduled: z.boolean(),
})
export type LifecycleWorkflow = z.infer<typeof workflow>
/** Lifecycle workflows (needs Entra ID Governance; there are none without it). https://learn.microsoft.com/graph/api/resources/identitygovernance-workflow */
export const lifecycleWorkflows = defineDataset<LifecycleWorkflow>({
  name: 'lifecycle-workflows',
  per: 'entra-tenant',
  permissions: ['LifecycleWorkflows-Workflow.ReadBasic.All'],
  readable: 'either',
  row: workflow,
})

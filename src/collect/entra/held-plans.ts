import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import type { SoFar } from '../collector.ts'

/** Plans without which there is nothing to read, as SKUs name them: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
export const GOVERNANCE = /^Entra_Identity_Governance$/i
export const WORKLOAD_ID = /^AAD_WRKLDID_P[12]$/i

/** Whether the tenant may hold a plan: it has or had it, or its plans could not be read. */
export const mayHold = (sofar: SoFar, plan: RegExp): boolean =>
  !sofar.isComplete(subscribedSkus) ||
  sofar.rows(subscribedSkus).some(sku => sku.capabilityStatus !== 'Deleted' && sku.servicePlans.some(({ name }) => plan.test(name)))

import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import type { SoFar } from '../collector.ts'
import { GOVERNANCE } from './held-plans.ts'

/** Whether the tenant's plans hold PIM; undefined where they could not be read. A plan that lapsed still counts: what it holds may be there yet. */
export const hasPim = (sofar: SoFar): boolean | undefined => {
  if (!sofar.isComplete(subscribedSkus)) return undefined
  return sofar
    .rows(subscribedSkus)
    .some(sku => sku.capabilityStatus !== 'Deleted' && sku.servicePlans.some(plan => plan.name === 'AAD_PREMIUM_P2' || GOVERNANCE.test(plan.name)))
}

/** Without a plan that holds PIM nothing can be eligible. Plans that could not be read leave it open. */
export const mayHaveEligible = (sofar: SoFar): boolean => hasPim(sofar) !== false

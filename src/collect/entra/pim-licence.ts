import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import type { SoFar } from '../collector.ts'

/** Without a plan that holds PIM nothing can be eligible. Plans that could not be read leave it open. */
export const mayHaveEligible = (sofar: SoFar): boolean => {
  if (!sofar.isComplete(subscribedSkus)) return true
  return sofar
    .rows(subscribedSkus)
    .some(sku => sku.capabilityStatus !== 'Deleted' && sku.servicePlans.some(plan => plan.name === 'AAD_PREMIUM_P2' || /GOVERNANCE/i.test(plan.name)))
}

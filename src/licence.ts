import type { Gap } from './dataset.ts'
import { subscribedSkus } from './datasets/entra/tenant.ts'
import type { OpenScope } from './estate/estate.ts'

/** Whether the tenant has one of these service plans, in any SKU that is in force. Unreadable SKUs are an answer of their own. */
export const planIn = (tenant: OpenScope, plans: readonly string[]): 'present' | 'absent' | readonly Gap[] => {
  const gaps = tenant.gapsOf(subscribedSkus)
  if (gaps.length > 0) return gaps
  for (const sku of tenant.facts({ subscribedSkus }).subscribedSkus) {
    // `Warning` is the grace period after expiry, in which the service still works.
    const inForce = sku.capabilityStatus === 'Enabled' || sku.capabilityStatus === 'Warning'
    if (inForce && sku.servicePlans.some(({ name, provisioningStatus }) => plans.includes(name) && provisioningStatus !== 'Disabled')) return 'present'
  }
  return 'absent'
}

import { nativeId } from '../../dataset.ts'
import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import { defineEstateView } from '../needs.ts'
import { premiumPlans } from './service-plans.ts'

/**
 * Whether the scanned tenants have Microsoft Entra ID P1 or P2, by tenant id in lower case; a tenant whose licences could not be read is absent. For what is
 * set in Azure and needs a licence of the tenant.
 */
export const premiumTenants = defineEstateView({
  name: 'premium-tenants',
  per: ['entra-tenant'],
  needs: { subscribedSkus },
  handlesDark: true,
  whereAsked: true,
  distil: ({ subscribedSkus }): boolean =>
    [...subscribedSkus].some(
      ({ capabilityStatus, servicePlans }) =>
        (capabilityStatus === 'Enabled' || capabilityStatus === 'Warning') &&
        servicePlans.some(({ name, provisioningStatus }) => premiumPlans.includes(name) && provisioningStatus !== 'Disabled'),
    ),
  join(parts, dark): ReadonlyMap<string, boolean> {
    const darkScopes = new Set(dark.map(({ scope }) => scope))
    return new Map([...parts].filter(([scope]) => !darkScopes.has(scope)).map(([scope, isPremium]) => [nativeId(scope).toLowerCase(), isPremium]))
  },
})

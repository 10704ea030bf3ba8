import { entraOrganizations, type SubscribedSku, securityDefaultsPolicies, subscribedSkus } from '../../src/datasets/entra/tenant.ts'
import { minutesAgo } from './dates.ts'
import { type TenantKey, tenantScope, tenants } from './organization-facts.ts'
import { type Table, table } from './tables.ts'

/** Ids and names: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const plans = {
  p1: { id: '41781fb2-bc02-4b7c-bd55-b576c07bb09d', name: 'AAD_PREMIUM' },
  p2: { id: 'eec0eb4f-6444-4f95-aba0-50c24d67f998', name: 'AAD_PREMIUM_P2' },
  exchange: { id: 'efb87545-963c-4e0d-99df-69c6916d9eb0', name: 'EXCHANGE_S_ENTERPRISE' },
  intune: { id: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5', name: 'INTUNE_A' },
} as const
type Plan = keyof typeof plans

export interface SkuSpec {
  readonly skuId: string
  readonly name: string
  readonly units: number
  readonly plans: readonly Plan[]
  readonly status?: string
}

export const e5: SkuSpec = { skuId: '06ebc4ee-1bb5-47dd-8120-11324bc54e06', name: 'SPE_E5', units: 185, plans: ['p1', 'p2', 'exchange', 'intune'] }
export const businessPremium: SkuSpec = { skuId: 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', name: 'SPB', units: 25, plans: ['p1', 'exchange', 'intune'] }
export const premiumP2: SkuSpec = { skuId: '84a661c4-e949-4bd2-a560-ed7766fcaf2b', name: 'AAD_PREMIUM_P2', units: 25, plans: ['p1', 'p2'] }
export const visio: SkuSpec = { skuId: 'c5928f49-12ba-48f7-ada3-0d743a3601d5', name: 'VISIOCLIENT', units: 12, plans: [], status: 'Suspended' }

/** The tenant itself, its licences and its security defaults, which are off where Conditional Access is used. */
export const tenantTables = (key: TenantKey, { isSynced, skus }: { readonly isSynced: boolean; readonly skus: readonly SkuSpec[] }): Table[] => {
  const at = tenantScope(key)
  const { id, name, domain, initial } = tenants[key]
  return [
    table(entraOrganizations, at, [
      {
        id,
        name,
        tenantType: 'AAD',
        verifiedDomains: [
          { name: initial, isDefault: false, isInitial: true },
          { name: domain, isDefault: true, isInitial: false },
        ],
        onPremisesSyncEnabled: isSynced ? true : null,
        onPremisesLastSyncAt: isSynced ? minutesAgo(17) : null,
      },
    ]),
    table(
      subscribedSkus,
      at,
      skus.map(
        (sku): Omit<SubscribedSku, 'scope'> => ({
          id: `${id}_${sku.skuId}`,
          name: sku.name,
          capabilityStatus: sku.status ?? 'Enabled',
          enabledUnits: sku.units,
          servicePlans: sku.plans.map(plan => ({ ...plans[plan], provisioningStatus: 'Success' })),
        }),
      ),
    ),
    table(securityDefaultsPolicies, at, [{ id: '00000000-0000-0000-0000-000000000005', name: 'Security Defaults', isEnabled: false }]),
  ]
}

import { z } from 'zod'
import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({
  id: z.string(),
  skuPartNumber: z.string(),
  capabilityStatus: z.string(),
  prepaidUnits: z.object({ enabled: z.number().int() }),
  servicePlans: z.array(z.object({ servicePlanId: z.string(), servicePlanName: z.string(), provisioningStatus: z.string() })),
})

export const licences = defineCollector<EntraSession>({
  name: 'entra-licences',
  gives: [subscribedSkus],
  collect: (session, at) =>
    rowsFrom(
      subscribedSkus,
      at,
      session.list({ path: '/subscribedSkus', select: ['id', 'skuPartNumber', 'capabilityStatus', 'prepaidUnits', 'servicePlans'] }),
      wire,
      ({ id, skuPartNumber, capabilityStatus, prepaidUnits, servicePlans }, scope) => ({
        id,
        scope,
        name: skuPartNumber,
        capabilityStatus,
        enabledUnits: prepaidUnits.enabled,
        servicePlans: servicePlans.map(plan => ({ id: plan.servicePlanId, name: plan.servicePlanName, provisioningStatus: plan.provisioningStatus })),
      }),
    ),
})

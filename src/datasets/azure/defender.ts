import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const plan = z.object({
  ...rowFields,
  /** `Standard` is on, `Free` is off: open. */
  tier: z.string(),
  subPlan: z.string().nullable(),
  /** `FullyCovered`, `PartiallyCovered`, `NotCovered`: open; single resources may differ from the tier. Null: not told. */
  coverage: z.string().nullable(),
})
export type DefenderPlan = z.infer<typeof plan>
/** Plans of Microsoft Defender for Cloud that are not deprecated, on or off; none where the subscription never used it. https://learn.microsoft.com/rest/api/defenderforcloud/pricings/list */
export const defenderPlans = defineDataset<DefenderPlan>({
  name: 'azure-defender-plans',
  per: 'azure-subscription',
  permissions: ['Microsoft.Security/pricings/read'],
  readable: 'either',
  row: plan,
})

const contact = z.object({
  ...rowFields,
  isEnabled: z.boolean(),
  emails: z.array(z.string()),
  /** Roles on the subscription whose holders are told; none where that is off. */
  roles: z.array(z.string()),
  /** Alerts of at least this severity are told: `High`, `Medium`, `Low`; null: no alert is. */
  alertsFrom: z.string().nullable(),
})
export type SecurityContact = z.infer<typeof contact>
/** Who hears of alerts of Microsoft Defender for Cloud. https://learn.microsoft.com/azure/templates/microsoft.security/securitycontacts */
export const securityContacts = defineDataset<SecurityContact>({
  name: 'azure-security-contacts',
  per: 'azure-subscription',
  permissions: ['Microsoft.Security/securityContacts/read'],
  readable: 'either',
  row: contact,
})

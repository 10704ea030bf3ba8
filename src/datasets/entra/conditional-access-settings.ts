import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const settings = z.object({
  ...rowFields,
  /** User actions, in small letters, that policies for all resources do not reach: `accountrecovery`. What is only reported is not among them. */
  excludedActions: z.array(z.string()),
})
export type ConditionalAccessSettings = z.infer<typeof settings>
/** What a tenant takes out of all its policies for all resources, one row. Beta only. https://learn.microsoft.com/graph/api/resources/conditionalaccesssettings */
export const conditionalAccessSettings = defineDataset<ConditionalAccessSettings>({
  name: 'conditional-access-settings',
  per: 'entra-tenant',
  permissions: ['Policy.Read.ConditionalAccess'],
  readable: 'either',
  row: settings,
})

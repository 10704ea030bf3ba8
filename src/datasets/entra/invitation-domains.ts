import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const domains = z.object({
  ...rowFields,
  /** Only these domains may be invited; empty: there is no such list. */
  allowed: z.array(z.string()),
  /** Every domain but these may be invited; empty: there is no such list. */
  blocked: z.array(z.string()),
})
export type InvitationDomains = z.infer<typeof domains>
/** Which domains guests may be invited from, one row; there is a list of one kind at most. Beta only, and not in national clouds. https://learn.microsoft.com/graph/api/policyroot-list-b2bmanagementpolicies */
export const invitationDomains = defineDataset<InvitationDomains>({
  name: 'invitation-domains',
  per: 'entra-tenant',
  permissions: ['Policy.Read.B2BManagementPolicy'],
  readable: 'either',
  row: domains,
})

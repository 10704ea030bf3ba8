import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const group = z.object({
  ...rowFields,
  /** Null: no, as for most groups. */
  isAssignableToRole: z.boolean().nullable(),
  /** In a restricted management administrative unit, whose administrators alone may change it. Null: no. */
  isManagementRestricted: z.boolean().nullable(),
  /** Null: people are put into it one by one. */
  membershipRule: z.string().nullable(),
  owners: z.array(
    z.object({
      id: z.string(),
      /** `user`, `servicePrincipal`, ...: open. */
      type: z.string(),
    }),
  ),
})
export type PolicyGroup = z.infer<typeof group>
/**
 * Groups that Conditional Access policies name, with who may change them. A group that is gone is not in it; one that cannot be read is one part.
 * https://learn.microsoft.com/graph/api/resources/group
 */
export const policyGroups = defineDataset<PolicyGroup>({
  name: 'policy-groups',
  per: 'entra-tenant',
  permissions: ['GroupMember.Read.All'],
  readable: 'either',
  row: group,
})

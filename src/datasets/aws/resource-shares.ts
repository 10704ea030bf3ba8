import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const association = z.object({
  ...rowFields,
  shareArn: z.string(),
  /** An account number, the ARN of an organization, a unit, a role or a user, or a service. */
  principal: z.string(),
  /** `ASSOCIATED`, `ASSOCIATING`, `DISASSOCIATED`, ...: open. Absent: AWS did not say. */
  status: z.string().optional(),
})
export type ResourceShareAssociation = z.infer<typeof association>
/** With whom an account shares resources through Resource Access Manager: one row a share of its own and principal; `name` is the share's. */
export const resourceShareAssociations = defineDataset<ResourceShareAssociation>({
  name: 'resource-share-associations',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'ram:GetResourceShareAssociations'],
  readable: 'either',
  row: association,
})

import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const row = z.object({
  ...rowFields,
  /** How long a session of the role may last at most, in seconds. */
  longestSession: z.number().int().positive(),
})
export type RoleSession = z.infer<typeof row>
/**
 * How long sessions of each role may last, which GetAccountAuthorizationDetails does not say; `id` is the role's unique id.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
 */
export const roleSessions = defineDataset<RoleSession>({
  name: 'role-sessions',
  per: 'aws-account',
  permissions: ['iam:ListRoles'],
  readable: 'either',
  row,
})

import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const legacy = z.object({
  ...rowFields,
  userId: z.string(),
  userPrincipalName: z.string(),
  /** As the log names it: `IMAP4`, `Exchange ActiveSync`, `Other clients`, ... */
  clientAppUsed: z.string(),
  /** How many successful sign-ins of this user with this client lie in the window. */
  count: z.number().int().positive(),
  lastAt: instant,
  /** Applications signed in to, by name. */
  applications: z.array(z.string()),
})
export type LegacySignIn = z.infer<typeof legacy>
/**
 * Successful sign-ins with legacy clients in the last 30 days, one row a user and client (needs Entra ID P1); `id` is `<user id>/<client>`.
 * Only what the log keeps: 30 days with P1 or P2. https://learn.microsoft.com/graph/api/signin-list
 */
export const legacySignIns = defineDataset<LegacySignIn>({
  name: 'legacy-sign-ins',
  per: 'entra-tenant',
  permissions: ['AuditLog.Read.All', 'Directory.Read.All'],
  readable: 'either',
  row: legacy,
})

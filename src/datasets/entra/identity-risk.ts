import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const shared = {
  ...rowFields,
  /** `low`, `medium`, `high`, ...: open. */
  riskLevel: z.string(),
  /** `atRisk` and `confirmedCompromised` are open; `remediated`, `dismissed` and `confirmedSafe` are dealt with. */
  riskState: z.string(),
  /** When the risk last changed. */
  since: instant.nullable(),
}

const user = z.object({ ...shared, isDeleted: z.boolean() })
export type RiskyUser = z.infer<typeof user>
/**
 * Users at high risk, as Microsoft Entra ID Protection tells (needs Entra ID P2); `id` is the user's object id.
 * https://learn.microsoft.com/graph/api/resources/riskyuser
 */
export const riskyUsers = defineDataset<RiskyUser>({
  name: 'risky-users',
  per: 'entra-tenant',
  permissions: ['IdentityRiskyUser.Read.All'],
  readable: 'either',
  row: user,
})

const principal = z.object({ ...shared, appId: z.string().nullable(), isEnabled: z.boolean().nullable() })
export type RiskyServicePrincipal = z.infer<typeof principal>
/**
 * Applications at high risk (needs Workload ID Premium; nothing is told without it); `id` is the object id of the service principal.
 * https://learn.microsoft.com/graph/api/resources/riskyserviceprincipal
 */
export const riskyServicePrincipals = defineDataset<RiskyServicePrincipal>({
  name: 'risky-service-principals',
  per: 'entra-tenant',
  permissions: ['IdentityRiskyServicePrincipal.Read.All'],
  readable: 'either',
  row: principal,
})

import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const agent = z.object({
  ...rowFields,
  /** `active` or `inactive`. */
  status: z.string(),
})
export type PassThroughAgent = z.infer<typeof agent>
/**
 * Agents for pass-through authentication, by the name of their machine. Beta only; no application can read them, only a signed-in person.
 * https://learn.microsoft.com/graph/api/onpremisesagent-list, https://learn.microsoft.com/graph/api/onpremisespublishingprofile-get
 */
export const passThroughAgents = defineDataset<PassThroughAgent>({
  name: 'pass-through-agents',
  per: 'entra-tenant',
  permissions: ['Policy.Read.HybridAuthentication'],
  readable: 'delegated',
  row: agent,
})

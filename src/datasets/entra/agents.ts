import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'
import { keyCredential, passwordCredential } from './application-credentials.ts'

const agent = z.object({
  ...rowFields,
  accountEnabled: z.boolean(),
  /** Application id of the blueprint it was made from. */
  blueprintId: z.string(),
  /** How many owners it has; twenty stands for more. */
  owners: z.number().int(),
  /** How many sponsors it has; null: not asked, because it has owners. */
  sponsors: z.number().int().nullable(),
})
export type AgentIdentity = z.infer<typeof agent>
/** Identities of AI agents; `id` is the object id, by which assignments name them. https://learn.microsoft.com/graph/api/agentidentity-list */
export const agentIdentities = defineDataset<AgentIdentity>({
  name: 'entra-agent-identities',
  per: 'entra-tenant',
  permissions: ['AgentIdentity.Read.All', 'Application.Read.All'],
  readable: 'either',
  row: agent,
})

const blueprint = z.object({
  ...rowFields,
  appId: z.string(),
  passwordCredentials: z.array(passwordCredential),
  keyCredentials: z.array(keyCredential),
})
export type AgentBlueprint = z.infer<typeof blueprint>
/** Applications that agents are made from: whoever signs in as one acts as each of its agents. https://learn.microsoft.com/graph/api/agentidentityblueprint-list */
export const agentBlueprints = defineDataset<AgentBlueprint>({
  name: 'entra-agent-blueprints',
  per: 'entra-tenant',
  permissions: ['AgentIdentityBlueprint.Read.All'],
  readable: 'either',
  row: blueprint,
})

import { z } from 'zod'
import { defineDataset } from '../dataset.ts'
import { rowFields } from './row.ts'

const scopeKind = z.enum(['aws-organization', 'aws-account', 'entra-tenant', 'azure-hierarchy', 'azure-subscription', 'operator'])

const row = z.object({ ...rowFields, kind: scopeKind, parent: z.string().optional() })

export type ScopeRow = z.infer<typeof row>

/** Every scope this scan knows of, one row in its own scope. Made by the engine from discovery, so it is always complete. */
export const scopes = defineDataset<ScopeRow>({ name: 'scopes', per: 'operator', permissions: [], readable: 'either', row })

import { z } from 'zod'
import { defineDataset } from '../dataset.ts'
import { rowFields } from './row.ts'

/** What an operator may declare: a thing in a cloud, by its id, and what it is meant to be. */
export const declarationKinds = ['principal', 'account', 'tenant', 'issuer', 'role', 'application', 'url'] as const

/** What a declared thing may be meant as; without one it is just known. */
export const declarationMeanings = ['emergency-access', 'service-user', 'own', 'trusted', 'siem'] as const

const row = z.object({
  ...rowFields,
  kind: z.enum(declarationKinds),
  /** The native id, UPN, ARN, account number, issuer URL the operator wrote; compared without regard to case. */
  value: z.string().min(1),
  /** Each rule says which of them it honours. */
  as: z.enum(declarationMeanings).optional(),
  reason: z.string().min(1),
})

export type Declaration = z.infer<typeof row>

/** A declaration as an operator writes it, as the row that rules read. */
export const declarationOf = ({ kind, id, as, reason }: Pick<Declaration, 'id' | 'kind' | 'as' | 'reason'>): Declaration => ({
  id: `${kind}/${id}`,
  scope: 'operator/config',
  name: id,
  kind,
  value: id,
  reason,
  ...(as === undefined ? {} : { as }),
})

/** What the operator declared in the config: complete always; absent means none. */
export const declared = defineDataset<Declaration>({ name: 'declared', per: 'operator', permissions: [], readable: 'either', row })

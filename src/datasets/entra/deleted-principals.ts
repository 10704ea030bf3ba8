import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const principal = z.object({
  ...rowFields,
  /** `user`, `group`, `servicePrincipal`; `unknown` where it was not said. */
  type: z.string(),
  deletedAt: instant.nullable(),
})
export type DeletedPrincipal = z.infer<typeof principal>
/**
 * Whom role assignments name and the directory holds among the deleted, for thirty days; `id` is the object's. Whoever is in neither may be of another
 * tenant, or deleted for longer: that is not told. https://learn.microsoft.com/graph/api/directory-deleteditems-get
 */
export const deletedPrincipals = defineDataset<DeletedPrincipal>({
  name: 'deleted-principals',
  per: 'entra-tenant',
  permissions: ['User.Read.All'],
  readable: 'either',
  row: principal,
})

import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const action = z.object({
  ...rowFields,
  /** The authentication context that whoever performs it must satisfy (`c1`); null: none. */
  authenticationContext: z.string().nullable(),
})
export type ProtectableAction = z.infer<typeof action>
/**
 * Actions on the directory that can be made to need an authentication context; `name` is the permission, such as
 * `microsoft.directory/conditionalAccessPolicies/delete`. Beta only. https://learn.microsoft.com/entra/identity/role-based-access-control/protected-actions-overview
 */
export const protectableActions = defineDataset<ProtectableAction>({
  name: 'protectable-actions',
  per: 'entra-tenant',
  permissions: ['RoleManagement.Read.Directory'],
  readable: 'either',
  row: action,
})

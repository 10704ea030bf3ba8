import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const granted = z.object({
  ...rowFields,
  /** Object id of who holds it; `name` is how the directory calls them. */
  principalId: z.string(),
  /** `ServicePrincipal`, `User` or `Group`: open. */
  principalType: z.string(),
  /** Application id of the API, the same in every tenant. */
  apiId: z.string(),
  /** As the API calls it, e.g. `Directory.ReadWrite.All`; null: the API defines no such role any more, so that it gives nothing. */
  permission: z.string().nullable(),
})
export type ApplicationPermission = z.infer<typeof granted>
/** Application permissions granted on Microsoft Graph, Azure AD Graph and Exchange Online; an API that cannot be read is one part. https://learn.microsoft.com/graph/api/serviceprincipal-list-approleassignedto */
export const applicationPermissions = defineDataset<ApplicationPermission>({
  name: 'entra-application-permissions',
  per: 'entra-tenant',
  permissions: ['Application.Read.All'],
  readable: 'either',
  row: granted,
})

const delegated = z.object({
  ...rowFields,
  /** Object id of the application's service principal. */
  clientId: z.string(),
  /** The user it acts for; null: everybody. */
  principalId: z.string().nullable(),
  /** Object id of the API's service principal. */
  resourceId: z.string(),
  scopes: z.array(z.string()),
})
export type DelegatedPermission = z.infer<typeof delegated>
/** Delegated permissions granted for everybody, and those granted for a holder of a privileged role; what single other users granted for themselves is not read. https://learn.microsoft.com/graph/api/oauth2permissiongrant-list */
export const delegatedPermissions = defineDataset<DelegatedPermission>({
  name: 'entra-delegated-permissions',
  per: 'entra-tenant',
  permissions: ['Directory.Read.All'],
  readable: 'either',
  row: delegated,
})

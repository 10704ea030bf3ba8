import { entraOrganizations } from '../../datasets/entra/tenant.ts'
import { defineView } from '../needs.ts'

/** Whom a tenant is for: its own people (`AAD`), or customers, who sign themselves up (`CIAM`, and `AAD B2C` before it). */
export type TenantKind = 'workforce' | 'external' | 'b2c'

const kinds = new Map<string, TenantKind>([
  ['ciam', 'external'],
  ['aad b2c', 'b2c'],
])

/** Whom the tenant is for. A kind that is not known is taken for a workforce tenant, of which most is asked. https://learn.microsoft.com/graph/api/resources/organization */
export const tenantKind = defineView({
  name: 'entra-tenant-kind',
  per: 'entra-tenant',
  needs: { entraOrganizations },
  build: ({ entraOrganizations }): TenantKind =>
    [...entraOrganizations].map(({ tenantType }) => kinds.get(tenantType?.toLowerCase() ?? '')).find(kind => kind !== undefined) ?? 'workforce',
})

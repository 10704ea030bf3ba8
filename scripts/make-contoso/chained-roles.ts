import type { RoleSpec } from './account-spec.ts'
import { accounts } from './organization-facts.ts'
import { trustPrincipal } from './policy-documents.ts'

/**
 * Made for one migration and never taken down: whoever has power in staging, where any repository of GitHub has, administers the data platform.
 */
export const warehouseMigration: RoleSpec = {
  name: 'warehouse-migration',
  age: 196,
  attached: ['AdministratorAccess'],
  used: 171,
  trust: trustPrincipal(`arn:aws:iam::${accounts.staging.id}:root`),
}

import { nativeId } from '../../dataset.ts'
import { declared } from '../../datasets/declared.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineView } from '../needs.ts'

/** Ids of tenants that are no strangers: declared by the operator (kind tenant), or scanned in the same run. In small letters. */
export const declaredTenants = defineView({
  name: 'azure-declared-tenants',
  per: 'azure-subscription',
  needs: { declared, scopes },
  build: ({ declared, scopes }): ReadonlySet<string> =>
    new Set([
      ...[...declared].flatMap(({ kind, value }) => (kind === 'tenant' ? [value.toLowerCase()] : [])),
      ...[...scopes].flatMap(({ id, kind }) => (kind === 'entra-tenant' || kind === 'azure-hierarchy' ? [nativeId(id).toLowerCase()] : [])),
    ]),
})

import { applicationPermissions, delegatedPermissions } from '../../datasets/entra/application-permissions.ts'
import { defineView } from '../needs.ts'

/** What applications may do in the tenant, for themselves or for everybody who signs in, by the object id of their service principal. */
export const permissionsHeld = defineView({
  name: 'entra-permissions-held',
  per: 'entra-tenant',
  needs: { applicationPermissions, delegatedPermissions },
  build({ applicationPermissions, delegatedPermissions }): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, Set<string>>()
    const note = (holder: string, permission: string): void => {
      const known = found.get(holder) ?? new Set<string>()
      found.set(holder, known)
      known.add(permission)
    }
    for (const { principalId, permission } of applicationPermissions) if (permission !== null) note(principalId, permission)
    for (const { clientId, principalId, scopes } of delegatedPermissions)
      if (principalId === null) for (const scope of scopes) note(clientId, `${scope} (delegated)`)
    return new Map([...found].map(([holder, permissions]) => [holder, [...permissions].sort()]))
  },
})

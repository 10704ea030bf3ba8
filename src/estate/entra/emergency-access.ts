import { declared } from '../../datasets/declared.ts'
import { type EntraUser, entraUsers } from '../../datasets/entra/directory.ts'
import { defineView } from '../needs.ts'

/** The users whom the operator declared emergency access (`as: emergency-access`), by object id, which a declaration may give as id or user principal name. */
export const emergencyAccess = defineView({
  name: 'entra-emergency-access',
  per: 'entra-tenant',
  needs: { declared, entraUsers },
  build({ declared, entraUsers }): ReadonlyMap<string, EntraUser> {
    const values = new Set([...declared].flatMap(({ kind, as, value }) => (kind === 'principal' && as === 'emergency-access' ? [value.toLowerCase()] : [])))
    if (values.size === 0) return new Map()
    return new Map([...entraUsers].filter(({ id, name }) => values.has(id.toLowerCase()) || values.has(name.toLowerCase())).map(user => [user.id, user]))
  },
})

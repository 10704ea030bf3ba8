import { defineView } from '../needs.ts'
import { type PrivilegedServicePrincipal, privilegedServicePrincipals } from './privileged-service-principals.ts'

/** Finds what an application may do that leads to the whole tenant, by its application (client) id; undefined: nothing. */
export const privilegedApplications = defineView({
  name: 'entra-privileged-applications',
  per: 'entra-tenant',
  needs: { privilegedServicePrincipals },
  build({ privilegedServicePrincipals }): (appId: string) => PrivilegedServicePrincipal | undefined {
    const byAppId = new Map([...privilegedServicePrincipals].map(program => [program.appId.toLowerCase(), program]))
    return appId => byAppId.get(appId.toLowerCase())
  },
})

/** Its permissions and roles, by name. */
export const powersOf = ({ permissions, roles }: PrivilegedServicePrincipal): string[] => [
  ...new Set([...permissions.map(({ permission }) => permission), ...roles.map(({ role }) => role.name)]),
]

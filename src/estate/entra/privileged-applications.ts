import type { Row } from '../../dataset.ts'
import { entraApplications } from '../../datasets/entra/app-registrations.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { type PrivilegedServicePrincipal, privilegedServicePrincipals, type UnreadRoleGroup } from './privileged-service-principals.ts'

/** Finds what an application may do that leads to the whole tenant, by its application (client) id; undefined: nothing. */
export const privilegedApplications = defineView({
  name: 'entra-privileged-applications',
  per: 'entra-tenant',
  needs: { privilegedServicePrincipals },
  build({ privilegedServicePrincipals }): (appId: string) => PrivilegedServicePrincipal | undefined {
    const byAppId = new Map(
      [...privilegedServicePrincipals].flatMap(program => (program.kind === 'unread-group' ? [] : [[program.appId.toLowerCase(), program] as const])),
    )
    return appId => byAppId.get(appId.toLowerCase())
  },
})

/** An application that is registered in the tenant and leads to the whole of it. */
export interface PrivilegedRegistration extends Row {
  readonly kind: 'application'
  readonly appId: string
  readonly program: PrivilegedServicePrincipal
}

/** The applications registered in the tenant that lead to the whole of it, and the groups that may hold more of them. Registrations that were read are right where others are missing. */
export const privilegedRegistrations = defineView({
  name: 'entra-privileged-registrations',
  per: 'entra-tenant',
  needs: { entraApplications, privilegedApplications, privilegedServicePrincipals },
  rowwise: true,
  build({ entraApplications, privilegedApplications, privilegedServicePrincipals }): Table<PrivilegedRegistration | UnreadRoleGroup> {
    return tableOf([
      ...[...entraApplications].flatMap(({ id, scope, name, appId }): PrivilegedRegistration[] => {
        const program = privilegedApplications(appId)
        return program === undefined ? [] : [{ id, scope, name, kind: 'application', appId, program }]
      }),
      ...[...privilegedServicePrincipals].flatMap(each => (each.kind === 'unread-group' ? [each] : [])),
    ])
  },
})

/** Its permissions and roles, by name. */
export const powersOf = ({ permissions, roles }: PrivilegedServicePrincipal): string[] => [
  ...new Set([...permissions.map(({ permission }) => permission), ...roles.map(({ role }) => role.name)]),
]

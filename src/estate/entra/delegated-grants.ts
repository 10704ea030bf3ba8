import type { Row } from '../../dataset.ts'
import { type DelegatedPermission, delegatedPermissions } from '../../datasets/entra/application-permissions.ts'
import { type ServicePrincipal, servicePrincipals } from '../../datasets/entra/applications.ts'
import { defineView, type Table, tableOf } from '../needs.ts'

/** A grant of delegated permissions with the application that may use it and the API it is for; undefined: the directory does not list it. `name` is that of the application. */
export interface DelegatedGrant extends Row {
  readonly grant: DelegatedPermission
  readonly client: ServicePrincipal | undefined
  readonly api: ServicePrincipal | undefined
}

export const delegatedGrants = defineView({
  name: 'entra-delegated-grants',
  per: 'entra-tenant',
  needs: { delegatedPermissions, servicePrincipals },
  rowwise: true,
  build: ({ delegatedPermissions, servicePrincipals }): Table<DelegatedGrant> =>
    tableOf(
      [...delegatedPermissions].map(grant => {
        const client = servicePrincipals.get(grant.clientId)
        return { id: grant.id, scope: grant.scope, name: client?.name ?? grant.clientId, grant, client, api: servicePrincipals.get(grant.resourceId) }
      }),
    ),
})

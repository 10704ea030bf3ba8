import { MICROSOFT_GRAPH } from '../../analysis/tier-zero.ts'
import type { Row } from '../../dataset.ts'
import { applicationOwners } from '../../datasets/entra/app-registrations.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { type SignInDemand, signInDemands } from '../identity-graph/sign-in-demands.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { applicationsById } from './applications-by-id.ts'
import { conditionalAccess } from './conditional-access.ts'
import { privilegedApplications } from './privileged-applications.ts'
import { type PrivilegedServicePrincipal, privilegedServicePrincipals, tierZeroRoles, type UnreadRoleGroup } from './privileged-service-principals.ts'

/** Somebody who owns an application that leads to the whole tenant; `id` is that of the ownership. */
export interface EscalatingOwner extends Row {
  readonly kind: 'owner'
  readonly owned: 'application' | 'servicePrincipal'
  readonly ownedId: string
  readonly ownerId: string
  readonly ownerName: string
  readonly program: PrivilegedServicePrincipal
  /** Whether they hold, or could activate, a directory role that leads to the whole tenant themselves. */
  readonly isAdministrator: boolean
  /** What their weakest sign-in to the administration of applications demands; absent: who they are is not known. */
  readonly demand?: SignInDemand | undefined
}

/** The people who own applications that lead to the whole tenant, disabled ones left out, and the groups that may hold more of such applications. */
export const escalatingOwners = defineView({
  name: 'entra-escalating-owners',
  per: 'entra-tenant',
  needs: { applicationOwners, applicationsById, privilegedApplications, privilegedServicePrincipals, tierZeroRoles, entraUsers, conditionalAccess },
  build(facts): Table<EscalatingOwner | UnreadRoleGroup> {
    const { applicationOwners, applicationsById, privilegedApplications, privilegedServicePrincipals, tierZeroRoles, entraUsers, conditionalAccess } = facts
    const programs = new Map([...privilegedServicePrincipals].flatMap(each => (each.kind === 'unread-group' ? [] : [[each.id, each] as const])))
    // A registration makes the credentials of its service principal in this tenant.
    const registrations = new Map(
      [...applicationsById.values()].flatMap(({ id, appId }) => {
        const program = privilegedApplications(appId)
        return program === undefined ? [] : [[id, program] as const]
      }),
    )
    const found = [...applicationOwners].flatMap(owner => {
      const program = (owner.owned === 'application' ? registrations : programs).get(owner.ownedId)
      const user = entraUsers.get(owner.ownerId)
      const isAsked = program !== undefined && owner.ownerType === 'user' && user?.accountEnabled !== false
      return isAsked ? [{ owner, program, user }] : []
    })
    const own = found.flatMap(({ user }) => (user === undefined ? [] : [user.id]))
    const demands = own.length === 0 ? new Map<string, SignInDemand>() : signInDemands(conditionalAccess, [...new Set(own)], MICROSOFT_GRAPH)
    return tableOf([
      ...found.map(({ owner: { id, scope, name, owned, ownedId, ownerId }, program, user }): EscalatingOwner => {
        const demand = demands.get(ownerId)
        return {
          id,
          scope,
          name,
          kind: 'owner',
          owned,
          ownedId,
          ownerId,
          ownerName: user?.name ?? ownerId,
          program,
          isAdministrator: tierZeroRoles.byHolder.has(ownerId),
          ...(demand === undefined ? {} : { demand }),
        }
      }),
      ...[...privilegedServicePrincipals].flatMap(each => (each.kind === 'unread-group' ? [each] : [])),
    ])
  },
})

import { type AzureRoleAssignment, accessAdministratorRoles, azureCustomRoles, broadRoles } from '../../datasets/azure/authorization.ts'
import { everywhereActions, ownerActions } from '../../datasets/azure/custom-role-powers.ts'
import { defineView } from '../needs.ts'

/** What a role lets its holders do in its scope: give away roles, and so everything; change everything but that, as Contributor; or less. */
export interface RolePower {
  readonly kind: 'owner' | 'broad' | 'narrow'
  /** Of a custom role: the actions that make it so. */
  readonly actions: readonly string[]
}

/** Undefined: what the role allows could not be read. */
export type RolePowerOf = (assignment: Pick<AzureRoleAssignment, 'roleId' | 'level' | 'isCustom'>) => RolePower | undefined

const builtIn = (kind: RolePower['kind']): RolePower => ({ kind, actions: [] })

export const rolePowers = defineView({
  name: 'azure-role-powers',
  per: 'azure-hierarchy',
  needs: { azureCustomRoles },
  // What was read of a role holds whatever else was not; of one that is not here nothing is known.
  handlesDark: true,
  build({ azureCustomRoles }): RolePowerOf {
    const powerOf = (role: Parameters<typeof ownerActions>[0]): RolePower => {
      const [owner, everywhere] = [ownerActions(role), everywhereActions(role)]
      if (owner.length > 0) return { kind: 'owner', actions: owner }
      return { kind: everywhere.length > 0 ? 'broad' : 'narrow', actions: everywhere }
    }
    const custom = new Map([...azureCustomRoles].map(role => [role.id, powerOf(role)]))
    return ({ roleId, level, isCustom }) => {
      if (accessAdministratorRoles.has(roleId)) return builtIn('owner')
      if (broadRoles.has(roleId)) return builtIn('broad')
      // At the root scope no custom role can be assigned.
      return custom.get(roleId) ?? (isCustom === false || level === 'root' ? builtIn('narrow') : undefined)
    }
  },
})

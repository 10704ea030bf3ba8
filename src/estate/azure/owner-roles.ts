import { azureCustomRoles } from '../../datasets/azure/authorization.ts'
import { defineView } from '../needs.ts'
import { ownerActions } from './custom-role-powers.ts'

/** The actions by which a custom role lets its holders make themselves owner, by the GUID of the role; none for a narrow one. A role that is not in it was not read, or is none of the tenant's own. */
export const customOwnerActions = defineView({
  name: 'azure-custom-owner-actions',
  per: 'azure-hierarchy',
  needs: { azureCustomRoles },
  // What was read of a role holds whatever else was not; who asks for one that is not here learns nothing.
  handlesDark: true,
  build: ({ azureCustomRoles }): ReadonlyMap<string, readonly string[]> => new Map([...azureCustomRoles].map(role => [role.id, ownerActions(role)])),
})

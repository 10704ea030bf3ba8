import { accountAssignments } from '../../datasets/aws/identity-center.ts'
import { identityCenterInstances } from '../../datasets/aws/organization.ts'
import { defineView } from '../needs.ts'
import { type Holder, identityStorePrincipals } from './identity-store-principals.ts'
import { type PermissionSetRights, permissionSetRights } from './permission-set-rights.ts'

/** Who has a permission set in the management account that makes, or may make, an administrator. */
interface ManagementAccountHolders {
  /** Absent: there is no instance of Identity Center, so nobody has one. */
  readonly management?: string | undefined
  readonly holders: readonly { readonly rights: Pick<PermissionSetRights, 'name' | 'administrator' | 'how'>; readonly holder: Holder }[]
}

export const managementAccountHolders = defineView({
  name: 'management-account-holders',
  per: 'aws-organization',
  needs: { identityCenterInstances, accountAssignments, permissionSetRights, identityStorePrincipals },
  build({ identityCenterInstances, accountAssignments, permissionSetRights, identityStorePrincipals }): ManagementAccountHolders {
    const management = [...identityCenterInstances][0]?.ownerAccountId
    if (management === undefined) return { holders: [] }
    const holders = [...accountAssignments]
      .filter(({ accounts }) => accounts.includes(management))
      .map(assignment => {
        const { permissionSetId: id } = assignment
        const known = permissionSetRights.get(id)
        const administrator = known?.in(management) ?? 'unknown'
        const how = administrator === known?.administrator ? known.how : 'what its role there allows is not known'
        return { rights: { name: known?.name ?? id, administrator, how }, holder: identityStorePrincipals(assignment) }
      })
    return { management, holders: holders.filter(({ rights }) => rights.administrator !== 'no') }
  },
})

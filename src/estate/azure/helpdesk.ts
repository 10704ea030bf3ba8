import { resettableByHelpdesk } from '../../analysis/resettable-roles.ts'
import type { AzureOwnerProtection } from '../../datasets/azure/principals.ts'

/** Whether a Helpdesk Administrator may not reset this user's password. */
export const protectsFromHelpdesk = ({ directoryRoles, roleAssignableGroups, restrictedUnits }: AzureOwnerProtection): boolean =>
  roleAssignableGroups.length > 0 || restrictedUnits.length > 0 || directoryRoles.some(role => !resettableByHelpdesk.has(role.toLowerCase()))

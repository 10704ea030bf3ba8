import { type AzureRoleAssignment, accessAdministratorRoles, broadRoles } from '../../datasets/azure/authorization.ts'
import type { NamedRole } from './role-definitions.ts'

const wide = new Set<string>(['root', 'management-group', 'subscription'])

/** Whether somebody may give away roles in a whole subscription through it, or more: a role of Azure's own, or a custom one that amounts to it. */
export const isOwning = ({ level, roleId }: Pick<AzureRoleAssignment, 'level' | 'roleId'>, roles: ReadonlyMap<string, NamedRole>): boolean =>
  wide.has(level) && (accessAdministratorRoles.has(roleId) || roles.get(roleId)?.isOwnerLike === true)

/** Whether it may reach every resource of the tenant: a broad role, or one that is not known to be one of Azure's narrow ones. */
export const isBroadAtTop = (
  { level, managementGroup, roleId, isCustom }: Pick<AzureRoleAssignment, 'level' | 'managementGroup' | 'roleId' | 'isCustom'>,
  tenant: string,
): boolean => (level === 'root' || managementGroup === tenant) && (broadRoles.has(roleId) || isCustom !== false)

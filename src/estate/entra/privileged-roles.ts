import { synchronizationRoles } from '../../analysis/conditional-access/security-defaults.ts'
import { isPrivilegedRole } from '../../datasets/entra/role-marks.ts'
import { type RoleDefinition, roleDefinitions } from '../../datasets/entra/roles.ts'
import { defineView } from '../needs.ts'

export { GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLE_ADMINISTRATOR } from '../../datasets/entra/role-marks.ts'

/**
 * Held by the account of Microsoft Entra Connect alone, a program that can neither activate a role nor do MFA, and not labelled by Microsoft: what
 * it may do is a matter of hybrid identity, whatever the mark in the answer. https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference#directory-synchronization-accounts
 */
const forPrograms = new Set(synchronizationRoles)

/** A directory role, as assignments and settings name it. */
export interface DirectoryRole {
  readonly templateId: string
  readonly name: string
  /** By Microsoft's own mark, or because it leads to privilege without it. */
  readonly isPrivileged: boolean
  readonly isBuiltIn: boolean
}

const roleOf = ({ templateId, name, isBuiltIn, isPrivileged }: RoleDefinition): DirectoryRole => ({
  templateId,
  name,
  isBuiltIn,
  isPrivileged: !forPrograms.has(templateId.toLowerCase()) && isPrivilegedRole(templateId, isPrivileged),
})

/** Tells which role an id stands for; an id that the tenant does not define is its own template. */
export const directoryRoles = defineView({
  name: 'entra-directory-roles',
  per: 'entra-tenant',
  needs: { roleDefinitions },
  build: ({ roleDefinitions }): ((roleDefinitionId: string) => DirectoryRole) => {
    const roles = new Map([...roleDefinitions].map(definition => [definition.id, roleOf(definition)]))
    return id => roles.get(id) ?? { templateId: id, name: id, isBuiltIn: true, isPrivileged: isPrivilegedRole(id, null) }
  },
})

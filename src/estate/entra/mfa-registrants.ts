import { relationOf, signsInElsewhere } from '../../analysis/conditional-access/people.ts'
import { synchronizationRoles } from '../../analysis/conditional-access/security-defaults.ts'
import type { EntraUser } from '../../datasets/entra/directory.ts'
import { defineView } from '../needs.ts'
import { privilegedHolders } from './privileged-holders.ts'
import { allRoleHolders } from './role-holders.ts'

/** Whether somebody is to register for MFA in this tenant. */
export interface RegistrationDuty {
  readonly is: 'certain' | 'none' | 'open'
  /** The groups that hold roles and could not be read: they may make it so, or make the person an administrator. */
  readonly open: readonly string[]
}

const dependsOn = (unread: ReadonlySet<string>): RegistrationDuty => ({ is: unread.size === 0 ? 'none' : 'open', open: [...unread] })

/**
 * Who signs in here registers here, guests with an account of this tenant too. Who signs in elsewhere is asked about where they hold a privileged role
 * or could activate one. The account of Microsoft Entra Connect, a program, is not asked about as long as that role, assigned to it and not to a group,
 * is all it holds. A group that could not be read may hold anybody, so that nobody drops out of the question for want of it.
 */
export const registrationDuties = defineView({
  name: 'entra-registration-duties',
  per: 'entra-tenant',
  needs: { allRoleHolders, privilegedHolders },
  build({ allRoleHolders, privilegedHolders }): (user: EntraUser) => RegistrationDuty {
    const programs = new Set<string>()
    const people = new Set<string>()
    const unread = new Set<string>()
    const unreadPrivileged = new Set<string>()
    for (const [templateId, holders] of allRoleHolders) {
      const isForPrograms = synchronizationRoles.includes(templateId.toLowerCase())
      for (const { id, name, kind, role, ways } of holders) {
        if (kind === 'group') unread.add(name)
        if (kind === 'group' && role.isPrivileged) unreadPrivileged.add(name)
        if (!isForPrograms) people.add(id)
        else if (ways.some(({ through, within }) => through === undefined && within === undefined)) programs.add(id)
      }
    }
    return user => {
      if (privilegedHolders.get(user.id) !== undefined) return { is: 'certain', open: [] }
      const relation = relationOf(user)
      if (signsInElsewhere(relation)) return dependsOn(unreadPrivileged)
      const isProgram = relation === 'member' && programs.has(user.id) && !people.has(user.id)
      return isProgram ? dependsOn(unread) : { is: 'certain', open: [...unreadPrivileged] }
    }
  },
})

import { awsApplicationAssignments, awsApplications } from '../../datasets/entra/applications.ts'
import { referencedGroups } from '../../datasets/entra/directory.ts'
import { defineView } from '../needs.ts'
import { knownGroups } from './known-groups.ts'
import { rolePrincipals } from './role-principals.ts'
import { wayWords } from './role-words.ts'

/** Something that an account gives; `row` is the assignment. */
export interface Access {
  readonly kind: 'role' | 'aws'
  readonly words: string
  readonly row: string
}

/** What accounts give: directory roles and AWS applications, by object id. */
export interface AccessByUser {
  readonly byUser: ReadonlyMap<string, readonly Access[]>
  /** Groups that give something and whose members are not known: anybody may be in them. */
  readonly unread: readonly string[]
}

/** Directory roles, held or eligible, and AWS applications that users are assigned to, directly and through groups. */
export const accessByUser = defineView({
  name: 'entra-access-by-user',
  per: 'entra-tenant',
  needs: { rolePrincipals, awsApplications, awsApplicationAssignments, referencedGroups },
  toleratesPartsOf: ['referencedGroups'],
  build({ rolePrincipals, awsApplications, awsApplicationAssignments, referencedGroups }, _at, missing): AccessByUser {
    const groups = knownGroups(referencedGroups, missing('referencedGroups'))
    const byUser = new Map<string, Access[]>()
    const unread = new Set<string>()
    const note = (id: string, access: Access): void => {
      byUser.set(id, [...(byUser.get(id) ?? []), access])
    }
    for (const { id, kind, name, roles } of rolePrincipals) {
      if (kind === 'group') unread.add(name)
      for (const { role, ways } of roles) for (const way of ways) note(id, { kind: 'role', words: `${role.name}: ${wayWords(way)}`, row: way.assignment })
    }
    for (const { id, name, principalId, principalType, resourceId } of awsApplicationAssignments) {
      const application = awsApplications.get(resourceId)?.name ?? resourceId
      if (principalType.toLowerCase() !== 'group') note(principalId, { kind: 'aws', words: `${application}: assigned`, row: id })
      else if (groups.get(principalId) === undefined) unread.add(name)
      else
        for (const user of groups.get(principalId)?.users ?? []) note(user, { kind: 'aws', words: `${application}: assigned through group "${name}"`, row: id })
    }
    return { byUser, unread: [...unread] }
  },
})

import { relationOf } from '../../analysis/conditional-access/people.ts'
import type { Gap, Row } from '../../dataset.ts'
import { type AwsApplication, awsApplicationAssignments, awsApplications } from '../../datasets/entra/applications.ts'
import { type EntraUser, entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { knownGroups } from './known-groups.ts'

/** An AWS application and the enabled users who can sign in to it. */
export interface AwsSignIn extends Row {
  readonly application: AwsApplication
  /** `everyone`: assignment is not required. */
  readonly who: 'everyone' | readonly string[]
  /** What may let more people in: groups whose members are not known, assignments that could not be read. */
  readonly unread: readonly string[]
}

const isGuest = (user: EntraUser): boolean => relationOf(user).endsWith('guest')

/** What could not be read of one application's assignments; a part that is no application may be about any. */
const unreadAssignments = (missing: readonly Gap[], applications: Table<AwsApplication>, id: string): string[] =>
  missing.some(({ part }) => part === undefined || part === id || applications.get(part) === undefined) ? ['some assignments could not be read'] : []

/**
 * Who can sign in to each AWS application: assigned users, members of assigned groups, everyone where assignment is not required. Where nobody of them
 * is a guest an application is part of the tenant: whoever may skip MFA there is a member who may skip it somewhere. Members of nested groups are in
 * it, though Entra lets direct members in only: https://learn.microsoft.com/entra/identity/users/groups-saasapps
 */
export const awsSignIns = defineView({
  name: 'aws-sign-ins',
  per: 'entra-tenant',
  needs: { awsApplications, assignments: awsApplicationAssignments, referencedGroups, entraUsers },
  toleratesPartsOf: ['assignments', 'referencedGroups'],
  build({ awsApplications, assignments, referencedGroups, entraUsers }, at, missing): Table<AwsSignIn> {
    const groups = knownGroups(referencedGroups, missing('referencedGroups'))
    const isMissing = missing('assignments')
    const enabled = (id: string): EntraUser[] => {
      const user = entraUsers.get(id)
      return user?.accountEnabled === true ? [user] : []
    }
    const all = [...entraUsers].filter(({ accountEnabled }) => accountEnabled)
    const byApplication = Map.groupBy(assignments, ({ resourceId }) => resourceId)
    return tableOf(
      [...awsApplications].map((application): AwsSignIn => {
        const assigned = byApplication.get(application.id) ?? []
        const unread = assigned.filter(({ principalType, principalId }) => principalType === 'Group' && groups.get(principalId) === undefined)
        const ids = new Set(assigned.flatMap(({ principalId }) => groups.get(principalId)?.users ?? [principalId]))
        const people = application.appRoleAssignmentRequired ? [...ids].flatMap(enabled) : all
        return {
          id: application.id,
          scope: at.id,
          name: application.name,
          ...(people.some(isGuest) ? {} : { partOf: at.id }),
          application,
          who: application.appRoleAssignmentRequired ? people.map(({ id }) => id) : 'everyone',
          unread: application.appRoleAssignmentRequired
            ? [
                ...unread.map(({ name }) => `the members of group ${name} are not known`),
                ...(isMissing.length === 0 ? [] : unreadAssignments(isMissing, awsApplications, application.id)),
              ]
            : [],
        }
      }),
    )
  },
})

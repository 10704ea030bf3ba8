import { activeRoleAssignments, eligibleRoleAssignments } from '../../datasets/entra/roles.ts'
import { defineView, type Table, tableOf } from '../needs.ts'

const unended = <A extends { readonly id: string; readonly scope: string; readonly name: string; readonly endAt: string | null }>(
  assignments: Table<A>,
  now: Date,
): Table<A> => tableOf([...assignments].filter(({ endAt }) => endAt === null || Date.parse(endAt) > now.getTime()))

/** Active role assignments without those that have ended, which Microsoft lists for a while after: nobody holds a role by them. */
export const currentActiveAssignments = defineView({
  name: 'entra-current-active-assignments',
  per: 'entra-tenant',
  needs: { activeRoleAssignments },
  rowwise: true,
  build: ({ activeRoleAssignments }, _at, _missing, now) => unended(activeRoleAssignments, now),
})

/** Eligible role assignments without those that have ended: nobody can activate a role by them. */
export const currentEligibleAssignments = defineView({
  name: 'entra-current-eligible-assignments',
  per: 'entra-tenant',
  needs: { eligibleRoleAssignments },
  rowwise: true,
  build: ({ eligibleRoleAssignments }, _at, _missing, now) => unended(eligibleRoleAssignments, now),
})

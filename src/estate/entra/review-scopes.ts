import type { AccessReview } from '../../datasets/entra/governance.ts'

/** Whether a review comes again: one that happens once, or has ended, reviews nothing to come. */
export const comesAgain = ({ recurrence }: AccessReview, now: Date): boolean =>
  recurrence !== null && (recurrence.endDate === null || Date.parse(recurrence.endDate) >= now.getTime())

/** Ids of the directory roles that it is about. https://learn.microsoft.com/graph/accessreviews-scope-concept */
export const reviewedRoles = ({ queries }: AccessReview): readonly string[] =>
  queries.flatMap(query => {
    const id = /roleManagement\/directory\/roleDefinitions\/([\w-]+)/i.exec(query)?.[1] ?? /roleDefinitionId eq '([\w-]+)'/i.exec(query)?.[1]
    return id === undefined ? [] : [id.toLowerCase()]
  })

const asksForGuests = /userType eq 'Guest'/i

/** A group, an application or an access package that a review is about alone. */
const single = /\/(?:groups|servicePrincipals)\/[\w-]+|\/entitlementManagement\//i

/** Whether it is about guests and what they are in: everywhere, or in single groups, applications or access packages. Reviews of guests in directory roles are about roles. */
export const reviewsGuests = (review: AccessReview): 'everywhere' | 'in single groups' | 'no' => {
  if (!review.queries.some(query => asksForGuests.test(query)) || reviewedRoles(review).length > 0) return 'no'
  return review.queries.some(query => single.test(query)) ? 'in single groups' : 'everywhere'
}

const monthsOf: Readonly<Record<string, number>> = {
  daily: 1 / 30,
  weekly: 7 / 30,
  absolutemonthly: 1,
  relativemonthly: 1,
  absoluteyearly: 12,
  relativeyearly: 12,
}

/** Months from one review to the next; undefined where it happens once, or by a pattern that is not documented. */
export const monthsBetween = ({ recurrence }: AccessReview): number | undefined => {
  const months = monthsOf[recurrence?.type.toLowerCase() ?? '']
  return recurrence === null || months === undefined ? undefined : months * Math.max(1, recurrence.interval)
}

import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const activity = z.object({
  ...rowFields,
  /** The last sign-in that worked, with a person or without; kept since December 2023. */
  lastSuccessfulAt: instant.nullable(),
  /** The last interactive attempt, worked or not. */
  lastSignInAt: instant.nullable(),
  lastNonInteractiveAt: instant.nullable(),
})
export type SignInActivity = z.infer<typeof activity>
/** When each user last signed in (needs Entra ID P1); `id` is the user's object id. https://learn.microsoft.com/graph/api/resources/signinactivity */
export const signInActivities = defineDataset<SignInActivity>({
  name: 'sign-in-activities',
  per: 'entra-tenant',
  permissions: ['AuditLog.Read.All', 'User.Read.All'],
  readable: 'either',
  row: activity,
})

const review = z.object({
  ...rowFields,
  /** `NotStarted`, `InProgress`, `Completed`, ...: open. */
  status: z.string().nullable(),
  /** Graph queries that say who and what is reviewed. */
  queries: z.array(z.string()),
  /** Graph queries that say who decides; empty: each decides about themselves. */
  reviewers: z.array(z.string()),
  /** Null: it happens once. */
  recurrence: z
    .object({
      /** `weekly`, `absoluteMonthly`, ...: open. */
      type: z.string(),
      interval: z.number().int(),
      /** Null: without end. */
      endDate: z.string().nullable(),
    })
    .nullable(),
  isAppliedAutomatically: z.boolean(),
  /** What silence means: `None`, `Approve`, `Deny`, `Recommendation`. */
  defaultDecision: z.string(),
})
export type AccessReview = z.infer<typeof review>
/** Series of access reviews (needs Entra ID P2 or ID Governance). https://learn.microsoft.com/graph/api/accessreviewset-list-definitions */
export const accessReviews = defineDataset<AccessReview>({
  name: 'access-reviews',
  per: 'entra-tenant',
  permissions: ['AccessReview.Read.All'],
  readable: 'either',
  row: review,
})

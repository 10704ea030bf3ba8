import { z } from 'zod'
import { accessReviews } from '../../datasets/entra/governance.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const asked = z.object({ query: z.string() }).transform(({ query }) => [query])
const members = '#microsoft.graph.principalResourceMembershipsScope'
const memberships = z
  .object({ '@odata.type': z.literal(members), principalScopes: z.array(asked).min(1), resourceScopes: z.array(asked).min(1) })
  .transform(({ principalScopes, resourceScopes }) => [...principalScopes, ...resourceScopes].flat())
/** A review of nothing that can be named would be told as missing, so a scope of another kind is a row that is not as documented. */
const scope = z.union([
  memberships,
  z
    .looseObject({
      '@odata.type': z
        .string()
        .refine(type => type !== members)
        .optional(),
      query: z.string(),
    })
    .transform(({ query }) => [query]),
])

const wire = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  status: z.string().nullable(),
  scope,
  reviewers: z.array(z.object({ query: z.string() })),
  settings: z.object({
    defaultDecisionEnabled: z.boolean(),
    defaultDecision: z.string().nullable(),
    autoApplyDecisionsEnabled: z.boolean(),
    recurrence: z
      .object({
        pattern: z.object({ type: z.string(), interval: z.number().int() }).nullable(),
        range: z.object({ type: z.string(), endDate: z.string().nullable() }).nullable(),
      })
      .nullable(),
  }),
})

type Recurrence = z.infer<typeof wire>['settings']['recurrence']

const recurrenceOf = (recurrence: Recurrence) => {
  if (recurrence === null || recurrence.pattern === null) return null
  const { pattern, range } = recurrence
  // The documentation writes the end of time where there is none.
  const endDate = range === null || range.type.toLowerCase() === 'noend' || range.endDate === null || range.endDate.startsWith('9999') ? null : range.endDate
  return { type: pattern.type, interval: pattern.interval, endDate }
}

/** https://learn.microsoft.com/graph/api/accessreviewset-list-definitions */
export const reviews = defineCollector<EntraSession>({
  name: 'entra-access-reviews',
  gives: [accessReviews],
  collect: (session, at) =>
    rowsFrom(accessReviews, at, session.list({ path: '/identityGovernance/accessReviews/definitions', top: 100 }), wire, (item, tenant) => ({
      id: item.id,
      scope: tenant,
      name: item.displayName ?? item.id,
      status: item.status,
      queries: item.scope,
      reviewers: item.reviewers.map(({ query }) => query),
      recurrence: recurrenceOf(item.settings.recurrence),
      isAppliedAutomatically: item.settings.autoApplyDecisionsEnabled,
      defaultDecision: item.settings.defaultDecisionEnabled ? (item.settings.defaultDecision ?? 'None') : 'None',
    })),
})

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

const reviewers = z.array(z.object({ query: z.string() }))

const wire = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  status: z.string().nullable(),
  scope,
  reviewers,
  // A review in several stages names its reviewers there: https://learn.microsoft.com/graph/api/resources/accessreviewstagesettings
  stageSettings: z.array(z.object({ reviewers: reviewers.nullish() })).nullish(),
  settings: z.object({
    defaultDecisionEnabled: z.boolean(),
    defaultDecision: z.string().nullable(),
    autoApplyDecisionsEnabled: z.boolean(),
    recurrence: z
      .object({
        pattern: z.object({ type: z.string(), interval: z.number().int() }).nullable(),
        range: z
          .object({ type: z.string(), endDate: z.string().nullable(), startDate: z.string().nullish(), numberOfOccurrences: z.number().int().nullish() })
          .nullable(),
      })
      .nullable(),
  }),
})

type Recurrence = z.infer<typeof wire>['settings']['recurrence']
type Pattern = { readonly type: string; readonly interval: number }

/** The date a number of periods after another; undefined: by a pattern that is not documented. */
const after = (date: string, { type, interval }: Pattern, count: number): string | undefined => {
  const end = new Date(date)
  if (Number.isNaN(end.getTime())) return undefined
  if (/^daily$/i.test(type)) end.setUTCDate(end.getUTCDate() + count * interval)
  else if (/^weekly$/i.test(type)) end.setUTCDate(end.getUTCDate() + 7 * count * interval)
  else if (/monthly$/i.test(type)) end.setUTCMonth(end.getUTCMonth() + count * interval)
  else if (/yearly$/i.test(type)) end.setUTCFullYear(end.getUTCFullYear() + count * interval)
  else return undefined
  return end.toISOString().slice(0, 10)
}

const recurrenceOf = (recurrence: Recurrence) => {
  if (recurrence === null || recurrence.pattern === null) return null
  const { pattern, range } = recurrence
  // The documentation writes the end of time, or its beginning, where there is none.
  const told = range === null || range.type.toLowerCase() === 'noend' || range.endDate === null || /^(?:9999|0001)/.test(range.endDate) ? null : range.endDate
  const isCounted = told === null && range?.type.toLowerCase() === 'numbered' && (range.numberOfOccurrences ?? 0) > 0
  const counted = isCounted ? after(range.startDate ?? '', pattern, range.numberOfOccurrences ?? 0) : undefined
  return { type: pattern.type, interval: pattern.interval, endDate: told ?? counted ?? null }
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
      reviewers: [...item.reviewers, ...(item.stageSettings ?? []).flatMap(stage => stage.reviewers ?? [])].map(({ query }) => query),
      recurrence: recurrenceOf(item.settings.recurrence),
      isAppliedAutomatically: item.settings.autoApplyDecisionsEnabled,
      defaultDecision: item.settings.defaultDecisionEnabled ? (item.settings.defaultDecision ?? 'None') : 'None',
    })),
})

import { z } from 'zod'
import { adalRecommendations, applicationSignInActivities } from '../../datasets/entra/application-use.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const activity = z.object({ appId: z.string(), lastSignInActivity: z.object({ lastSignInDateTime: z.string().nullish() }).nullish() })

/** https://learn.microsoft.com/graph/api/reportroot-list-serviceprincipalsigninactivities */
export const applicationActivity = defineCollector<EntraSession>({
  name: 'entra-application-sign-in-activities',
  gives: [applicationSignInActivities],
  collect: (session, at) =>
    rowsFrom(
      applicationSignInActivities,
      at,
      session.list({ path: '/reports/servicePrincipalSignInActivities', version: 'beta' }),
      activity,
      ({ appId, lastSignInActivity }, scope) => ({ id: appId, scope, name: appId, lastSignInAt: lastSignInActivity?.lastSignInDateTime ?? null }),
    ),
})

const recommendation = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  status: z.string(),
  lastCheckedDateTime: z.string().nullish(),
  impactedResources: z.array(z.object({ id: z.string(), displayName: z.string().nullish(), status: z.string().nullish() })),
})
/** What was dismissed or postponed is still in use. */
const done = /^completed/

/** The kind is asked for by filter: answers do not name newer kinds. https://learn.microsoft.com/graph/api/directory-list-recommendation */
export const recommendations = defineCollector<EntraSession>({
  name: 'entra-adal-recommendations',
  gives: [adalRecommendations],
  collect: (session, at) =>
    rowsFrom(
      adalRecommendations,
      at,
      session.list({ path: '/directory/recommendations', version: 'beta', filter: "recommendationType eq 'adalToMsalMigration'", expand: 'impactedResources' }),
      recommendation,
      ({ id, displayName, status, lastCheckedDateTime, impactedResources }, scope) => ({
        id,
        scope,
        name: displayName ?? id,
        status,
        lastCheckedAt: lastCheckedDateTime ?? null,
        impacted: impactedResources.filter(one => !done.test(one.status ?? '')).map(one => ({ id: one.id, name: one.displayName ?? one.id })),
      }),
    ),
})

import { z } from 'zod'
import { riskyServicePrincipals, riskyUsers } from '../../datasets/entra/identity-risk.ts'
import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import { defineCollector } from '../collector.ts'
import { mayHold, WORKLOAD_ID } from './held-plans.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const risk = { id: z.string(), riskLevel: z.string(), riskState: z.string(), riskLastUpdatedDateTime: z.string().nullable() }
const user = z.object({ ...risk, userPrincipalName: z.string().nullable(), isDeleted: z.boolean() })
const principal = z.object({ ...risk, displayName: z.string().nullable(), appId: z.string().nullable(), isEnabled: z.boolean().nullable() })

const HIGH = "riskLevel eq 'high'"

/** https://learn.microsoft.com/graph/api/riskyuser-list */
export const usersAtRisk = defineCollector<EntraSession>({
  name: 'entra-risky-users',
  gives: [riskyUsers],
  collect: (session, at) =>
    rowsFrom(riskyUsers, at, session.list({ path: '/identityProtection/riskyUsers', filter: HIGH, top: 500 }), user, (item, scope) => ({
      id: item.id,
      scope,
      name: item.userPrincipalName ?? item.id,
      riskLevel: item.riskLevel,
      riskState: item.riskState,
      since: item.riskLastUpdatedDateTime,
      isDeleted: item.isDeleted,
    })),
})

/** https://learn.microsoft.com/graph/api/identityprotectionroot-list-riskyserviceprincipals */
export const principalsAtRisk = defineCollector<EntraSession>({
  name: 'entra-risky-service-principals',
  gives: [riskyServicePrincipals],
  after: [subscribedSkus],
  async *collect(session, at, sofar) {
    if (!mayHold(sofar, WORKLOAD_ID)) return
    const items = session.list({ path: '/identityProtection/riskyServicePrincipals', filter: HIGH, top: 500 })
    yield* rowsFrom(riskyServicePrincipals, at, items, principal, (item, scope) => ({
      id: item.id,
      scope,
      name: item.displayName ?? item.id,
      riskLevel: item.riskLevel,
      riskState: item.riskState,
      since: item.riskLastUpdatedDateTime,
      appId: item.appId,
      isEnabled: item.isEnabled,
    }))
  },
})

import { z } from 'zod'
import { nativeId } from '../../dataset.ts'
import { defenderPlans, securityContacts } from '../../datasets/azure/defender.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from '../entra/read-rows.ts'
import type { AzureSession } from './session.ts'
import { unlessUnused } from './unless-unused.ts'

/** Where the provider was never registered Defender for Cloud was never opened: no plan is on, and nobody is told. */
const plan = z.object({
  name: z.string().min(1),
  properties: z.object({
    pricingTier: z.string(),
    subPlan: z.string().nullish(),
    resourcesCoverageStatus: z.string().nullish(),
    deprecated: z.boolean().nullish(),
  }),
})

async function* current(items: AsyncIterable<unknown>): AsyncGenerator<unknown, void, undefined> {
  for await (const item of items) if (plan.safeParse(item).data?.properties.deprecated !== true) yield item
}

export const plans = defineCollector<AzureSession>({
  name: 'azure-defender-plans',
  gives: [defenderPlans],
  collect: (session, at) =>
    rowsFrom(
      defenderPlans,
      at,
      current(unlessUnused(session.list({ path: `/subscriptions/${nativeId(at.id)}/providers/Microsoft.Security/pricings` }))),
      plan,
      ({ name, properties: { pricingTier, subPlan, resourcesCoverageStatus } }, scope) => ({
        id: name,
        scope,
        name,
        tier: pricingTier,
        subPlan: subPlan ?? null,
        coverage: resourcesCoverageStatus ?? null,
      }),
    ),
})

const contact = z.object({
  name: z.string().min(1),
  properties: z.object({
    emails: z.string().nullish(),
    isEnabled: z.boolean().nullish(),
    notificationsByRole: z.object({ state: z.string().nullish(), roles: z.array(z.string()).nullish() }).nullish(),
    notificationsSources: z.array(z.object({ sourceType: z.string(), minimalSeverity: z.string().nullish() })).nullish(),
  }),
})

export const contacts = defineCollector<AzureSession>({
  name: 'azure-security-contacts',
  gives: [securityContacts],
  collect: (session, at) =>
    rowsFrom(
      securityContacts,
      at,
      unlessUnused(session.list({ path: `/subscriptions/${nativeId(at.id)}/providers/Microsoft.Security/securityContacts` })),
      contact,
      ({ name, properties: { emails, isEnabled, notificationsByRole: byRole, notificationsSources: sources } }, scope) => ({
        id: name,
        scope,
        name,
        isEnabled: isEnabled ?? false,
        emails: (emails ?? '').split(/[;,]/).flatMap(email => email.trim() || []),
        roles: byRole?.state === 'On' ? (byRole.roles ?? []) : [],
        alertsFrom: sources?.find(({ sourceType }) => sourceType === 'Alert')?.minimalSeverity ?? null,
      }),
    ),
})

import { z } from 'zod'
import { sentinelDetections, sentinelWorkspaces } from '../../datasets/azure/logs.ts'
import { CollectError, defineCollector, row } from '../collector.ts'
import { badRow } from '../entra/read-rows.ts'
import { visibleGroups } from './at-scopes.ts'
import { ProviderNotRegistered } from './failure.ts'
import { gapOf, gapsOf } from './gaps.ts'
import type { AzureSession } from './session.ts'

const workspace = z.object({ id: z.string().min(1), name: z.string(), subscriptionId: z.string() })
type Workspace = z.infer<typeof workspace>

const query = {
  query: "resources | where type =~ 'microsoft.operationalinsights/workspaces' | project id, name, subscriptionId | order by id asc",
  actions: ['Microsoft.OperationalInsights/workspaces/read'],
}

interface Found {
  readonly on: readonly Workspace[]
  readonly odd: readonly z.ZodError[]
  /** By subscription or workspace. */
  readonly refused: ReadonlyMap<string, CollectError>
}

const isOnboarded = async (session: AzureSession, { id }: Workspace): Promise<boolean> => {
  try {
    for await (const item of session.list({ path: `${id}/providers/Microsoft.SecurityInsights/onboardingStates` })) {
      if (!z.object({}).safeParse(item).success) throw new CollectError('invalid', 'whether Sentinel is on in the workspace is not as documented')
      return true
    }
    return false
  } catch (error) {
    if (error instanceof ProviderNotRegistered) return false
    throw error
  }
}

/** The workspaces in which Sentinel is on, found once for both tables. */
const onboarded = (session: AzureSession): Promise<Found> =>
  session.once('sentinel workspaces', async () => {
    const refused = new Map(await session.unreadable(query.actions))
    const { partial } = await visibleGroups(session)
    if (partial !== undefined) refused.set('subscriptions that are not shown', partial)
    const on: Workspace[] = []
    const odd: z.ZodError[] = []
    for await (const item of session.resources(query)) {
      const parsed = workspace.safeParse(item)
      if (!parsed.success) {
        odd.push(parsed.error)
        continue
      }
      try {
        if (await isOnboarded(session, parsed.data)) on.push(parsed.data)
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        refused.set(parsed.data.id.toLowerCase(), error)
      }
    }
    return { on, odd, refused }
  })

export const sentinels = defineCollector<AzureSession>({
  name: 'azure-sentinel-workspaces',
  gives: [sentinelWorkspaces],
  async *collect(session, at) {
    const { on, odd, refused } = await onboarded(session)
    for (const { id, name, subscriptionId } of on)
      yield row(sentinelWorkspaces, { id: id.toLowerCase(), scope: at.id, name, subscription: subscriptionId.toLowerCase() })
    for (const [index, error] of odd.entries()) yield badRow(sentinelWorkspaces, `number ${index + 1}`, error)
    yield* gapsOf(sentinelWorkspaces, refused)
  },
})

/**
 * Tables in which identities act, and the parsers that read sign-ins of every source, as detections name them.
 * https://learn.microsoft.com/azure/sentinel/data-connectors-reference, https://learn.microsoft.com/azure/sentinel/normalization-parsers-list
 */
const identityTables = [
  ...['SigninLogs', 'AuditLogs', 'AADNonInteractiveUserSignInLogs', 'AADServicePrincipalSignInLogs', 'AADManagedIdentitySignInLogs'],
  ...['AADRiskyUsers', 'AADUserRiskEvents', 'AADRiskyServicePrincipals', 'AADServicePrincipalRiskEvents', 'MicrosoftGraphActivityLogs'],
  ...['IdentityInfo', 'BehaviorAnalytics', 'IdentityLogonEvents', 'IdentityDirectoryEvents', 'IdentityQueryEvents', 'AWSCloudTrail'],
  ...['_Im_Authentication', '_ASim_Authentication', 'imAuthentication', 'ASimAuthentication', 'ASimAuthenticationEventLogs'],
]

const detection = z.object({
  id: z.string().min(1),
  name: z.string(),
  kind: z.string(),
  properties: z.object({ displayName: z.string().nullish(), enabled: z.boolean(), query: z.string().nullish() }),
})

const tablesIn = (text: string): string[] => identityTables.filter(table => new RegExp(`\\b${table}\\b`, 'i').test(text))

export const detections = defineCollector<AzureSession>({
  name: 'azure-sentinel-detections',
  gives: [sentinelDetections],
  async *collect(session, at) {
    const { on, refused } = await onboarded(session)
    for (const { id } of on) {
      try {
        let number = 0
        for await (const item of session.list({ path: `${id}/providers/Microsoft.SecurityInsights/alertRules` })) {
          number += 1
          const parsed = detection.safeParse(item)
          if (!parsed.success) {
            yield badRow(sentinelDetections, `number ${number} of ${id}`, parsed.error)
            continue
          }
          const { name, kind, properties } = parsed.data
          yield row(sentinelDetections, {
            id: parsed.data.id.toLowerCase(),
            scope: at.id,
            name: properties.displayName ?? name,
            workspace: id.toLowerCase(),
            kind,
            isEnabled: properties.enabled,
            identityTables: tablesIn(properties.query ?? ''),
          })
        }
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        yield gapOf(sentinelDetections, error, id.toLowerCase())
      }
    }
    yield* gapsOf(sentinelDetections, refused)
  },
})

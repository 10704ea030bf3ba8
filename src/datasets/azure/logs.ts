import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const destination = z.object({
  /** Resource id of the Log Analytics workspace, in lower case; null: none. */
  workspace: z.string().nullable(),
  hasStorageAccount: z.boolean(),
  hasEventHub: z.boolean(),
  hasPartner: z.boolean(),
})

const exported = z.object({
  ...rowFields,
  ...destination.shape,
  /** Categories that are on, as Azure names them; `*`: all, by a group. */
  categories: z.array(z.string()),
})
export type LogExport = z.infer<typeof exported>

/** Diagnostic settings that send the activity log of a subscription somewhere. https://learn.microsoft.com/rest/api/monitor/subscription-diagnostic-settings/list */
export const activityLogExports = defineDataset<LogExport>({
  name: 'azure-activity-log-exports',
  per: 'azure-subscription',
  permissions: ['Microsoft.Insights/DiagnosticSettings/Read'],
  readable: 'either',
  row: exported,
})

/** Diagnostic settings that send the logs of Microsoft Entra somewhere. https://learn.microsoft.com/entra/identity/monitoring-health/howto-configure-diagnostic-settings */
export const entraLogExports = defineDataset<LogExport>({
  name: 'entra-log-exports',
  per: 'azure-hierarchy',
  permissions: ['microsoft.aadiam/diagnosticSettings/read'],
  readable: 'either',
  row: exported,
})

const table = z.object({
  ...rowFields,
  workspace: z.string(),
  /** As in the workspace, e.g. `SigninLogs`. */
  table: z.string(),
  /** Days that it is kept in all, the archive included. */
  totalRetentionDays: z.number().int(),
})
export type EntraLogTable = z.infer<typeof table>
/** How long the workspaces that get Entra's logs keep them. https://learn.microsoft.com/rest/api/loganalytics/tables/get */
export const entraLogTables = defineDataset<EntraLogTable>({
  name: 'entra-log-tables',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.OperationalInsights/workspaces/tables/read', 'microsoft.aadiam/diagnosticSettings/read'],
  readable: 'either',
  row: table,
})

const sentinel = z.object({
  ...rowFields,
  /** Subscription that the workspace is in. */
  subscription: z.string(),
})
export type SentinelWorkspace = z.infer<typeof sentinel>
/** Workspaces of the subscriptions that are scanned in which Microsoft Sentinel is on; `id` is the resource id in lower case. https://learn.microsoft.com/rest/api/securityinsights/sentinel-onboarding-states/list */
export const sentinelWorkspaces = defineDataset<SentinelWorkspace>({
  name: 'azure-sentinel-workspaces',
  per: 'azure-hierarchy',
  permissions: [
    'Microsoft.OperationalInsights/workspaces/read',
    'Microsoft.SecurityInsights/onboardingStates/read',
    'Microsoft.Authorization/permissions/read',
    'Microsoft.ResourceGraph/resources/read',
  ],
  readable: 'either',
  row: sentinel,
})

const detection = z.object({
  ...rowFields,
  workspace: z.string(),
  /** `Scheduled`, `NRT`, `Fusion`, `MLBehaviorAnalytics`, `MicrosoftSecurityIncidentCreation`, ...: open. */
  kind: z.string(),
  isEnabled: z.boolean(),
  /** Tables of identity that its query names; empty for rules without a query. */
  identityTables: z.array(z.string()),
})
export type SentinelDetection = z.infer<typeof detection>
/** Analytics rules of Microsoft Sentinel: what they look at, never what they look for. https://learn.microsoft.com/rest/api/securityinsights/alert-rules/list */
export const sentinelDetections = defineDataset<SentinelDetection>({
  name: 'azure-sentinel-detections',
  per: 'azure-hierarchy',
  permissions: ['Microsoft.SecurityInsights/alertRules/read', ...sentinelWorkspaces.permissions],
  readable: 'either',
  row: detection,
})

import type { Collector } from '../collector.ts'
import { access } from './access.ts'
import { sites } from './app-service.ts'
import { contacts, plans } from './defender.ts'
import { managedDomains } from './domain-services.ts'
import { classics, delegations, settings, subscriptionPolicy } from './governance.ts'
import { groupAccess } from './group-access.ts'
import { activityLog, entraLogs } from './log-exports.ts'
import { logTables } from './log-tables.ts'
import { hierarchy, states } from './management-groups.ts'
import { ownerProtections, schedules } from './owners.ts'
import { exemptions, policyAssignments } from './policies.ts'
import { customRoles } from './role-definitions.ts'
import { detections, sentinels } from './sentinel.ts'
import type { AzureSession } from './session.ts'

/** The collectors of a tenant's Azure: of its hierarchy and of each subscription, in any order. */
export const azureCollectors: readonly Collector<AzureSession>[] = [
  hierarchy,
  access,
  groupAccess,
  customRoles,
  schedules,
  ownerProtections,
  settings,
  states,
  subscriptionPolicy,
  policyAssignments,
  exemptions,
  classics,
  delegations,
  managedDomains,
  plans,
  contacts,
  activityLog,
  entraLogs,
  logTables,
  sentinels,
  detections,
  sites,
]

import type { LogExport, SentinelDetection } from '../../src/datasets/azure/logs.ts'

export const securityWorkspace = '/subscriptions/s/resourcegroups/security/providers/microsoft.operationalinsights/workspaces/central'

/** A diagnostic setting that sends these categories to the security team's workspace. */
export const logExport = (categories: readonly string[], more: Partial<LogExport> = {}): Omit<LogExport, 'scope'> => ({
  id: 'to-central',
  name: 'to-central',
  workspace: securityWorkspace,
  hasStorageAccount: false,
  hasEventHub: false,
  hasPartner: false,
  categories: [...categories],
  ...more,
})

export const sentinelIn = (id = securityWorkspace) => ({ id, name: id.split('/').at(-1) ?? '', subscription: 's' })

export const detection = (more: Partial<SentinelDetection> = {}): Omit<SentinelDetection, 'scope'> => ({
  id: 'rule-1',
  name: 'Sign-in from a country nobody works in',
  workspace: securityWorkspace,
  kind: 'Scheduled',
  isEnabled: true,
  identityTables: ['SigninLogs'],
  ...more,
})

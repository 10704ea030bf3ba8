import type { LogExportFixture, WorkspaceFixture } from './azure-fixture.ts'
import type { ArmResource } from './resource.ts'

export const workspaceId = ({ subscription, group, name }: Pick<WorkspaceFixture, 'subscription' | 'group' | 'name'>): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.OperationalInsights/workspaces/${name}`

const setting = ({ name, workspace, storageAccount, eventHub, logs }: LogExportFixture, scope: string) => ({
  id: `${scope}/providers/microsoft.insights/diagnosticSettings/${name}`,
  name,
  type: null,
  properties: {
    workspaceId: workspace ?? null,
    storageAccountId: storageAccount ?? null,
    eventHubAuthorizationRuleId: eventHub ?? null,
    eventHubName: null,
    marketplacePartnerId: null,
    logs: logs.map(log => {
      const named = log.replace(/^-/, '')
      return {
        ...(named.startsWith('group:') ? { category: null, categoryGroup: named.slice('group:'.length) } : { category: named, categoryGroup: null }),
        enabled: !log.startsWith('-'),
        retentionPolicy: { enabled: false, days: 0 },
      }
    }),
  },
})

const path = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{name}'
const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Where logs go, how long they are kept, and what looks at them. */
export const logs: readonly ArmResource[] = [
  {
    path: '/subscriptions/{subscription}/providers/Microsoft.Insights/diagnosticSettings',
    apiVersion: '2021-05-01-preview',
    action: 'Microsoft.Insights/DiagnosticSettings/Read',
    provider: 'Microsoft.Insights',
    find: ({ azure, id }) => ({
      kind: 'list',
      rows: azure.logExports.filter(({ subscription }) => subscription === id('subscription')).map(one => setting(one, `subscriptions/${id('subscription')}`)),
    }),
  },
  {
    path: '/providers/microsoft.aadiam/diagnosticSettings',
    apiVersion: '2017-04-01',
    action: 'microsoft.aadiam/diagnosticSettings/read',
    find: ({ azure }) => ({
      kind: 'list',
      rows: azure.logExports.filter(({ subscription }) => subscription === undefined).map(one => setting(one, '/providers/microsoft.aadiam')),
    }),
  },
  {
    path: `${path}/tables/{table}`,
    apiVersion: '2022-10-01',
    action: 'Microsoft.OperationalInsights/workspaces/tables/read',
    find: ({ azure, id }) => {
      const found = azure.workspaces.find(one => one.subscription === id('subscription') && same(one.group, id('group')) && same(one.name, id('name')))
      if (found === undefined) return { kind: 'missing', code: 'ResourceNotFound' }
      const { retentionInDays = 90, tables = {} } = found
      const total = tables[id('table')] ?? retentionInDays
      return {
        kind: 'one',
        body: {
          id: `${workspaceId(found)}/tables/${id('table')}`,
          name: id('table'),
          properties: { retentionInDays, totalRetentionInDays: total, plan: 'Analytics' },
        },
      }
    },
  },
  {
    path: `${path}/providers/Microsoft.SecurityInsights/onboardingStates`,
    apiVersion: '2024-09-01',
    action: 'Microsoft.SecurityInsights/onboardingStates/read',
    provider: 'Microsoft.SecurityInsights',
    find: ({ azure, id }) => {
      const found = azure.workspaces.find(one => one.subscription === id('subscription') && same(one.group, id('group')) && same(one.name, id('name')))
      const state = { name: 'default', type: 'Microsoft.SecurityInsights/onboardingStates', properties: { customerManagedKey: false } }
      return {
        kind: 'list',
        rows: found?.sentinel === undefined ? [] : [{ id: `${workspaceId(found)}/providers/Microsoft.SecurityInsights/onboardingStates/default`, ...state }],
      }
    },
  },
  {
    path: `${path}/providers/Microsoft.SecurityInsights/alertRules`,
    apiVersion: '2024-09-01',
    action: 'Microsoft.SecurityInsights/alertRules/read',
    provider: 'Microsoft.SecurityInsights',
    find: ({ azure, id }) => {
      const found = azure.workspaces.find(one => one.subscription === id('subscription') && same(one.group, id('group')) && same(one.name, id('name')))
      return {
        kind: 'list',
        rows: (found?.sentinel ?? []).map(({ name, kind, enabled = true, query }) => ({
          id: `${found === undefined ? '' : workspaceId(found)}/providers/Microsoft.SecurityInsights/alertRules/${name}`,
          name,
          type: 'Microsoft.SecurityInsights/alertRules',
          kind,
          properties: { displayName: name, enabled, ...(query === undefined ? {} : { query }) },
        })),
      }
    },
  },
]

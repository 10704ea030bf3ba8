import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defenderPlans, securityContacts } from '../../../src/datasets/azure/defender.ts'
import { activityLogExports, entraLogExports, entraLogTables, sentinelDetections, sentinelWorkspaces } from '../../../src/datasets/azure/logs.ts'
import { azure } from '../../clouds/azure/azure.ts'
import { workspaceId } from '../../clouds/azure/logs.ts'
import { type EmulatedAzure, startAzure } from '../../clouds/azure/start-azure.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { azureEntry, scanAzure } from './scan-azure.ts'

const id = '11111111-2222-4333-8444-0000000000e1'
const shop = 'bbbbbbbb-0000-4000-8000-0000000000e1'
const bare = 'bbbbbbbb-0000-4000-8000-0000000000e2'
const central = { subscription: shop, group: 'Security', name: 'central' }
const lab = { subscription: shop, group: 'Security', name: 'lab' }

let entra: Entra
let arm: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({ tenants: [tenant({ id })] })
  arm = await startAzure({
    entra,
    tenants: [
      azure({
        tenant: id,
        subscriptions: [
          { id: shop, name: 'Shop' },
          { id: bare, name: 'Bare', unregistered: ['Microsoft.Security', 'Microsoft.Insights', 'Microsoft.SecurityInsights'] },
        ],
        defenderPlans: [{ subscription: shop, name: 'Arm', coverage: 'PartiallyCovered' }],
        securityContacts: [{ subscription: shop, emails: 'soc@contoso.example; it@contoso.example', roles: ['Owner'], severity: 'High' }],
        logExports: [
          { subscription: shop, name: 'activity', workspace: workspaceId(central), logs: ['Administrative', '-Policy', 'group:audit'] },
          { name: 'to-central', workspace: workspaceId(central), logs: ['AuditLogs', 'SignInLogs'] },
          { name: 'to-hub', eventHub: '/subscriptions/x/authorizationRules/send', logs: ['group:allLogs'] },
        ],
        workspaces: [
          {
            ...central,
            tables: { SigninLogs: 730 },
            sentinel: [
              {
                name: 'Odd sign-ins',
                kind: 'Scheduled',
                query: 'signinlogs | where ResultType == 0 | join IdentityInfo on $left.UserId == $right.AccountObjectId',
              },
              { name: 'Password spray', kind: 'Scheduled', query: 'imAuthentication(starttime=ago(1d)) | summarize count() by TargetUsername' },
              { name: 'Fusion', kind: 'Fusion', enabled: false },
            ],
          },
          lab,
          { ...lab, subscription: bare },
        ],
      }),
    ],
  })
})
afterEach(() => arm.clearFaults())
afterAll(() => Promise.all([entra.close(), arm.close()]))

const scan = () => scanAzure(azureEntry({ entra, azure: arm }, id))

describe('logs and what watches them', () => {
  it('are read whole', async () => {
    const found = await scan()
    expect(found.manifest.gaps).toEqual([])
    expect(found.rows(activityLogExports)).toMatchObject([{ name: 'activity', workspace: workspaceId(central).toLowerCase(), categories: ['Administrative'] }])
    expect(found.rows(entraLogExports).map(({ name, categories, hasEventHub }) => [name, categories, hasEventHub])).toEqual([
      ['to-central', ['AuditLogs', 'SignInLogs'], false],
      ['to-hub', ['*'], true],
    ])
    expect(found.rows(entraLogTables).map(({ table, totalRetentionDays }) => [table, totalRetentionDays])).toEqual([
      ['AuditLogs', 90],
      ['SigninLogs', 730],
    ])
    expect(found.rows(sentinelWorkspaces).map(({ name, subscription }) => [name, subscription])).toEqual([['central', shop]])
    expect(found.rows(sentinelDetections).map(({ name, isEnabled, identityTables }) => [name, isEnabled, identityTables])).toEqual([
      ['Odd sign-ins', true, ['SigninLogs', 'IdentityInfo']],
      ['Password spray', true, ['imAuthentication']],
      ['Fusion', false, []],
    ])
  })

  it('say of Defender which plans are on, the deprecated ones left out, and who is told', async () => {
    const found = await scan()
    const plans = found.rows(defenderPlans)
    expect(plans.filter(({ tier }) => tier === 'Standard').map(({ name, coverage }) => [name, coverage])).toEqual([['Arm', 'PartiallyCovered']])
    expect(plans.map(({ name }) => name)).not.toContain('Dns')
    expect(found.rows(securityContacts)).toMatchObject([
      { isEnabled: true, emails: ['soc@contoso.example', 'it@contoso.example'], roles: ['Owner'], alertsFrom: 'High' },
    ])
  })

  it('of a provider that was never registered are none, not a gap', async () => {
    const found = await scan()
    for (const dataset of [defenderPlans, securityContacts, activityLogExports])
      expect(found.table(dataset, `azure-subscription/${bare}`)).toMatchObject({ complete: true, rows: 0 })
  })

  it.each([
    ['the settings of Entra', '/providers/microsoft.aadiam/diagnosticSettings', ['entra-log-exports', 'entra-log-tables']],
    [
      'the state of a workspace',
      `${workspaceId(lab)}/providers/Microsoft.SecurityInsights/onboardingStates`,
      ['azure-sentinel-detections', 'azure-sentinel-workspaces'],
    ],
    ['the rules of a workspace', `${workspaceId(central)}/providers/Microsoft.SecurityInsights/alertRules`, ['azure-sentinel-detections']],
    ['the retention of a table', `${workspaceId(central).toLowerCase()}/tables/AuditLogs`, ['entra-log-tables']],
  ])('that may not be read cost what depends on them: %s', async (_, path, lost) => {
    arm.fault({ path }, { kind: 'denied' })
    const found = await scan()
    expect([...new Set(found.manifest.gaps.map(({ dataset }) => dataset))].sort()).toEqual(lost)
    expect(found.manifest.gaps.every(({ reason, permission }) => reason === 'denied' && permission !== undefined)).toBe(true)
  })

  it.each([
    { kind: 'status', status: 500 },
    { kind: 'cut' },
    { kind: 'zero-byte' },
    { kind: 'value-missing' },
    { kind: 'value-not-a-list' },
    { kind: 'endless-pages' },
  ] as const)('under a fault ($kind) leave gaps, never fewer rows without a word', async fault => {
    arm.fault({ path: '/providers/microsoft.aadiam/diagnosticSettings' }, fault)
    const found = await scan()
    expect(found.gaps(entraLogExports).length).toBeGreaterThan(0)
    expect(found.table(entraLogExports)?.complete ?? false).toBe(false)
  })
})

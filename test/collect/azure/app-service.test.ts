import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { webApps } from '../../../src/datasets/azure/web-apps.ts'
import { azure, groupScope } from '../../clouds/azure/azure.ts'
import { type EmulatedAzure, startAzure } from '../../clouds/azure/start-azure.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { azureEntry, scanAzure } from './scan-azure.ts'

const id = '11111111-2222-4333-8444-0000000000f1'
const shop = 'bbbbbbbb-0000-4000-8000-0000000000f1'
const required = {
  platform: { enabled: true },
  globalValidation: { requireAuthentication: true, unauthenticatedClientAction: 'Return401', excludedPaths: ['/health'] },
}
const settingsOf = (name: string): string => `/subscriptions/${shop}/resourceGroups/web/providers/Microsoft.Web/sites/${name}/config/authsettingsV2`

let entra: Entra
let arm: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({ tenants: [tenant({ id })] })
  const inGroup = { subscription: shop, group: 'web' }
  arm = await startAzure({
    entra,
    tenants: [
      azure({
        tenant: id,
        subscriptions: [{ id: shop, name: 'Shop' }],
        webApps: [
          { ...inGroup, name: 'orders', authentication: required },
          { ...inGroup, name: 'by-file', authentication: { platform: { enabled: true, configFilePath: 'auth.json' } } },
          { ...inGroup, name: 'open', authentication: { platform: { enabled: false, configFilePath: '' } } },
          { ...inGroup, name: 'orders', slot: 'staging' },
          { ...inGroup, name: 'stopped', state: 'Stopped' },
          { ...inGroup, name: 'jobs', kind: 'functionapp,linux', enabled: false },
        ],
      }),
    ],
  })
})
afterEach(() => arm.clearFaults())
afterAll(() => Promise.all([entra.close(), arm.close()]))

const scan = () => scanAzure(azureEntry({ entra, azure: arm }, id))

describe('web apps', () => {
  it('are read with how each asks who calls', async () => {
    const found = await scan()
    expect(found.manifest.gaps).toEqual([])
    expect(
      found
        .rows(webApps)
        .map(({ name, isEnabled, isFunctionApp, hasAuthentication, configFile, requiresAuthentication, excludedPaths }) => [
          name,
          isEnabled,
          isFunctionApp,
          hasAuthentication,
          configFile,
          requiresAuthentication,
          excludedPaths,
        ]),
    ).toEqual([
      ['by-file', true, false, true, 'auth.json', false, []],
      ['jobs', false, true, false, null, false, []],
      ['open', true, false, false, null, false, []],
      ['orders', true, false, true, null, true, ['/health']],
      ['stopped', false, false, false, null, false, []],
      ['orders/staging', true, false, false, null, false, []],
    ])
  })

  it.each([
    { kind: 'denied' },
    { kind: 'status', status: 500 },
    { kind: 'zero-byte' },
    { kind: 'cut' },
    { kind: 'body', body: { properties: { platform: 'on' } } },
  ] as const)('of which one cannot be read ($kind) are a gap for that one', async fault => {
    arm.fault({ path: settingsOf('orders') }, fault)
    const found = await scan()
    expect(found.rows(webApps).map(({ name }) => name)).toEqual(['by-file', 'jobs', 'open', 'stopped', 'orders/staging'])
    expect(found.gaps(webApps)).toEqual([expect.objectContaining({ part: expect.stringContaining('orders') })])
  })

  it('of which the slots may not be read are told without them, and say so', async () => {
    const dark = '11111111-2222-4333-8444-0000000000f2'
    const other = await startEntra({ tenants: [tenant({ id: dark })] })
    const own = await startAzure({
      entra: other,
      tenants: [
        azure({
          tenant: dark,
          callers: [{ clientId: scanner.clientId, scope: groupScope(dark), actions: ['*/read'], notActions: ['Microsoft.Web/sites/slots/Read'] }],
          subscriptions: [{ id: shop, name: 'Shop' }],
          webApps: [
            { subscription: shop, group: 'web', name: 'orders' },
            { subscription: shop, group: 'web', name: 'orders', slot: 'staging' },
          ],
        }),
      ],
    })
    const found = await scanAzure(azureEntry({ entra: other, azure: own }, dark))
    expect(found.rows(webApps).map(({ name }) => name)).toEqual(['orders'])
    expect(found.gaps(webApps)).toMatchObject([{ part: 'slots', reason: 'denied', permission: 'Microsoft.Web/sites/slots/Read' }])
    await Promise.all([other.close(), own.close()])
  })
})

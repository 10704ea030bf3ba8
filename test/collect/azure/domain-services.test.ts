import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { domainServices } from '../../../src/datasets/azure/domain-services.ts'
import { azure, subscriptionScope } from '../../clouds/azure/azure.ts'
import type { ResourceFixture } from '../../clouds/azure/azure-fixture.ts'
import { type EmulatedAzure, startAzure } from '../../clouds/azure/start-azure.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { azureEntry, scanAzure } from './scan-azure.ts'

const whole = '11111111-2222-4333-8444-0000000000d1'
const partly = '11111111-2222-4333-8444-0000000000d2'
const shop = 'bbbbbbbb-0000-4000-8000-0000000000d1'
const lab = 'bbbbbbbb-0000-4000-8000-0000000000d2'

const domain = (name: string, properties: object): ResourceFixture => ({
  table: 'resources',
  type: 'Microsoft.AAD/domainServices',
  id: `${subscriptionScope(shop)}/resourceGroups/identity/providers/Microsoft.AAD/domainServices/${name}`,
  subscriptionId: shop,
  name,
  columns: { properties },
})
const hardened = {
  domainName: 'aadds.contoso.example',
  filteredSync: 'Enabled',
  domainSecuritySettings: {
    ...{ ntlmV1: 'Disabled', tlsV1: 'Disabled', kerberosRc4Encryption: 'Disabled', kerberosArmoring: 'Enabled' },
    ...{ ldapSigning: 'Enabled', channelBinding: 'Enabled', syncNtlmPasswords: 'Disabled', syncOnPremPasswords: 'Enabled' },
  },
  ldapsSettings: { ldaps: 'Enabled', externalAccess: 'Disabled', certificateNotAfter: '2027-06-01T00:00:00Z', pfxCertificate: 'never read' },
}
const subscriptions = [
  { id: shop, name: 'Shop' },
  { id: lab, name: 'Lab' },
]

let entra: Entra
let arm: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({ tenants: [tenant({ id: whole }), tenant({ id: partly })] })
  const resources = [
    domain('hardened', hardened),
    domain('new', { ldapsSettings: { certificateNotAfter: '0001-01-01T00:00:00' } }),
    domain('odd', { filteredSync: 'Perhaps' }),
  ]
  arm = await startAzure({
    entra,
    tenants: [
      azure({ tenant: whole, subscriptions, resources }),
      azure({
        tenant: partly,
        subscriptions,
        resources,
        callers: [
          { clientId: scanner.clientId, scope: subscriptionScope(lab), actions: ['*/read'] },
          { clientId: scanner.clientId, scope: subscriptionScope(shop), actions: ['Microsoft.Resources/subscriptions/read', 'Microsoft.Authorization/*/read'] },
        ],
      }),
    ],
  })
})
afterAll(() => Promise.all([entra.close(), arm.close()]))

const scan = (id: string) => scanAzure(azureEntry({ entra, azure: arm }, id))

describe('managed domains', () => {
  it('are read with what Azure says of them, and with nothing where it says nothing', async () => {
    const rows = new Map((await scan(whole)).rows(domainServices).map(row => [row.name, row]))
    expect(rows.get('aadds.contoso.example')).toMatchObject({
      ...{ ntlmV1: false, oldTls: false, kerberosRc4: false, kerberosArmoring: true, ldapSigning: true, channelBinding: true },
      ...{ syncsNtlmHashes: false, syncsOnPremisesHashes: true, secureLdap: true, secureLdapFromInternet: false, isScoped: true },
      certificateEndAt: '2027-06-01T00:00:00.000Z',
    })
    expect(rows.get('new')).toMatchObject({ ntlmV1: null, secureLdap: null, certificateEndAt: null, isScoped: null })
    expect(JSON.stringify([...rows.values()])).not.toContain('never read')
  })

  it('of which one says what nobody documented leave a gap for that one', async () => {
    const found = await scan(whole)
    expect(found.gaps(domainServices)).toEqual([expect.objectContaining({ reason: 'invalid', scope: `azure-subscription/${shop}` })])
    expect(found.rows(domainServices)).toHaveLength(2)
  })

  it('in a subscription that may not be read are a gap, not none', async () => {
    const found = await scan(partly)
    expect(found.rows(domainServices)).toEqual([])
    expect(found.gaps(domainServices)).toContainEqual(
      expect.objectContaining({ reason: 'denied', permission: 'Microsoft.AAD/domainServices/read', scope: `azure-subscription/${shop}` }),
    )
    expect(found.table(domainServices, `azure-subscription/${lab}`)?.complete).toBe(true)
  })
})

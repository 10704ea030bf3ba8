import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Collected } from '../../../src/collect/collector.ts'
import { passwordAgents } from '../../../src/collect/entra/pass-through-agents.ts'
import type { EntraSession } from '../../../src/collect/entra/session.ts'
import type { Scope } from '../../../src/dataset.ts'
import { certificateAuthorities, certificateSignInSettings, externalAuthenticationMethods } from '../../../src/datasets/entra/certificate-trust.ts'
import { conditionalAccessSettings } from '../../../src/datasets/entra/conditional-access-settings.ts'
import { invitationDomains } from '../../../src/datasets/entra/invitation-domains.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { quick, scanTenant } from './scan-tenant.ts'

const plain = tenant({ id: '12121212-2222-4333-8444-555555555551' })
const documented = tenant({
  id: '12121212-2222-4333-8444-555555555552',
  trust: { ...plain.trust, invitationPolicies: ["{'B2BManagementPolicy':{'Version':1}}"] },
})
const garbled = tenant({ id: '12121212-2222-4333-8444-555555555553', trust: { ...plain.trust, invitationPolicies: ['{"Other":1}'] } })

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example, plain, documented, garbled] })
})
afterAll(() => entra.close())

test('authorities of both stores are read, with what identifies them and whether they revoke', async () => {
  const found = await scanTenant(entra.url, example.id)
  expect(found.gaps(certificateAuthorities)).toEqual([])
  expect(
    found
      .rows(certificateAuthorities)
      .map(({ name, store, isRoot, thumbprint, keyId, hasRevocationList }) => [
        name,
        store,
        isRoot,
        thumbprint?.length === 40 ? 'SHA-1' : thumbprint,
        keyId,
        hasRevocationList,
      ]),
  ).toEqual([
    ['Example Root', 'Example PKI', true, 'abcdef', 'c0ffee', true],
    ['Example Issuing', 'Example PKI', false, '012345', 'beef', false],
    [expect.stringMatching(/CN=/), 'classic', true, 'SHA-1', 'decaf', false],
  ])
})

test('one store that is refused leaves the authorities of the other', async () => {
  entra.fault({ path: /publicKeyInfrastructure/ }, { kind: 'denied' })
  const found = await scanTenant(entra.url, example.id)
  entra.clearFaults()
  expect(found.rows(certificateAuthorities).map(({ store }) => store)).toEqual(['classic'])
  expect(found.gaps(certificateAuthorities)).toEqual([
    expect.objectContaining({ reason: 'denied', part: 'public key infrastructures', permission: 'PublicKeyInfrastructure.Read.All' }),
  ])
})

test('how certificates sign in is read, and which other provider counts as a second factor', async () => {
  const found = await scanTenant(entra.url, example.id)
  expect(found.rows(certificateSignInSettings)).toEqual([
    expect.objectContaining({
      state: 'enabled',
      bindings: [{ field: 'SubjectKeyIdentifier', userProperty: 'certificateUserIds', affinity: 'high' }],
      defaultMode: 'x509CertificateMultiFactor',
      requiredAffinity: 'high',
      rules: [{ kind: 'issuerSubject', mode: 'x509CertificateSingleFactor', affinity: 'low' }],
      isRevocationListRequired: true,
      exemptAuthorities: ['c0ffee'],
    }),
  ])
  expect(found.rows(externalAuthenticationMethods).map(({ name, state, appId, isForEverybody }) => [name, state, appId, isForEverybody])).toEqual([
    ['Elsewhere MFA', 'enabled', 'app-elsewhere', true],
  ])
})

test('where certificates do not sign in, no store is asked and none is dark', async () => {
  const found = await scanTenant(entra.url, plain.id)
  expect([found.table(certificateAuthorities)?.complete, found.rows(certificateAuthorities)]).toEqual([true, []])
  expect(found.rows(certificateSignInSettings).map(({ state, requiredAffinity }) => [state, requiredAffinity])).toEqual([['disabled', 'low']])
})

test('domains for invitations: a list, none without a policy, none in a policy about something else, and a gap where it cannot be understood', async () => {
  const told = async (id: string) => (await scanTenant(entra.url, id)).rows(invitationDomains).map(({ allowed, blocked }) => [allowed, blocked])
  expect(await told(example.id)).toEqual([[['fabrikam.example'], []]])
  expect(await told(plain.id)).toEqual([[[], []]])
  expect(await told(documented.id)).toEqual([[[], []]])
  expect((await scanTenant(entra.url, garbled.id)).gaps(invitationDomains)).toEqual([expect.objectContaining({ reason: 'invalid' })])
})

test('what is taken out of all policies for all resources is read, without what is only reported; a refusal is a gap of that part', async () => {
  expect((await scanTenant(entra.url, example.id)).rows(conditionalAccessSettings).map(({ excludedActions }) => excludedActions)).toEqual([['accountrecovery']])
  entra.fault({ path: /conditionalAccess\/settings/ }, { kind: 'denied' })
  const found = await scanTenant(entra.url, example.id, quick())
  entra.clearFaults()
  expect(found.gaps(conditionalAccessSettings)).toEqual([
    expect.objectContaining({ reason: 'denied', part: 'user actions', permission: 'Policy.Read.ConditionalAccess' }),
  ])
})

test('agents for pass-through authentication are asked of a person, where there is synchronization; an application cannot read them', async () => {
  const at: Scope = { id: 'entra-tenant/t', kind: 'entra-tenant', name: 'Contoso' }
  const told = async (mode: 'app' | 'delegated', isSynchronized: boolean): Promise<readonly Collected[]> => {
    const session: Pick<EntraSession, 'mode' | 'list'> = {
      mode: () => mode,
      async *list() {
        yield { id: 'agent-1', machineName: 'server1.contoso.example', status: 'Active', externalIp: '192.0.2.1' }
      },
    }
    const rows = () => [{ onPremisesSyncEnabled: isSynchronized ? true : null }]
    const items: Collected[] = []
    const sofar = { rows, isComplete: () => true } as unknown as Parameters<typeof passwordAgents.collect>[2]
    for await (const item of passwordAgents.collect(session as EntraSession, at, sofar)) items.push(item)
    return items
  }
  expect(await told('app', false)).toEqual([])
  expect(await told('app', true)).toEqual([expect.objectContaining({ gap: expect.objectContaining({ reason: 'out-of-reach' }) })])
  expect(await told('delegated', true)).toEqual([
    expect.objectContaining({ row: { id: 'agent-1', scope: 'entra-tenant/t', name: 'server1.contoso.example', status: 'active' } }),
  ])
})

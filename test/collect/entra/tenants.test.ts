import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { AuthenticationError, type Collected, gap, row } from '../../../src/collect/collector.ts'
import { entraSource } from '../../../src/collect/entra/discover.ts'
import { withinReach } from '../../../src/collect/entra/reach.ts'
import type { EntraSession } from '../../../src/collect/entra/session.ts'
import { defineDataset, type Scope } from '../../../src/dataset.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { rowFields } from '../../../src/datasets/row.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type ManagedIdentity, startManagedIdentity } from '../../clouds/entra/managed-identity.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { entryFor, quick, scanAll } from './scan-tenant.ts'

const otherId = '44444444-2222-4333-8444-555555555555'
const other = tenant({
  id: otherId,
  organization: {
    displayName: 'Fabrikam',
    tenantType: 'AAD',
    verifiedDomains: [{ name: 'fabrikam.example', isDefault: true, isInitial: true }],
    onPremisesSyncEnabled: null,
  },
  users: [{ id: 'u-fay', userPrincipalName: 'fay@fabrikam.example', displayName: 'Fay' }],
})

let entra: Entra
let machine: ManagedIdentity
beforeAll(async () => {
  entra = await startEntra({ tenants: [example, other] })
  machine = await startManagedIdentity(entra, { tenant: otherId, system: scanner.clientId })
})
afterAll(() => Promise.all([entra.close(), machine.close()]))

const scopes = { bright: `entra-tenant/${otherId}`, dark: `entra-tenant/${example.id}` }

describe('two tenants in one scan', () => {
  test('are read each on its own', async () => {
    const found = await scanAll([entryFor(entra.url, example.id), entryFor(entra.url, 'fabrikam.example')])
    expect(found.manifest.gaps).toEqual([])
    expect(found.manifest.scopes.map(({ id, name }) => [id, name])).toEqual([
      [scopes.dark, 'Contoso'],
      [scopes.bright, 'Fabrikam'],
    ])
    expect(found.rows(entraUsers).filter(user => user.scope === scopes.bright)).toMatchObject([{ id: 'u-fay' }])
  })

  test('one dark leaves the other bright: all its tables are gaps, and it is named', async () => {
    const wrong = entryFor(entra.url, example.id, { method: 'secret', clientId: scanner.clientId, secretEnv: 'NOT_SET' })
    const found = await scanAll([wrong, entryFor(entra.url, otherId)])
    expect(found.unauthenticated).toMatchObject([{ label: example.id, scope: { id: scopes.dark } }])
    const tables = (scope: string) => found.manifest.tables.filter(table => table.scope === scope)
    expect(tables(scopes.bright).every(table => table.complete)).toBe(true)
    expect(new Set(found.manifest.gaps.map(({ scope, reason }) => `${scope} ${reason}`))).toEqual(new Set([`${scopes.dark} denied`]))
    expect(new Set(found.manifest.gaps.map(({ dataset }) => dataset))).toEqual(new Set(tables(scopes.bright).map(({ dataset }) => dataset)))
  })
})

const discovered = async (named: string, auth: Parameters<typeof entryFor>[2]): Promise<readonly { readonly scope: Scope; readonly identity?: string }[]> => {
  const all: { scope: Scope; identity?: string }[] = []
  for await (const { scope, identity } of entraSource(entryFor(entra.url, named, auth), quick({ environment: name => process.env[name] })).discover())
    all.push({ scope, ...(identity === undefined ? {} : { identity }) })
  return all
}

describe('credentials that bring their own tenant', () => {
  test('are those of the tenant that the config names, by id or domain, or let nothing in', async () => {
    Object.assign(process.env, machine.environment)
    const identity = `application ${scanner.clientId}`
    expect(await discovered(otherId, { method: 'managed' })).toMatchObject([{ scope: { id: scopes.bright }, identity }])
    expect(await discovered('FABRIKAM.example', { method: 'managed' })).toMatchObject([{ scope: { id: scopes.bright }, identity }])
    for (const named of [example.id, 'contoso.onmicrosoft.com']) {
      const failure = await discovered(named, { method: 'managed' }).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(AuthenticationError)
      expect(failure).toMatchObject({ message: `the credentials are those of the tenant ${otherId}, not of ${named}` })
    }
    for (const name of Object.keys(machine.environment)) delete process.env[name]
  })
})

describe('what the mode in use can never read', () => {
  const dataset = (name: string, readable: 'app' | 'delegated' | 'either') =>
    defineDataset({ name, per: 'entra-tenant', permissions: ['Fake.Read'], readable, row: z.object(rowFields) })
  const [app, delegated, either] = [dataset('by-app', 'app'), dataset('by-person', 'delegated'), dataset('by-either', 'either')]
  const at: Scope = { id: scopes.bright, kind: 'entra-tenant', name: 'Fabrikam' }

  const brought = async (
    gives: readonly (typeof app)[],
    mode: 'app' | 'delegated' | undefined,
  ): Promise<{ readonly asked: boolean; readonly items: readonly Collected[] }> => {
    let asked = false
    const collector = withinReach({
      name: 'fake',
      gives,
      async *collect() {
        asked = true
        for (const one of gives) yield row(one, { id: 'r1', scope: at.id, name: one.name })
        for (const one of gives) yield gap(one, 'failed', 'broken')
      },
    })
    const session: Pick<EntraSession, 'mode'> = { mode: () => mode }
    const items: Collected[] = []
    for await (const item of collector.collect(session as EntraSession, at, { rows: () => [], isComplete: () => true })) items.push(item)
    return { asked, items }
  }
  const summary = (items: readonly Collected[]) => items.map(item => (item.kind === 'row' ? `row ${item.dataset}` : `${item.gap.reason} ${item.gap.dataset}`))

  test.each([
    { mode: 'app', beyond: delegated, within: app, who: 'a signed-in person' },
    { mode: 'delegated', beyond: app, within: delegated, who: 'an application' },
  ] as const)('as $mode is a gap of its own kind, and not asked for', async ({ mode, beyond, within, who }) => {
    expect(await brought([beyond], mode)).toEqual({ asked: false, items: [gap(beyond, 'out-of-reach', expect.stringContaining(`only ${who} can read it`))] })
    const mixed = await brought([beyond, within, either], mode)
    expect(summary(mixed.items)).toEqual([
      `out-of-reach ${beyond.name}`,
      `row ${within.name}`,
      `row ${either.name}`,
      `failed ${within.name}`,
      `failed ${either.name}`,
    ])
  })

  test('is tried where the token does not say who reads', async () => {
    expect(summary((await brought([app, delegated], undefined)).items)).toEqual(['row by-app', 'row by-person', 'failed by-app', 'failed by-person'])
  })
})

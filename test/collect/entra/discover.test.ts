import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AuthenticationError } from '../../../src/collect/collector.ts'
import { entraSource } from '../../../src/collect/entra/discover.ts'
import type { SessionOptions } from '../../../src/collect/entra/session-settings.ts'
import type { Scope } from '../../../src/dataset.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { entryFor, quick } from './scan-tenant.ts'

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example] })
})
afterAll(() => entra.close())

const id = `entra-tenant/${example.id}`
const scopesOf = async (tenant: string, options: Partial<SessionOptions> = {}): Promise<readonly Scope[]> => {
  const scopes: Scope[] = []
  for await (const { scope } of entraSource(entryFor(entra.url, tenant), quick(options)).discover()) scopes.push(scope)
  return scopes
}

describe('discovery', () => {
  test('names the tenant by its id, whatever the config calls it', async () => {
    const scope = { id, kind: 'entra-tenant', name: 'Contoso' }
    expect(await scopesOf(example.id)).toEqual([scope])
    expect(await scopesOf(example.id.toUpperCase())).toEqual([scope])
    expect(await scopesOf('contoso.onmicrosoft.com')).toEqual([scope])
  })

  test('still names it when the organization cannot be read', async () => {
    const undo = entra.fault({ path: '/organization' }, { kind: 'denied' })
    expect(await scopesOf(example.id)).toEqual([{ id, kind: 'entra-tenant', name: example.id }])
    expect(await scopesOf('contoso.onmicrosoft.com')).toEqual([{ id, kind: 'entra-tenant', name: 'contoso.onmicrosoft.com' }])
    undo()
  })

  test.each([
    { name: 'the secret is wrong', options: { environment: () => 'wrong' }, says: 'AADSTS7000215' },
    { name: 'the variable of the secret is not set', options: { environment: () => undefined }, says: 'POSTERN_SECRET' },
  ])('throws AuthenticationError when $name', async ({ options, says }) => {
    const failure = await scopesOf(example.id, options).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AuthenticationError)
    expect(failure).toMatchObject({ message: expect.stringContaining(says), scope: { id } })
  })

  test('throws AuthenticationError for a tenant that does not exist, without inventing its id', async () => {
    const failure = await scopesOf('nobody.example').catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AuthenticationError)
    expect(failure).toMatchObject({ scope: { id: 'entra-tenant/unidentified', name: 'nobody.example' } })
  })
})

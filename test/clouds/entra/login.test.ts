import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trustingEnvironment } from '../tls/test-certificate.ts'
import { example } from './example-tenant.ts'
import { sdkClient, sdkCredential } from './sdk-client.ts'
import { type Entra, startEntra } from './start-entra.ts'
import { scanner } from './tenant.ts'

const scope = 'https://graph.microsoft.com/.default'
let entra: Entra
let clock = new Date('2026-11-24T08:00:00Z')

beforeAll(async () => {
  entra = await startEntra({ tenants: [example], now: () => clock })
})
afterAll(() => entra.close())

describe('login', () => {
  test('gives the real credential a token for its secret, by tenant id or verified domain', async () => {
    const byId = await sdkCredential(entra.url, example.id).getToken(scope)
    const byDomain = await sdkCredential(entra.url, 'contoso.onmicrosoft.com').getToken(`${entra.url}/.default`)
    expect(byId.token.split('.')).toHaveLength(3)
    expect(byDomain.token).not.toBe(byId.token)
  })

  test('names the fault: wrong secret, unknown client, unknown tenant, unknown resource', async () => {
    await expect(sdkCredential(entra.url, example.id, { ...scanner, secret: 'wrong' }).getToken(scope)).rejects.toThrow('AADSTS7000215')
    await expect(sdkCredential(entra.url, example.id, { clientId: '0c1ec7ed-0000-4000-8000-00000000dead', secret: 'x' }).getToken(scope)).rejects.toThrow(
      'AADSTS700016',
    )
    await expect(sdkCredential(entra.url, '00000000-0000-4000-8000-00000000dead').getToken(scope)).rejects.toThrow(/AADSTS90002|endpoints_resolution_error/)
    await expect(sdkCredential(entra.url, example.id).getToken('https://elsewhere.example/.default')).rejects.toThrow('AADSTS500011')
  })

  test('refuses no token, a forged token and an expired one with 401', async () => {
    const bare = await fetch(`${entra.url}/v1.0/organization`)
    expect([bare.status, JSON.stringify(await bare.json())]).toEqual([401, expect.stringContaining('InvalidAuthenticationToken')])
    await expect(sdkClient(entra.url, example.id, 'a.b.c').api('/organization').get()).rejects.toMatchObject({
      statusCode: 401,
      code: 'InvalidAuthenticationToken',
    })
    const { token } = await sdkCredential(entra.url, example.id).getToken(scope)
    clock = new Date('2026-11-24T09:00:00Z')
    await expect(sdkClient(entra.url, example.id, token).api('/organization').get()).rejects.toThrow('the token is expired')
  })

  test('is trusted by a spawned Node that gets the bundle in its environment', async () => {
    const trusting = trustingEnvironment()
    const child = spawn(
      process.execPath,
      ['-e', `fetch('${entra.url}/v1.0/organization').then(answer => process.exit(answer.status === 401 ? 0 : 1), () => process.exit(2))`],
      { env: { ...process.env, ...trusting.env } },
    )
    expect(await once(child, 'exit')).toEqual([0, null])
    trusting.remove()
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openSession } from '../../../src/collect/entra/session.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { entryFor, quick, scanTenant, stoppedClock } from './scan-tenant.ts'

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example] })
})
afterEach(() => entra.clearFaults())
afterAll(() => entra.close())

/** Answers of the network to whatever goes to a path that matches. */
const network =
  (path: RegExp, answer: () => Promise<Response>): typeof fetch =>
  (input, init) =>
    path.test(String(input instanceof Request ? input.url : input)) ? answer() : fetch(input, init)

const noAddress = () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('getaddrinfo ENOTFOUND login.test'), { code: 'ENOTFOUND' }) }))
const tokenRequests = /oauth2\/v2\.0\/token/
const everything = /oauth2|openid|discovery/

describe('a login service that asks to be left alone', () => {
  test('is asked by no other call before its time', async () => {
    const clock = stoppedClock()
    const asked: number[] = []
    let throttled = 0
    const wire: typeof fetch = (input, init) => {
      if (!tokenRequests.test(String(input instanceof Request ? input.url : input))) return fetch(input, init)
      asked.push(clock.now())
      if (throttled > 0) return fetch(input, init)
      throttled += 1
      return Promise.resolve(new Response('{"error":"temporarily_unavailable"}', { status: 429, headers: { 'retry-after': '60' } }))
    }
    const session = openSession(entryFor(entra.url, example.id), quick({ clock, fetch: wire, deadline: clock.now() + 30_000 }))
    await expect(session.signIn()).rejects.toMatchObject({ reason: 'throttled' })
    await clock.sleep(20_000)
    await expect(session.get({ path: '/organization' })).rejects.toMatchObject({ reason: 'throttled' })
    expect(asked).toHaveLength(1)

    const patient = stoppedClock()
    asked.length = 0
    throttled = 0
    const later = openSession(entryFor(entra.url, example.id), quick({ clock: patient, fetch: wire }))
    const both = Promise.all([later.signIn(), later.get({ path: '/organization' })])
    await expect(both).resolves.toHaveLength(2)
    expect(asked).toHaveLength(2)
    expect(patient.now() - clock.now()).toBeGreaterThanOrEqual(40_000)
  })
})

describe('what keeps a token from coming is the reason of the gaps', () => {
  test('throttled', async () => {
    entra.fault({ path: tokenRequests }, { kind: 'throttled', retryAfter: '1' })
    const { gaps, unauthenticated } = await scanTenant(entra.url, example.id)
    expect(gaps(entraUsers)).toMatchObject([{ reason: 'throttled' }])
    expect(unauthenticated).toHaveLength(1)
  })

  test('no way to the login service: failed, with its name and what to look at', async () => {
    const { gaps, unauthenticated } = await scanTenant(entra.url, example.id, quick({ fetch: network(everything, noAddress) }))
    const host = new URL(entra.url).host
    expect(gaps(entraUsers)).toMatchObject([
      { reason: 'failed', detail: expect.stringContaining(`could not reach ${host}: getaddrinfo ENOTFOUND login.test; check the network or the proxy`) },
    ])
    expect(unauthenticated).toHaveLength(1)
  })

  test('no answer in time: failed, in the same words', async () => {
    entra.fault({ path: everything }, { kind: 'hang' })
    const { gaps } = await scanTenant(entra.url, example.id, quick({ timeout: 50 }))
    expect(gaps(entraUsers)).toMatchObject([{ reason: 'failed', detail: expect.stringContaining('no answer within 1 s; check the network or the proxy') }])
  })

  test('a wrong secret: denied', async () => {
    const { gaps } = await scanTenant(entra.url, example.id, quick({ environment: () => 'wrong' }))
    expect(gaps(entraUsers)).toMatchObject([{ reason: 'denied', detail: expect.stringContaining('AADSTS7000215') }])
  })
})

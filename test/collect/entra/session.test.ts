import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Clock, systemClock } from '../../../src/collect/clock.ts'
import { type EntraSession, openSession } from '../../../src/collect/entra/session.ts'
import type { SessionOptions } from '../../../src/collect/entra/session-settings.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { entryFor, quick, type StoppedClock, stoppedClock } from './scan-tenant.ts'

let entra: Entra
let elsewhere: Entra
let clock: StoppedClock

beforeAll(async () => {
  entra = await startEntra({ tenants: [example], pageSize: 2 })
  elsewhere = await startEntra({ tenants: [example] })
})
beforeEach(() => {
  clock = stoppedClock()
})
afterEach(() => {
  entra.clearFaults()
  entra.clearLog()
})
afterAll(() => Promise.all([entra.close(), elsewhere.close()]))

const open = (options: Partial<SessionOptions> = {}): EntraSession => openSession(entryFor(entra.url, example.id), quick({ clock, ...options }))
const users = { path: '/users', select: ['id'] }
const idsOf = async (session: EntraSession): Promise<readonly unknown[]> => {
  const rows: unknown[] = []
  for await (const row of session.list(users)) rows.push(row)
  return rows
}
const graphCalls = () => entra.log.filter(request => request.path.startsWith('/v1.0') && !request.inBatch)

describe('a call', () => {
  test('that is throttled is repeated when the service says', async () => {
    entra.fault({ path: '/users', times: 2 }, { kind: 'throttled', retryAfter: '5' })
    expect(await idsOf(open())).toHaveLength(4)
    // The page after them keeps a quarter of the rate.
    expect(clock.sleeps).toEqual([5_500, 5_500, 400])
  })

  test.each([
    { name: 'fails with 503', fault: { kind: 'status', status: 503 } },
    { name: 'fails with 502', fault: { kind: 'status', status: 502 } },
    { name: 'is cut in the middle of its body', fault: { kind: 'cut' } },
  ] as const)('that $name once is repeated', async ({ fault }) => {
    entra.fault({ path: '/users', nth: 1 }, fault)
    expect(await idsOf(open())).toHaveLength(4)
    expect(graphCalls()).toHaveLength(3)
  })

  test('that gets no answer ends in time, every time', async () => {
    entra.fault({ path: '/users' }, { kind: 'hang' })
    await expect(idsOf(open({ timeout: 30 }))).rejects.toMatchObject({ reason: 'failed', message: expect.stringContaining('no answer within') })
    expect(graphCalls()).toHaveLength(3)
  })

  test('is not made once the deadline has passed', async () => {
    await expect(idsOf(open({ deadline: clock.now() - 1 }))).rejects.toMatchObject({ reason: 'failed', message: expect.stringContaining('deadline') })
    expect(graphCalls()).toEqual([])
  })

  test('ends with the scan when it is cut off, in the middle of a call or of a wait', async () => {
    const cut = (): AbortController => new AbortController()
    const inCall = cut()
    entra.fault({ path: '/users' }, { kind: 'hang' })
    const sent: typeof fetch = (input, init) => {
      const answer = fetch(input, init)
      inCall.abort()
      return answer
    }
    await expect(idsOf(open({ signal: inCall.signal, fetch: sent }))).rejects.toMatchObject({ name: 'AbortError' })

    const inWait = cut()
    entra.fault({ path: '/users' }, { kind: 'throttled', retryAfter: '3600' })
    const asleep: Clock = {
      now: () => clock.now(),
      sleep: (milliseconds, signal) => {
        const awake = systemClock.sleep(milliseconds, signal)
        inWait.abort()
        return awake
      },
    }
    await expect(idsOf(open({ signal: inWait.signal, clock: asleep }))).rejects.toMatchObject({ name: 'AbortError' })

    const inLogin = cut()
    entra.fault({ path: /oauth2|openid/ }, { kind: 'hang' })
    const token = open({ signal: inLogin.signal }).signIn()
    inLogin.abort()
    await expect(token).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('is not repeated when the answer is final', async () => {
    entra.fault({ path: '/users' }, { kind: 'denied' })
    await expect(idsOf(open())).rejects.toMatchObject({ reason: 'denied', permission: 'User.Read.All' })
    expect(graphCalls()).toHaveLength(1)
  })

  test('of Conditional Access waits its turn, one a second', async () => {
    const session = open()
    await session.get({ path: '/identity/conditionalAccess/policies' })
    await session.get({ path: '/identity/conditionalAccess/policies', version: 'beta' })
    await session.get({ path: '/subscribedSkus' })
    await session.get({ path: '/identity/conditionalAccess/namedLocations' })
    expect(clock.sleeps).toEqual([1_000, 1_000])
  })
})

describe('the token', () => {
  test('never goes to another host, whether a next link or a redirect names it', async () => {
    for (const fault of [
      { kind: 'next-link', to: `${elsewhere.url}/v1.0/users` },
      { kind: 'redirect', to: `${elsewhere.url}/v1.0/users` },
    ] as const) {
      const undo = entra.fault({ path: '/users' }, fault)
      await expect(idsOf(open())).rejects.toMatchObject({ name: 'CollectError' })
      undo()
    }
    expect(elsewhere.log).toEqual([])
  })

  test('is asked for once and used for all calls', async () => {
    const session = open()
    await idsOf(session)
    await session.get({ path: '/organization' })
    expect(entra.log.filter(request => request.path.endsWith('/token'))).toHaveLength(1)
    expect(graphCalls().every(request => request.bearer)).toBe(true)
  })

  test('is asked for again when the login service is away for a moment, and not when it refuses', async () => {
    entra.fault({ path: /token$/, nth: 1 }, { kind: 'status', status: 503 })
    expect(await idsOf(open())).toHaveLength(4)
    entra.clearLog()
    const wrong = openSession(entryFor(entra.url, example.id), quick({ clock, environment: () => 'wrong' }))
    await expect(wrong.signIn()).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/^AADSTS7000215: Invalid client secret provided\.(?!.*Trace ID)/),
    })
    expect(entra.log.filter(request => request.path.endsWith('/token'))).toHaveLength(1)
  })

  test('of a login service that never answers ends in time', async () => {
    entra.fault({ path: /oauth2|openid/ }, { kind: 'hang' })
    await expect(open({ timeout: 30 }).signIn()).rejects.toMatchObject({ reason: 'failed' })
  })
})

describe('pages', () => {
  test('give their rows before the fault that ends them', async () => {
    entra.fault({ path: '/users', nth: 2 }, { kind: 'status', status: 400 })
    const rows: unknown[] = []
    const read = async (): Promise<void> => {
      for await (const row of open().list(users)) rows.push(row)
    }
    await expect(read()).rejects.toMatchObject({ reason: 'failed' })
    expect(rows).toEqual([{ id: 'u-ada' }, { id: 'u-bob' }])
  })
})

describe('a batch', () => {
  const reads = ['u-ada', 'g-outer', 'g-inner', 'g-none'].map(id => ({ path: `/groups/${id}`, select: ['id'] }))

  test('answers in the order asked, each read on its own', async () => {
    entra.fault({ path: '/groups/g-inner' }, { kind: 'denied' })
    expect(await open().batch(reads)).toMatchObject([
      { kind: 'missing' },
      { kind: 'found', body: { id: 'g-outer' } },
      { kind: 'failed', error: { reason: 'denied', permission: 'GroupMember.Read.All' } },
      { kind: 'missing' },
    ])
  })

  test('asks again only for what was throttled, after the longest wait', async () => {
    entra.fault({ path: '/groups/g-inner', times: 1 }, { kind: 'throttled', retryAfter: '9' })
    entra.fault({ path: '/groups/g-outer', times: 1 }, { kind: 'throttled', retryAfter: '2' })
    expect((await open().batch(reads)).map(answer => answer.kind)).toEqual(['missing', 'found', 'found', 'missing'])
    expect(clock.sleeps).toEqual([9_500])
    expect(entra.log.filter(request => request.inBatch)).toHaveLength(6)
  })

  test('that is throttled in part slows the calls after it', async () => {
    const session = open()
    entra.fault({ path: '/groups/g-inner', times: 1 }, { kind: 'throttled', retryAfter: '9' })
    await session.batch(reads)
    const before = clock.sleeps.length
    await session.get({ path: '/subscribedSkus' })
    await session.get({ path: '/subscribedSkus' })
    expect(clock.sleeps.slice(before)).toEqual([200, 200])
  })

  test('of many reads goes out in twenties', async () => {
    const many = Array.from({ length: 45 }, (_, index) => ({ path: `/groups/g-${index}` }))
    expect((await open().batch(many)).map(answer => answer.kind)).toEqual(many.map(() => 'missing'))
    expect(graphCalls().map(request => request.path)).toEqual(['/v1.0/$batch', '/v1.0/$batch', '/v1.0/$batch'])
  })

  test('that leaves a read without an answer fails that read', async () => {
    entra.fault({ path: '/$batch' }, { kind: 'body', body: { responses: [{ id: '1', status: 200, body: { id: 'g-outer' } }] } })
    expect(await open().batch(reads)).toMatchObject([
      { kind: 'failed', error: { reason: 'invalid' } },
      { kind: 'found' },
      { kind: 'failed' },
      { kind: 'failed' },
    ])
  })
})

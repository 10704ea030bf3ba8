import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSession } from '../../../src/collect/entra/session.ts'
import { pacer } from '../../../src/collect/pacer.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { entryFor, quick, stoppedClock } from './scan-tenant.ts'

const start = Date.parse('2026-11-24T08:00:00Z')

const every = (milliseconds: number) => ({ calls: 1, milliseconds })

/** When each of so many calls gets its turn, in milliseconds from the first. */
const turns = async (count: number, clock: ReturnType<typeof stoppedClock>, one: ReturnType<typeof pacer>, answered = false): Promise<readonly number[]> => {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    await one.turn()
    times.push(clock.now())
    if (answered) one.answered()
  }
  return times.map(time => time - (times[0] ?? 0))
}

describe('a pacer', () => {
  test('lets one through per interval, in order, and costs nothing after a pause', async () => {
    const clock = stoppedClock()
    const one = pacer(clock, every(1_000))
    expect(await turns(3, clock, one)).toEqual([0, 1_000, 2_000])
    await clock.sleep(5_000)
    await one.turn()
    expect(clock.sleeps).toEqual([1_000, 1_000, 5_000])
  })

  test('lets as many through at once as are allowed in a while, and the next when the while is over', async () => {
    const clock = stoppedClock()
    const one = pacer(clock, { calls: 3, milliseconds: 6_000 })
    expect(await turns(7, clock, one)).toEqual([0, 0, 0, 6_000, 6_000, 6_000, 12_000])
    one.throttled(await one.turn())
    await one.turn()
    expect((await turns(3, clock, one)).slice(1)).toEqual([4_000, 8_000])
  })

  test('without an interval waits for nothing', async () => {
    const clock = stoppedClock()
    expect(await turns(50, clock, pacer(clock, every(0)), true)).toEqual(Array.from({ length: 50 }, () => 0))
  })

  test.each([
    { interval: 0, expected: [200, 400, 800, 1_600, 2_000, 2_000] },
    { interval: 1_000, expected: [2_000, 4_000, 8_000, 8_000, 8_000, 8_000] },
  ])('halves the rate of $interval each time it is throttled, down to a floor', async ({ interval, expected }) => {
    const clock = stoppedClock()
    const one = pacer(clock, every(interval))
    const gaps: number[] = []
    for (let n = 0; n < 6; n++) {
      one.throttled(await one.turn())
      gaps.push((await turns(2, clock, one))[1] ?? 0)
    }
    expect(gaps).toEqual(expected)
  })

  test('does not wait for a turn that comes at the deadline or later, and says when it would be', async () => {
    const clock = stoppedClock()
    const one = pacer(clock, every(1_000), undefined, start + 2_000)
    expect([await one.turn(), await one.turn(), await one.turn()].map(turn => turn - start)).toEqual([0, 1_000, 2_000])
    expect(clock.sleeps).toEqual([1_000])
  })

  test('halves it once for all the calls that were under way', async () => {
    const clock = stoppedClock()
    const one = pacer(clock, every(0))
    const underWay = [await one.turn(), await one.turn(), await one.turn()]
    await clock.sleep(50)
    for (const turn of underWay) one.throttled(turn)
    await one.turn()
    expect((await turns(2, clock, one))[1]).toBe(200)
  })

  test('holds everybody back as long as the service asks', async () => {
    const clock = stoppedClock()
    const one = pacer(clock, every(0))
    one.throttled(await one.turn(), 7_000)
    await one.turn()
    expect(clock.now() - start).toBe(7_000)
  })

  test('wins the rate back slowly, and no more than it had', async () => {
    const clock = stoppedClock()
    const one = pacer(clock, every(0))
    for (let n = 0; n < 2; n++) one.throttled(await one.turn())
    await one.turn()
    const times = await turns(400, clock, one, true)
    const between = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect([between[0], between[15], between.at(-1)]).toEqual([400, 360, 0])
    expect(between.every((gap, index) => index === 0 || gap <= (between[index - 1] ?? 0))).toBe(true)
    one.throttled(await one.turn())
    expect((await turns(3, clock, one)).slice(1)).toEqual([200, 400])
  })
})

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example], pageSize: 2 })
})
afterAll(() => entra.close())

/** Graph that allows so many calls to users in a second of the clock, and says no Retry-After. */
const limited = (perSecond: number, clock: ReturnType<typeof stoppedClock>) => {
  const seen: number[] = []
  let throttled = 0
  const wire: typeof fetch = (input, init) => {
    if (!String(input instanceof Request ? input.url : input).includes('/v1.0/users')) return fetch(input, init)
    const now = clock.now()
    if (seen.filter(time => time > now - 1_000).length >= perSecond) {
      throttled++
      return Promise.resolve(new Response('{"error":{"code":"TooManyRequests"}}', { status: 429 }))
    }
    seen.push(now)
    return Promise.resolve(Response.json({ value: [] }))
  }
  return { wire, counts: () => ({ answered: seen.length, throttled }) }
}

describe('a session', () => {
  test('keeps reports at five in ten seconds, whatever else is read', async () => {
    const clock = stoppedClock()
    const session = openSession(entryFor(entra.url, example.id), quick({ clock }))
    for (let n = 0; n < 6; n++) {
      await session.get({ path: '/reports/authenticationMethods/userRegistrationDetails' })
      await session.get({ path: '/organization' })
    }
    expect(clock.now() - start).toBe(10_000)
  })

  test('finds the rate that the service takes: of 300 calls few are throttled', async () => {
    const clock = stoppedClock()
    const service = limited(4, clock)
    const session = openSession(entryFor(entra.url, example.id), quick({ clock, fetch: service.wire, attempts: 8 }))
    for (let n = 0; n < 300; n++) await session.get({ path: '/users' })
    const { answered, throttled } = service.counts()
    expect(answered).toBe(300)
    expect(throttled).toBeLessThan(30)
    // Not slower than a third of what the service takes.
    expect(clock.now() - start).toBeLessThan((3 * 300 * 1_000) / 4)
  })

  test('with a deadline and no signal does not sleep past it for its turn', async () => {
    const clock = stoppedClock()
    const session = openSession(entryFor(entra.url, example.id), quick({ clock, deadline: start + 2_500 }))
    const policies = { path: '/identity/conditionalAccess/policies' }
    for (let n = 0; n < 3; n++) await session.get(policies)
    await expect(session.get(policies)).rejects.toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('the deadline of the scan came before its turn'),
    })
    expect(clock.sleeps).toEqual([1_000, 1_000])
  })

  test('that is throttled in one workload is not slower in another', async () => {
    const clock = stoppedClock()
    const session = openSession(entryFor(entra.url, example.id), quick({ clock }))
    const undo = entra.fault({ path: '/users', times: 2 }, { kind: 'throttled' })
    await session.get({ path: '/users' })
    undo()
    const before = clock.sleeps.length
    for (let n = 0; n < 5; n++) await session.get({ path: '/roleManagement/directory/roleAssignments' })
    expect(clock.sleeps).toHaveLength(before)
  })
})

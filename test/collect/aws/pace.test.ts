import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Clock } from '../../../src/collect/aws/clock.ts'
import { keepKeys } from '../../../src/collect/aws/keys.ts'
import { openPace } from '../../../src/collect/aws/pace.ts'
import { openWire } from '../../../src/collect/aws/session.ts'
import { openTransport } from '../../../src/collect/aws/transport.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'

/** When each of so many requests may leave, all of them wanted at once at the start. */
const departures = (pace: ReturnType<typeof openPace>, requests: number): readonly number[] => Array.from({ length: requests }, () => pace.reserve(0))

/** The most that leave within any second. */
const busiest = (times: readonly number[]): number => Math.max(...times.map(from => times.filter(time => time >= from && time < from + 1000).length))

describe('a pace', () => {
  it('lets a burst go at once, and then so many a second', () => {
    const times = departures(openPace(16, 5), 69)
    expect(times.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect(times.at(-1)).toBeCloseTo(4_000)
    expect(busiest(times.slice(5))).toBe(16)
  })

  it('never lets more go within any second than the rate and the burst together, whenever they are wanted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 120 }),
        (rate, burst, pauses) => {
          const pace = openPace(rate, burst)
          let now = 0
          const times = pauses.map(pause => {
            now += pause
            return now + pace.reserve(now)
          })
          // A request that leaves on the second itself may count to either side.
          expect(busiest(times)).toBeLessThanOrEqual(rate + burst + 1)
        },
      ),
    )
  })

  it('halves when throttled, once for all requests that were under way, and never stands still', () => {
    const pace = openPace(16, 4)
    pace.throttled(0, 100)
    pace.throttled(50, 110)
    expect(pace.rate).toBe(8)
    pace.throttled(120, 200)
    expect(pace.rate).toBe(4)
    for (let now = 300; now < 10_000; now += 100) pace.throttled(now, now)
    expect(pace.rate).toBe(0.5)
  })

  it('recovers slowly, and never beyond where it began', () => {
    const pace = openPace(10, 1)
    pace.throttled(0, 0)
    let answers = 0
    for (; pace.rate < 10; answers += 1) pace.answered()
    // Fifty hundredths in steps of two, the last of which may be a rounding.
    expect([25, 26]).toContain(answers)
    pace.answered()
    expect(pace.rate).toBe(10)
  })
})

describe('an account', () => {
  let aws: EmulatedAws
  beforeAll(async () => {
    aws = await startAws({ accounts: { '111111111111': {} } })
  })
  afterAll(() => aws.stop())

  /** Only waiting passes its time. */
  const stillClock = (): Clock => {
    let now = 1_000_000
    return {
      now: () => now,
      sleep: async milliseconds => {
        now += milliseconds
      },
      random: () => 0,
    }
  }

  const asked = async (requests: number): Promise<number> => {
    const clock = stillClock()
    const wire = openWire({
      clock,
      keys: keepKeys(async () => aws.keys('111111111111'), clock),
      transport: openTransport({ clock, requestTimeout: 5_000, deadline: undefined, signal: undefined }),
      endpoint: aws.endpoint,
      profile: undefined,
      region: 'us-east-1',
      deadline: undefined,
      signal: undefined,
      pages: 10,
      attempts: 40,
      backoff: 1,
      longestWait: 1,
    })
    const began = clock.now()
    for (let n = 0; n < requests; n += 1) await wire.client(IAMClient).send(new GetAccountSummaryCommand({}))
    return clock.now() - began
  }

  it('is asked fifteen things of IAM a second, after the first fifteen', async () => {
    expect(await asked(45)).toBeCloseTo(2_000)
  })

  it('is asked ever less while it throttles, and is answered in the end', async () => {
    aws.fault({ kind: 'throttled' }, { times: 12 })
    aws.forget()
    const passed = await asked(1)
    expect(aws.requests).toHaveLength(13)
    // At full pace thirteen requests would leave at once.
    expect(passed).toBeGreaterThan(8_000)
  })
})

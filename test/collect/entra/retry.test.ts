import { describe, expect, test } from 'vitest'
import { CollectError } from '../../../src/collect/collector.ts'
import { retryAfterOf, TransientError, withRetries } from '../../../src/collect/retry.ts'
import { stoppedClock } from './scan-tenant.ts'

const start = Date.parse('2026-11-24T08:00:00Z')

/** Fails the given times, then answers. */
const failing = (times: number, error: () => Error) => {
  const calls = { made: 0 }
  return {
    calls,
    attempt: (): Promise<string> => {
      calls.made++
      return calls.made <= times ? Promise.reject(error()) : Promise.resolve('done')
    },
  }
}

describe('repeating a call', () => {
  test('waits between nothing and a bound that doubles, up to half a minute', async () => {
    const waits = async (random: number): Promise<readonly number[]> => {
      const clock = stoppedClock()
      const { attempt } = failing(8, () => new TransientError('failed', 'busy'))
      await withRetries({ clock, random: () => random, attempts: 9, deadline: Number.POSITIVE_INFINITY }, attempt)
      return clock.sleeps
    }
    expect(await waits(0)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(await waits(0.999)).toEqual([999, 1998, 3996, 7992, 15984, 29970, 29970, 29970])
  })

  test('waits at least as long as the service asks', async () => {
    const clock = stoppedClock()
    const { attempt } = failing(1, () => new TransientError('throttled', 'slow down', 7_000))
    await withRetries({ clock, random: () => 0.5, attempts: 3, deadline: Number.POSITIVE_INFINITY }, attempt)
    expect(clock.sleeps).toEqual([7_500])
  })

  test.each([
    { reason: 'failed', made: 4 },
    { reason: 'throttled', made: 16 },
  ] as const)('ends after its attempts with the reason of the last failure: $reason, $made', async ({ reason, made }) => {
    const { attempt, calls } = failing(99, () => new TransientError(reason, 'slow down', 1_000))
    const ended = withRetries({ clock: stoppedClock(), random: () => 0.5, attempts: 4, deadline: Number.POSITIVE_INFINITY }, attempt)
    await expect(ended).rejects.toMatchObject({ name: 'CollectError', reason, message: `slow down (${made} attempts)` })
    expect(calls.made).toBe(made)
  })

  test('counts failures and throttling apart', async () => {
    const errors = [new TransientError('throttled', 'slow down'), new TransientError('failed', 'busy'), new TransientError('throttled', 'slow down')]
    const attempt = (): Promise<string> => {
      const error = errors.shift()
      return error === undefined ? Promise.resolve('done') : Promise.reject(error)
    }
    const policy = { clock: stoppedClock(), random: () => 0.5, attempts: 2, throttledAttempts: 3, deadline: Number.POSITIVE_INFINITY }
    expect(await withRetries(policy, attempt)).toBe('done')
  })

  test('does not wait beyond the deadline', async () => {
    const clock = stoppedClock()
    const { attempt, calls } = failing(99, () => new TransientError('throttled', 'slow down', 3_600_000))
    const ended = withRetries({ clock, random: () => 0.5, attempts: 4, deadline: start + 60_000 }, attempt)
    await expect(ended).rejects.toMatchObject({ reason: 'throttled', message: expect.stringContaining('deadline') })
    expect([calls.made, clock.sleeps]).toEqual([1, []])
  })

  test('leaves alone what will not pass', async () => {
    const { attempt, calls } = failing(99, () => new CollectError('denied', 'no'))
    await expect(withRetries({ clock: stoppedClock(), random: () => 0.5, attempts: 4, deadline: Number.POSITIVE_INFINITY }, attempt)).rejects.toMatchObject({
      reason: 'denied',
    })
    expect(calls.made).toBe(1)
  })
})

test('Retry-After is seconds or a date; anything else says nothing', () => {
  expect(retryAfterOf('120', start)).toBe(120_000)
  expect(retryAfterOf('0', start)).toBe(0)
  expect(retryAfterOf('Tue, 24 Nov 2026 08:00:30 GMT', start)).toBe(30_000)
  expect(retryAfterOf('Tue, 24 Nov 2026 07:00:00 GMT', start)).toBe(0)
  expect(retryAfterOf('soon', start)).toBeUndefined()
  expect(retryAfterOf('', start)).toBeUndefined()
  expect(retryAfterOf(null, start)).toBeUndefined()
})

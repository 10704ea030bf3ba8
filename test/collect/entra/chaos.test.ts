import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entraCollectors } from '../../../src/collect/entra/discover.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { quick, type Scanned, scanTenant, stoppedClock } from './scan-tenant.ts'

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example], pageSize: 2 })
})
afterAll(() => entra.close())

/** Numbers in [0, 1), the same for the same seed: https://en.wikipedia.org/wiki/Xorshift */
const numbers = (seed: number): (() => number) => {
  let state = seed * 2_654_435_761
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

const rowsOf = (found: Scanned) => entraCollectors.flatMap(({ gives }) => gives.map(dataset => [dataset.name, found.rows(dataset)]))

/** Every second answer is a refusal to answer now; of the requests in a batch too. */
const throttling = (random: () => number, retryAfter: readonly (string | undefined)[]) => {
  const answered: { throttled: number } = { throttled: 0 }
  const refusal = (): { readonly status: number; readonly headers: Record<string, string>; readonly body: object } => {
    answered.throttled++
    const after = retryAfter[answered.throttled % retryAfter.length]
    return { status: 429, headers: after === undefined ? {} : { 'Retry-After': after }, body: { error: { code: 'TooManyRequests', message: 'Slow down.' } } }
  }
  const wire: typeof fetch = async (input, init) => {
    if (random() < 0.5) {
      const { status, headers, body } = refusal()
      return Response.json(body, { status, headers })
    }
    const answer = await fetch(input, init)
    if (!String(input instanceof Request ? input.url : input).endsWith('/$batch')) return answer
    const { responses } = (await answer.json()) as { readonly responses: readonly { readonly id: string }[] }
    return Response.json({ responses: responses.map(one => (random() < 0.5 ? { id: one.id, ...refusal() } : one)) })
  }
  return { wire, answered }
}

describe('a service that throttles every second call', () => {
  test.each([1, 2, 3, 4, 5, 6])('ends with the same tables, whole (seed %i)', async seed => {
    const calm = await scanTenant(entra.url, example.id, quick({ maxPages: 50 }))
    const { wire, answered } = throttling(numbers(seed), ['2', undefined])
    const found = await scanTenant(entra.url, example.id, quick({ maxPages: 50, attempts: 5, fetch: wire, random: numbers(seed + 100) }))
    expect(answered.throttled).toBeGreaterThan(15)
    expect(found.manifest.gaps).toEqual([])
    expect(rowsOf(found)).toEqual(rowsOf(calm))
  })

  test('is never asked again sooner than it said', async () => {
    const clock = stoppedClock()
    const { wire } = throttling(numbers(7), ['30'])
    const times = new Map<string, { at: number; throttled: boolean }>()
    const watched: typeof fetch = async (input, init) => {
      const key = `${String(input instanceof Request ? input.url : input)} ${typeof init?.body === 'string' ? init.body : ''}`
      const before = times.get(key)
      if (before?.throttled === true) expect(clock.now() - before.at).toBeGreaterThanOrEqual(30_000)
      const answer = await wire(input, init)
      times.set(key, { at: clock.now(), throttled: answer.status === 429 })
      return answer
    }
    const found = await scanTenant(entra.url, example.id, quick({ clock, maxPages: 50, attempts: 5, fetch: watched }))
    expect(found.manifest.gaps).toEqual([])
    expect([...times.values()].length).toBeGreaterThan(10)
  })
})

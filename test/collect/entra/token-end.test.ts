import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSession } from '../../../src/collect/entra/session.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { testCertificate } from '../../clouds/tls/test-certificate.ts'
import { entryFor, quick, stoppedClock } from './scan-tenant.ts'

const certified = '0c1ec7ed-5ca0-4e7e-8000-000000000002'
const trusting = tenant({ ...example, clients: [scanner, { clientId: certified, certificate: testCertificate.cert }] })

let entra: Entra
let emulated: number
const startWith = async (tokenLifetime: number): Promise<void> => {
  entra = await startEntra({ tenants: [trusting], tokenLifetime, now: () => new Date(emulated), pageSize: 1 })
}
beforeEach(() => {
  emulated = Date.now()
})
afterEach(() => entra.close())

const asked = (end: string): number => entra.log.filter(({ path }) => path.endsWith(end)).length
const refused = (): number => entra.log.filter(({ status }) => status === 401).length

describe('a token that ends in mid-scan', () => {
  test('is renewed before its end, and the pages go on', async () => {
    await startWith(600)
    // Each page takes five minutes, of which the token lives ten.
    const clock = stoppedClock(emulated)
    const slow: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init)
      if (String(input instanceof Request ? input.url : input).includes('/v1.0/')) {
        await clock.sleep(300_000)
        emulated = clock.now()
      }
      return answer
    }
    const session = openSession(entryFor(entra.url, trusting.id), quick({ clock, fetch: slow, maxPages: 10 }))
    const rows: unknown[] = []
    for await (const row of session.list({ path: '/users', select: ['id'] })) rows.push(row)
    expect(rows).toHaveLength(4)
    expect(asked('/token')).toBe(2)
    expect(refused()).toBe(0)
  })

  test('and that Graph refuses before its end is asked for again, once a call', async () => {
    await startWith(3_600)
    const session = openSession(entryFor(entra.url, trusting.id), quick({ clock: stoppedClock(emulated) }))
    await session.get({ path: '/organization' })
    const undo = entra.fault({ path: '/users', times: 1 }, { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' })
    await session.get({ path: '/users' })
    expect([asked('/token'), asked('/users')]).toEqual([2, 2])
    undo()
    entra.fault({ path: '/users' }, { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' })
    await expect(session.get({ path: '/users' })).rejects.toMatchObject({ reason: 'denied' })
    expect([asked('/token'), asked('/users')]).toEqual([3, 4])
  })
})

describe('clocks that disagree', () => {
  const minutes = (count: number): number => count * 60_000

  test.each([
    { ahead: minutes(20), words: "this machine's clock is 20 minutes behind that of the service" },
    { ahead: minutes(-20), words: "this machine's clock is 20 minutes ahead of that of the service" },
  ])('by more than five minutes are named when the login service refuses: $words', async ({ ahead, words }) => {
    await startWith(3_600)
    const clock = stoppedClock(emulated)
    emulated += ahead
    const folder = mkdtempSync(join(tmpdir(), 'postern-clocks-'))
    writeFileSync(join(folder, 'scanner.pem'), `${testCertificate.key}${testCertificate.cert}`)
    const entry = entryFor(entra.url, trusting.id, { method: 'certificate', clientId: certified, certificate: 'scanner.pem' })
    await expect(openSession(entry, quick({ clock, folder })).signIn()).rejects.toMatchObject({
      reason: 'denied',
      message: `AADSTS700024: Client assertion is not within its valid time range. (${words})`,
    })
    rmSync(folder, { recursive: true })
  })

  test('are named when Graph does not accept a token', async () => {
    await startWith(3_600)
    const clock = stoppedClock(emulated)
    emulated += minutes(12)
    entra.fault(
      { path: '/users' },
      { kind: 'status', status: 401, code: 'InvalidAuthenticationToken', message: 'Lifetime validation failed, the token is expired.' },
    )
    await expect(openSession(entryFor(entra.url, trusting.id), quick({ clock })).get({ path: '/users' })).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringContaining("(this machine's clock is 12 minutes behind that of the service)"),
    })
  })

  test('by less are not worth a word', async () => {
    await startWith(3_600)
    const clock = stoppedClock(emulated)
    emulated += minutes(4)
    const wrong = openSession(entryFor(entra.url, trusting.id), quick({ clock, environment: () => 'wrong' }))
    await expect(wrong.signIn()).rejects.toMatchObject({ message: expect.not.stringContaining('clock') })
  })
})

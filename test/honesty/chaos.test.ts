import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { collect } from '../../src/collect/collect.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { diceOf } from '../clouds/load/dice.ts'
import { testCertificate } from '../clouds/tls/test-certificate.ts'
import { accounts } from '../scan/organization/accounts.ts'
import { organizationAws } from '../scan/organization/aws-organization.ts'
import { organizationTenants } from '../scan/organization/entra-tenants.ts'
import { declarations } from '../scan/organization/organization-config.ts'
import { tenants } from '../scan/organization/tenants.ts'
import { everyOtherAws, everyOtherEntra } from './chaos-wire.ts'
import { type ReplayedAws, replayAws } from './fault-matrix-replay.ts'
import { awsAt, entraAt, judge, read, type TestClock, testClock, together } from './scan-in-process.ts'

const now = new Date()
const MINUTE = 60_000

let aws: EmulatedAws
let replay: ReplayedAws
let entra: Entra
/** How far the clock of the tenants' services is ahead of this machine's, in milliseconds. */
let ahead = 0
let clock: TestClock = testClock()
let wholeAws: Snapshot
let wholeEntra: Snapshot

const organization = { role: 'PosternReadOnly', exclude: [accounts.acquired] }
/** As many times as a call may be throttled in a scan that nobody tuned. */
const untuned = { aws: { attempts: 20 }, entra: { attempts: 5 } }
const awsOf = (more: Parameters<typeof awsAt>[3] = {}) => awsAt(replay, accounts.management, clock, { organization, limits: untuned.aws, ...more })
const tenantsOf = (more: Parameters<typeof entraAt>[3] = {}) => Object.values(tenants).map(id => entraAt(entra.url, id, clock, { ...untuned.entra, ...more }))

/** Verdicts, without how they were come by. */
const verdicts = (snapshot: Snapshot): Pick<Assessment, 'results' | 'score' | 'gate'> => {
  const { results, score, gate } = judge(snapshot, `aws: {}\n${declarations}`)
  return { results, score, gate }
}
const whole = () => verdicts(together(wholeAws, wholeEntra))

beforeAll(async () => {
  ;[aws, entra] = await Promise.all([
    startAws(organizationAws),
    startEntra({
      tenants: organizationTenants.map(tenant => ({ ...tenant, clients: [...tenant.clients, { clientId: 'certified', certificate: testCertificate.cert }] })),
      now: () => new Date(clock.now() + ahead),
    }),
  ])
  replay = await replayAws(aws)
  ;[wholeAws, wholeEntra] = await Promise.all([read([awsOf()], now), read(tenantsOf(), now)])
})
afterEach(() => {
  replay.interfere(undefined)
  entra.clearFaults()
  ahead = 0
  clock = testClock()
})
afterAll(async () => {
  await replay.stop()
  await Promise.all([aws.stop(), entra.close()])
})

describe.each([
  ['without a word when to come back', undefined],
  ['and told to come back in 11 seconds', 11],
])('with every other request throttled, %s', (_, retryAfter) => {
  it('AWS gets the same verdicts, and is not asked again before', async () => {
    const throttle = everyOtherAws(clock, retryAfter)
    replay.interfere(throttle.strike)
    const snapshot = await read([awsOf()], now)
    expect(snapshot.manifest.gaps).toEqual([])
    expect(verdicts(together(snapshot, wholeEntra))).toEqual(whole())
    expect([throttle.refused() > 100, throttle.early]).toEqual([true, []])
  })

  it('Entra gets the same verdicts, and is not asked again before', async () => {
    const throttle = everyOtherEntra(clock, retryAfter)
    entra.fault({ path: /\/groups\//, times: 2 }, { kind: 'throttled', ...(retryAfter === undefined ? {} : { retryAfter: String(retryAfter) }) })
    const snapshot = await read(tenantsOf({ fetch: throttle.fetch }), now)
    expect(snapshot.manifest.gaps).toEqual(wholeEntra.manifest.gaps)
    expect(verdicts(together(wholeAws, snapshot))).toEqual(whole())
    expect([throttle.refused() > 30, throttle.early]).toEqual([true, []])
  })
})

it('with half of the answers refusals, as the dice fall, AWS gets the same verdicts', async () => {
  const roll = diceOf(11)
  replay.interfere(() => (roll(2) === 0 ? undefined : { kind: 'throttled' }))
  const snapshot = await read([awsOf()], now)
  expect(replay.struck()).toBeGreaterThan(100)
  expect(snapshot.manifest.gaps).toEqual([])
  expect(verdicts(together(snapshot, wholeEntra))).toEqual(whole())
})

it('with half of the answers refusals, as the dice fall, Entra gets the same verdicts', async () => {
  const roll = diceOf(7)
  let refused = 0
  const half: typeof fetch = (input, init) => {
    if (roll(2) === 0) return fetch(input, init)
    refused += 1
    return Promise.resolve(new Response(JSON.stringify({ error: { code: 'TooManyRequests', message: 'Too many requests.' } }), { status: 429 }))
  }
  const snapshot = await read(tenantsOf({ fetch: half }), now)
  expect(refused).toBeGreaterThan(30)
  expect(verdicts(together(wholeAws, snapshot))).toEqual(whole())
})

describe('throttled for ever', () => {
  it('AWS ends within the deadline, and nothing passes', async () => {
    clock = testClock(30 * MINUTE)
    replay.interfere(({ service }) => (service === 'sts' ? undefined : { kind: 'throttled', retryAfterSeconds: 15 }))
    const snapshot = await read([awsOf({ deadline: clock.deadline, signal: clock.signal })], now)
    expect(clock.now()).toBeLessThanOrEqual(clock.deadline)
    expect(judge(snapshot).results.filter(({ status, rule }) => rule.cloud === 'aws' && status !== 'unknown')).toEqual([])
  })

  it('Entra ends within the deadline, and nothing passes', async () => {
    clock = testClock(30 * MINUTE)
    entra.fault({ path: /^\/(v1\.0|beta)\// }, { kind: 'throttled', retryAfter: '15' })
    const snapshot = await read(tenantsOf({ deadline: clock.deadline, signal: clock.signal }), now)
    expect(clock.now()).toBeLessThanOrEqual(clock.deadline)
    // Where logs go is set in Azure, which this scan is not asked to look at.
    const isAsked = (id: string): boolean => !/^entra-logs?-/.test(id)
    expect(judge(snapshot).results.filter(({ status, rule }) => rule.cloud === 'entra' && isAsked(rule.id) && status !== 'unknown')).toEqual([])
  })
})

describe('what was signed in with ends in mid-scan', () => {
  it('Entra: tokens that end after an hour are renewed, and the verdicts are the same', async () => {
    entra.clearLog()
    const slow: typeof fetch = (input, init) => {
      clock.pass(10 * MINUTE)
      return fetch(input, init)
    }
    const snapshot = await read(tenantsOf({ fetch: slow }), now)
    expect(entra.log.filter(({ path }) => path.endsWith('/token')).length).toBeGreaterThan(2 * Object.keys(tenants).length)
    expect(verdicts(together(wholeAws, snapshot))).toEqual(whole())
  })

  it('Entra: a token that is refused before its time is replaced, and the verdicts are the same', async () => {
    entra.clearLog()
    let asked = 0
    const leaping: typeof fetch = (input, init) => {
      asked += 1
      if (asked === 30) ahead = 90 * MINUTE
      return fetch(input, init)
    }
    const snapshot = await read(tenantsOf({ fetch: leaping }), now)
    expect(entra.log.some(({ status }) => status === 401)).toBe(true)
    expect(verdicts(together(wholeAws, snapshot))).toEqual(whole())
  })

  it('AWS: keys of roles that end are renewed, and the verdicts are the same', async () => {
    const asked = new Map<string, number>()
    replay.interfere(({ accessKey }) => {
      const count = (asked.get(accessKey) ?? 0) + 1
      asked.set(accessKey, count)
      return count === 4 ? { kind: 'error', status: 403, code: 'ExpiredToken', message: 'The security token included in the request is expired' } : undefined
    })
    const snapshot = await read([awsOf()], now)
    expect(replay.struck()).toBeGreaterThan(8)
    expect(verdicts(together(snapshot, wholeEntra))).toEqual(whole())
  })
})

describe('a clock that is wrong by ten minutes', () => {
  const unauthenticated = async (source: Parameters<typeof read>[0][number]) => {
    const store = { openTable: () => ({ append: async () => true, close: async () => 0 }) }
    return (await collect([source], { tool: { name: 'postern', version: '0' }, now, concurrency: 4, store })).unauthenticated
  }

  it('is told where Entra does not accept an assertion for it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'postern-chaos-'))
    writeFileSync(join(folder, 'scanner.pem'), `${testCertificate.key}${testCertificate.cert}`)
    ahead = -10 * MINUTE
    const [refused] = await unauthenticated(
      entraAt(entra.url, tenants.sound, clock, { folder }, { method: 'certificate', clientId: 'certified', certificate: 'scanner.pem' }),
    )
    rmSync(folder, { recursive: true })
    expect(refused?.detail).toContain("this machine's clock is 10 minutes ahead of that of the service")
  })

  it('is told where AWS does not accept a signature for it, in its own words', async () => {
    const message = 'Signature expired: 20261124T070000Z is now earlier than 20261124T070500Z (20261124T071000Z - 5 min.)'
    replay.interfere(() => ({ kind: 'error', status: 403, code: 'SignatureDoesNotMatch', message }))
    const [refused] = await unauthenticated(awsOf())
    expect(refused?.detail).toContain(message)
  })
})

it('gives the same assessment, byte for byte, whether one thing is asked at a time or sixteen', async () => {
  const assess = async (concurrency: number): Promise<string> => {
    clock = testClock()
    const snapshot = await read([awsOf(), ...tenantsOf()], now, concurrency)
    return JSON.stringify(judge(snapshot, `aws: {}\n${declarations}`))
  }
  const [one, sixteen] = [await assess(1), await assess(16)]
  expect(one.length).toBeGreaterThan(10_000)
  expect(sixteen).toBe(one)
})

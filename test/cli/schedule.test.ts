import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { lacksOf } from '../../src/cli/notify.ts'
import { keepRuns } from '../../src/cli/retention.ts'
import { bodies, type Notification, notificationOf } from '../../src/notification.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { hostileNames } from '../reports/hostile-strings.ts'
import { syntheticAssessment } from '../reports/synthetic-assessment.ts'
import { workplace } from '../scan/run-postern.ts'
import { faultyAws, management, soundAws } from '../scan/seeds.ts'

const place = workplace()
const received: { readonly path: string; readonly signature: string | undefined; readonly body: string }[] = []
let sound: EmulatedAws
let faulty: EmulatedAws
let receiver: Server
let address = ''
let refusals = 0

beforeAll(async () => {
  ;[sound, faulty] = await Promise.all([startAws(soundAws), startAws(faultyAws)])
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', chunk => chunks.push(chunk))
    request.on('end', () => {
      if (refusals > 0) {
        refusals -= 1
        response.writeHead(503).end('busy')
        return
      }
      received.push({ path: request.url ?? '', signature: request.headers['x-postern-signature']?.toString(), body: Buffer.concat(chunks).toString() })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
})
afterAll(async () => {
  await Promise.all([sound.stop(), faulty.stop(), new Promise(done => receiver.close(done))])
  place.remove()
})

const faultyRoot = faultyAws.accounts[management]?.root ?? { mfa: 'none' }

const config = `aws: {}
schedule: { cron: '* * * * * *', jitter: 0s }
baseline: latest
failOn: new:critical
output: { retain: 2 }
notify:
  - { urlEnv: HOOK, keyEnv: HOOK_KEY }
  - { urlEnv: CHAT, as: slack, from: high }
`
const hooks = () => ({ HOOK: `${address}/hook`, HOOK_KEY: 'a key', CHAT: `${address}/chat` })
const schedule = (cloud: EmulatedAws, ...args: string[]) => {
  place.config(config)
  return place.postern(['schedule', '--runs', '1', ...args], { ...cloud.environment(management), ...hooks() })
}

describe('postern schedule', () => {
  it('scans when it is time, twice with a change between: tells what is new, gates on that alone, and keeps what it should', async () => {
    expect((await schedule(sound)).code).toBe(0)
    const before = place.assessment()
    received.length = 0

    const { code, stderr } = await schedule(faulty)
    const { changes, results, gate } = place.assessment()
    const findings = new Map(results.flatMap(({ findings }) => findings).map(finding => [finding.fingerprint, finding]))
    const fresh = (changes?.fresh ?? []).flatMap(fingerprint => findings.get(fingerprint) ?? []).filter(({ foldedInto }) => foldedInto === undefined)
    const critical = fresh.filter(({ severity }) => severity === 'critical').map(({ fingerprint }) => fingerprint)
    expect([code, changes?.since, critical.length > 0]).toEqual([1, before.now, true])
    expect([...gate.findings].sort()).toEqual([...critical].sort())
    expect(stderr).toMatch(/scan ended with 1/)

    const hook = received.find(({ path }) => path === '/hook')
    const told: Notification = JSON.parse(hook?.body ?? '{}')
    expect(told.fresh.map(({ fingerprint }) => fingerprint).sort()).toEqual([...critical].sort())
    expect(hook?.signature).toBe(
      `sha256=${createHmac('sha256', 'a key')
        .update(hook?.body ?? '')
        .digest('hex')}`,
    )
    expect(JSON.parse(received.find(({ path }) => path === '/chat')?.body ?? '{}').text).toMatch(/^Postern: \d+ new findings/)

    expect((await schedule(faulty)).code).toBe(0)
    expect(readdirSync(join(place.folder, 'posture', 'runs'))).toHaveLength(2)
  })

  it('tells apart what is new, fixed, still there and lost from sight when things change between two scans, and gates and notifies on the new alone', async () => {
    const root = sound.settings(management).root
    const findingsIn = ({ results }: Assessment) =>
      new Map(results.flatMap(({ findings }) => findings.filter(({ foldedInto }) => foldedInto === undefined)).map(finding => [finding.fingerprint, finding]))
    const of = (rule: string, findings: Iterable<{ readonly rule: string; readonly fingerprint: string }>) =>
      [...findings].filter(finding => finding.rule === rule).map(({ fingerprint }) => fingerprint)
    try {
      faulty.settings(management).root = { ...root, mfa: 'hardware', accessKeys: [{ created: '2026-11-01T00:00:00Z' }] }
      await schedule(faulty, '--now', '--out', 'twice')
      const before = findingsIn(place.assessment('twice'))
      received.length = 0

      faulty.settings(management).root = { ...root, mfa: 'none' }
      faulty.fault({ kind: 'denied' }, { service: 'iam', operation: 'GetAccountPasswordPolicy' })
      const { code } = await schedule(faulty, '--now', '--out', 'twice')
      const { changes, gate, ...assessment } = place.assessment('twice')
      const after = findingsIn({ changes, gate, ...assessment })
      const fresh = (changes?.fresh ?? []).flatMap(fingerprint => after.get(fingerprint) ?? [])

      expect(of('aws-root-without-mfa', fresh)).toHaveLength(1)
      expect(of('aws-root-access-key', changes?.fixed ?? [])).toHaveLength(1)
      const lost = of('aws-password-policy-missing', before.values())
      expect([lost.length > 0, of('aws-password-policy-missing', changes?.lost ?? []).sort()]).toEqual([true, lost.sort()])
      const still = [...before.keys()].filter(fingerprint => after.has(fingerprint))
      expect([still.length > 0, still.filter(fingerprint => changes?.fresh.includes(fingerprint))]).toEqual([true, []])

      const critical = fresh.filter(({ severity }) => severity === 'critical').map(({ fingerprint }) => fingerprint)
      const told: Notification = JSON.parse(received.find(({ path }) => path === '/hook')?.body ?? '{}')
      expect(told.fresh.map(({ fingerprint }) => fingerprint).sort()).toEqual(critical.toSorted())
      expect(told.lostFromSight).toBe(changes?.lost.length)
      expect([code, gate.findings.toSorted()]).toEqual([1, critical.toSorted()])
      // What was critical before and still is fails nothing.
      expect([...after.values()].some(({ severity, fingerprint }) => severity === 'critical' && !critical.includes(fingerprint))).toBe(true)
    } finally {
      faulty.heal()
      faulty.settings(management).root = faultyRoot
    }
  })

  it('tells nobody where nothing is new, and tries again where a receiver is busy', async () => {
    received.length = 0
    await schedule(faulty, '--now')
    expect(received).toEqual([])
    refusals = 1
    await schedule(sound, '--now', '--out', 'other')
    await schedule(faulty, '--now', '--out', 'other')
    expect(received.map(({ path }) => path)).toContain('/hook')
  })

  it('says by the name of its variable, never by its address, which receiver could not be told', async () => {
    const once = createServer()
    await new Promise<void>(done => once.listen(0, '127.0.0.1', done))
    const closed = (once.address() as AddressInfo).port
    await new Promise(done => once.close(done))
    place.config(config)
    const { stderr } = await place.postern(['schedule', '--runs', '1', '--now', '--out', 'untold'], {
      ...faulty.environment(management),
      HOOK: `http://127.0.0.1:${closed}/secret-path`,
      HOOK_KEY: 'a key',
      CHAT: 'no address',
    })
    expect(stderr).toContain('the receiver of HOOK was not told: ECONNREFUSED')
    expect(stderr).toContain('CHAT holds no address')
    expect(stderr).not.toContain('secret-path')
  })

  it('sends no body unsigned where a key is asked for', () => {
    const signed = { urlEnv: 'HOOK', keyEnv: 'HOOK_KEY', from: 'critical' } as const
    expect(lacksOf([signed], { HOOK: 'https://hooks.example/' })).toEqual(['HOOK_KEY holds no key to sign with'])
    expect(lacksOf([signed], { HOOK: 'https://hooks.example/', HOOK_KEY: 'k' })).toEqual([])
  })

  it('says in health.json how it fares', () => {
    const health = JSON.parse(readFileSync(join(place.folder, 'posture', 'health.json'), 'utf8'))
    expect(health).toMatchObject({ state: 'stopped', lastExitCode: 0 })
    expect(Date.parse(health.lastEnd)).toBeGreaterThanOrEqual(Date.parse(health.lastStart))
  })

  it.each([
    ['no schedule', 'aws: {}\n', 'add `schedule'],
    ['a cron expression that is none', "aws: {}\nschedule: { cron: '61 * * * *' }\n", 'schedule.cron: Invalid value for minute: 61'],
    ['a time zone that is none', "aws: {}\nschedule: { cron: '1 * * * *', timeZone: Europe/Atlantis }\n", 'odd.yaml:2:42: schedule.timeZone: is no time zone'],
  ])('refuses a config with %s', async (_, text, words) => {
    const named = place.config(text, 'odd.yaml')
    const { code, stderr } = await place.postern(['schedule', '--runs', '1', '--config', named])
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
  })
})

describe('what is kept of runs', () => {
  it('is so many, the latest always, and nothing that is not ours is touched', async () => {
    const out = join(place.folder, 'kept')
    const names = ['20260101T000000Z', '20260102T000000Z', '20260103T000000Z', '20260103T000000Z-02', 'notes']
    for (const name of names) mkdirSync(join(out, 'runs', name), { recursive: true })
    symlinkSync('runs/20260101T000000Z', join(out, 'latest'))
    expect(await keepRuns(out, 2)).toEqual(['20260102T000000Z'])
    expect(readdirSync(join(out, 'runs')).sort()).toEqual(['20260101T000000Z', '20260103T000000Z', '20260103T000000Z-02', 'notes'])
    expect(existsSync(join(out, 'latest'))).toBe(true)
  })
})

describe('a notification', () => {
  const assessment = syntheticAssessment({ hostile: hostileNames() })

  it('lists at most twenty, counts the rest, and holds no evidence', () => {
    const { changes: _, ...first } = syntheticAssessment({ findings: 200 })
    const told = notificationOf(first, 'low')
    expect([told?.fresh.length, (told?.more ?? 0) > 0]).toEqual([20, true])
    expect(Object.keys(told?.fresh[0] ?? {}).sort()).toEqual(['fingerprint', 'rule', 'scope', 'severity', 'subject', 'title'])
  })

  it('calls nobody in Slack and links nowhere, whatever the names', () => {
    const { changes: _, ...first } = assessment
    const told = notificationOf(first, 'info')
    expect(told).toBeDefined()
    if (told === undefined) return
    const { text } = bodies.slack(told) as { text: string }
    expect(text).not.toMatch(/[<>]|<!channel>/)
    expect(JSON.stringify(bodies.teams(told))).toContain('"type":"FactSet"')
  })
})

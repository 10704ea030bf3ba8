import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { startEntra } from '../clouds/entra/start-entra.ts'
import { trustingEnvironment } from '../clouds/tls/test-certificate.ts'
import { verdicts, workplace } from '../scan/run-postern.ts'
import { entraConfig, entraEnvironment, faultyTenant, management, soundAws } from '../scan/seeds.ts'

const bin = resolve(import.meta.dirname, '../../bin/postern.js')
const place = workplace()
const trust = trustingEnvironment()
let aws: EmulatedAws

beforeAll(async () => {
  aws = await startAws(soundAws)
  place.config('aws: {}\nfailOn: none\n')
})
afterAll(async () => {
  await aws.stop()
  trust.remove()
  place.remove()
})
afterEach(() => {
  aws.heal()
  for (const folder of ['posture', 'kept']) rmSync(join(place.folder, folder), { recursive: true, force: true })
})

const postern = (...args: readonly string[]) => place.postern(args, aws.environment(management))
const runs = (): string[] => readdirSync(join(place.folder, 'posture/runs')).sort()
const folderOf = (run = runs()[0] ?? ''): string => join(place.folder, 'posture/runs', run, 'snapshot')
const journalOf = (folder: string): string => join(folder, 'journal.ndjson')

/** What hangs in these scans: not much depends on it, and it is the last to be missed. */
const hang = () => aws.fault({ kind: 'hang' }, { service: 'iam', operation: 'GetAccountPasswordPolicy' })

/** Runs postern until its journal in this folder holds so many lines, then ends it with a signal. */
const interrupt = async (signal: NodeJS.Signals, lines: number, folder: () => string, ...args: readonly string[]) => {
  const child: ChildProcess = spawn(process.execPath, [bin, ...args], {
    cwd: place.folder,
    env: { PATH: process.env.PATH ?? '', HOME: place.folder, ...trust.env, ...aws.environment(management), ...entraEnvironment },
  })
  let stderr = ''
  child.stderr?.on('data', chunk => {
    stderr += chunk
  })
  const closed = new Promise<number | null>(done => child.once('close', done))
  const noted = (): number => {
    try {
      return readFileSync(journalOf(folder()), 'utf8').split('\n').length - 1
    } catch {
      return 0
    }
  }
  while (noted() < lines && child.exitCode === null) await wait(20)
  child.kill(signal)
  return { code: await closed, stderr }
}

const change = (folder: string, header: (was: Record<string, unknown>) => object): void => {
  const [first = '', ...rest] = readFileSync(journalOf(folder), 'utf8').split('\n')
  writeFileSync(journalOf(folder), [JSON.stringify(header(JSON.parse(first))), ...rest].join('\n'))
}

describe('postern scan --resume', () => {
  it('goes on with the newest interrupted run: asks no more than is missing, judges as of its start, and says so', async () => {
    hang()
    const { code, stderr } = await interrupt('SIGTERM', 12, folderOf, 'scan')
    expect([code, stderr]).toEqual([143, 'interrupted: no snapshot was written; the same command with --resume goes on from there\n'])
    const { now } = JSON.parse(readFileSync(journalOf(folderOf()), 'utf8').split('\n')[0] ?? '')
    aws.heal()
    aws.forget()
    const resumed = await postern('scan', '--resume')
    const asked = aws.requests.length
    expect([resumed.code, resumed.stderr, runs().length]).toEqual([0, '', 1])
    const went = place.assessment()
    expect(went.now).toBe(now)
    const account = went.scopes.find(({ kind }) => kind === 'aws-account')
    expect(account?.resumed?.tables).toBeGreaterThan(5)
    expect(Date.parse(account?.resumed?.at ?? '')).toBeGreaterThan(Date.parse(now))
    expect(existsSync(journalOf(folderOf()))).toBe(false)

    aws.forget()
    expect((await postern('scan')).code).toBe(0)
    expect(asked).toBeLessThan(aws.requests.length)
    expect(verdicts(went)).toEqual(verdicts(place.assessment()))
    expect(went.scopes.map(({ tables, gaps }) => ({ tables, gaps }))).toEqual(place.assessment().scopes.map(({ tables, gaps }) => ({ tables, gaps })))
  })

  it('goes on, in a run of its own, with one that the deadline cut off', async () => {
    place.config('aws: {}\nfailOn: none\nlimits: { deadline: 8s }\n', 'hasty.yaml')
    hang()
    const first = await postern('scan', '--config', 'hasty.yaml')
    expect([first.code, first.stderr]).toEqual([0, 'the deadline came before everything was read; the same command with --resume goes on from there\n'])
    const [cut] = runs()
    const report = place.report()
    aws.heal()
    expect((await postern('scan', '--resume')).code).toBe(0)
    expect(runs().length).toBe(2)
    expect(readlinkSync(join(place.folder, 'posture/latest'))).toBe(`runs/${runs()[1]}`)
    expect(place.assessment().scopes.flatMap(({ gaps }) => gaps.filter(({ detail }) => detail === 'deadline reached'))).toEqual([])
    expect(readFileSync(join(place.folder, 'posture/runs', cut ?? '', 'report.html'), 'utf8') === report).toBe(true)
    for (const run of runs()) {
      const { manifest, rows } = readSnapshot(folderOf(run))
      for (const { dataset, scope, rows: count } of manifest.tables) expect([...rows(dataset, scope)]).toHaveLength(count)
    }
    expect((await postern('scan', '--resume')).code).toBe(2)
  })

  it('does not lose what was read where no credential lets anything in, and shares nothing with another reader', async () => {
    hang()
    await interrupt('SIGKILL', 12, folderOf, 'scan')
    aws.heal()
    const heal = aws.fault({ kind: 'error', status: 403, code: 'InvalidClientTokenId', message: 'no' }, { service: 'sts' })
    const refused = await postern('scan', '--resume')
    expect([refused.code, refused.stderr]).toEqual([expect.any(Number), expect.not.stringContaining('unexpected')])
    heal()
    aws.forget()
    aws.fault({ kind: 'rewritten', rewrite: body => body.replaceAll(/assumed-role\/[^/]+\//g, 'assumed-role/Another/') }, { service: 'sts' })
    expect((await postern('scan', '--resume')).code).toBe(0)
    expect(place.assessment().scopes.every(({ resumed }) => resumed === undefined)).toBe(true)
  })

  it.each<readonly [string, (was: Record<string, unknown>) => object, string]>([
    ['another version began', was => ({ ...was, tool: '0.0.1' }), 'was begun by version 0.0.1'],
    ['was begun with another config', was => ({ ...was, collection: 'x' }), 'was begun with another config, profile or Region'],
    [
      'is too old',
      was => ({ ...was, now: new Date(Date.now() - 25 * 3_600_000).toISOString() }),
      'was begun 25 h ago, and is judged as of then: limits.resumeWithin allows 24 h',
    ],
    ['is still being written', was => ({ ...was, writer: { host: hostname(), pid: process.pid } }), `is still being written, by process ${process.pid}`],
    ['has no journal that can be read', () => ({}), 'holds nothing to go on with'],
  ])('refuses a run that %s, when it is named', async (_, header, because) => {
    hang()
    await interrupt('SIGKILL', 3, folderOf, 'scan')
    aws.heal()
    change(folderOf(), header)
    const { code, stderr } = await postern('scan', '--resume', join('posture/runs', runs()[0] ?? ''))
    expect([code, stderr]).toEqual([2, expect.stringContaining(because)])
    expect(stderr).toMatch(/; begin anew, without --resume\n$/)
  })

  it('refuses a run that is older than the latest, is elsewhere, or is none', async () => {
    hang()
    await interrupt('SIGKILL', 3, folderOf, 'scan')
    aws.heal()
    await wait(1000)
    expect((await postern('scan')).code).toBe(0)
    const older = await postern('scan', '--resume')
    expect([older.code, older.stderr]).toEqual([2, expect.stringContaining('is older than the latest run')])
    const elsewhere = await postern('scan', '--resume', 'kept')
    expect([elsewhere.code, elsewhere.stderr]).toEqual([2, expect.stringContaining('is no run in posture/runs')])
    const none = await postern('scan', '--resume', '--out', 'kept')
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('has no interrupted run to go on with')])
  })
})

describe('a tenant', () => {
  it('is gone on with, too: the same verdicts, with fewer questions', async () => {
    const entra = await startEntra({ tenants: [faultyTenant] })
    try {
      const config = place.config(`${entraConfig(entra.url)}failOn: none\n`, 'tenant.yaml')
      const heal = entra.fault({ path: '/identity/conditionalAccess/namedLocations' }, { kind: 'hang' })
      await interrupt('SIGKILL', 15, folderOf, 'scan', '--config', config)
      heal()
      entra.clearLog()
      const went = await place.postern(['scan', '--config', config, '--resume'], entraEnvironment)
      const asked = entra.log.length
      expect([went.code, went.stderr]).toEqual([0, ''])
      const resumed = place.assessment()
      expect(resumed.scopes[0]?.resumed?.tables).toBeGreaterThan(10)
      entra.clearLog()
      expect((await place.postern(['scan', '--config', config], entraEnvironment)).code).toBe(0)
      expect(asked).toBeLessThan(entra.log.length)
      expect(verdicts(resumed)).toEqual(verdicts(place.assessment()))
      expect(resumed.scopes.map(({ tables, gaps }) => ({ tables, gaps }))).toEqual(place.assessment().scopes.map(({ tables, gaps }) => ({ tables, gaps })))
    } finally {
      await entra.close()
    }
  })
})

describe('postern collect --resume', () => {
  it('goes on in the same folder', async () => {
    hang()
    const { code } = await interrupt('SIGINT', 12, () => join(place.folder, 'kept'), 'collect', '--out', 'kept')
    expect([code, existsSync(join(place.folder, 'kept/manifest.json'))]).toEqual([130, false])
    aws.heal()
    expect((await postern('collect', '--out', 'kept')).stderr).toContain('the folder is not empty')
    expect((await postern('collect', '--out', 'kept', '--resume')).code).toBe(0)
    const { manifest, rows } = readSnapshot(join(place.folder, 'kept'))
    expect(manifest.resumed?.kept.length).toBeGreaterThan(0)
    for (const { dataset, scope, rows: count } of manifest.tables) expect([...rows(dataset, scope)]).toHaveLength(count)
    const again = await postern('collect', '--out', 'kept', '--resume')
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('kept holds nothing to go on with')])
  })
})

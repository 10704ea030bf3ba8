import { existsSync, globSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { assessmentSchema } from '../../src/assessment-schema.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { type Ran, workplace } from './run-postern.ts'
import { faultyAws, management } from './seeds.ts'

/** `npm run test:long` sets the variable of its longest test: see test/seed.ts. */
const KILLS = process.env.POSTERN_ORACLE_TENANTS === undefined ? 20 : 200
/** So many times in a row is one run interrupted, and gone on with, before it may end. */
const IN_A_ROW = 3

const place = workplace()
let aws: EmulatedAws

beforeAll(async () => {
  aws = await startAws(faultyAws)
})
afterAll(async () => {
  await aws.stop()
  place.remove()
})

/** What does not hang on when, and in how many goes, it was read. */
const verdictsOf = ({ results, scopes, score, gate }: Assessment) => ({
  results: results.map(({ findings, ...result }) => ({ ...result, findings: findings.map(({ firstSeen: _, ...finding }) => finding) })),
  scopes: scopes.map(({ requests: _, resumed: __, ...scope }) => scope),
  score,
  gate,
})

const nothingUnreadable = (): void => {
  for (const file of globSync('posture/runs/*/*.json', { cwd: place.folder })) JSON.parse(readFileSync(join(place.folder, file), 'utf8'))
  for (const snapshot of globSync('posture/runs/*/snapshot', { cwd: place.folder }).map(path => join(place.folder, path))) {
    if (!existsSync(join(snapshot, 'manifest.json'))) continue
    const { manifest, rows } = readSnapshot(snapshot)
    for (const { dataset, scope, rows: count } of manifest.tables) expect([...rows(dataset, scope)]).toHaveLength(count)
  }
}

/** Of a run that was not killed: it ended, or there was nothing to go on with, for the one before had been killed before it had begun. */
const ended = ({ code, stderr }: Ran): boolean => {
  if (code === 2) expect(stderr).toContain('begin anew')
  else expect([code, stderr]).toEqual([0, ''])
  return code === 0
}

it('killed at any point, a scan leaves nothing that cannot be read and the earlier report in its place; gone on with, it says what an uninterrupted one says', {
  timeout: 300_000 + KILLS * 10_000,
}, async () => {
  const config = place.config('aws: {}\nfailOn: none\n')
  const scan = (killAfter?: number, ...more: readonly string[]) => place.postern(['scan', '--config', config, ...more], aws.environment(management), killAfter)
  const latest = join(place.folder, 'posture/latest')
  const reportNow = () => ({ run: readlinkSync(latest), page: readFileSync(join(latest, 'report.html'), 'utf8') })
  const begun = Date.now()
  expect(ended(await scan())).toBe(true)
  const whole = Date.now() - begun
  expect(assessmentSchema.safeParse(place.assessment()).success).toBe(true)
  const expected = verdictsOf(place.assessment())

  const kept = (): number => place.assessment().scopes.reduce((sum, { resumed }) => sum + (resumed?.tables ?? 0), 0)

  let killed = 0
  let keptTables = 0
  // Some runs end before their time comes.
  const points = fc.sample(fc.double({ min: 0.1, max: 0.9, noNaN: true }), 3 * KILLS)
  for (let point = 0; killed < KILLS && point < points.length; ) {
    let isInterrupted = true
    for (let time = 0; isInterrupted && time < IN_A_ROW && killed < KILLS; time++, point++) {
      const before = reportNow()
      const ran = await scan(whole * (points[point] ?? 0.5), ...(time === 0 ? [] : ['--resume']))
      isInterrupted = ran.code === null
      if (isInterrupted) killed += 1
      else if (ended(ran) && time > 0) keptTables += kept()
      const after = reportNow()
      expect(after.run !== before.run || after.page === before.page).toBe(true)
      expect(verdictsOf(place.assessment())).toEqual(expected)
    }
    if (isInterrupted && ended(await scan(undefined, '--resume'))) {
      expect(verdictsOf(place.assessment())).toEqual(expected)
      keptTables += kept()
    }
  }
  expect(killed).toBe(KILLS)
  expect(keptTables).toBeGreaterThan(0)
  nothingUnreadable()
})

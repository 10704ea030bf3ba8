import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { assessmentSchema } from '../../src/assessment-schema.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { workplace } from './run-postern.ts'
import { faultyAws, management } from './seeds.ts'

const POINTS = 20

const place = workplace()
let aws: EmulatedAws

beforeAll(async () => {
  aws = await startAws(faultyAws)
})
afterAll(async () => {
  await aws.stop()
  place.remove()
})

it('killed at any point, a scan leaves nothing that cannot be read, and the earlier report in its place', async () => {
  const config = place.config('aws: {}\nfailOn: none\n')
  const args = ['scan', '--config', config]
  const begun = Date.now()
  expect((await place.postern(args, aws.environment(management))).code).toBe(0)
  const whole = Date.now() - begun
  const earlier = readFileSync(join(place.folder, 'posture/latest/report.html'), 'utf8')

  let killed = 0
  for (let point = 0; point < POINTS; point++) {
    const ran = await place.postern(args, aws.environment(management), Math.round((whole * (point + 1)) / (POINTS + 1)))
    if (ran.code === null) killed += 1
    const latest = join(place.folder, 'posture/latest')
    expect(assessmentSchema.safeParse(JSON.parse(readFileSync(join(latest, 'assessment.json'), 'utf8'))).success).toBe(true)
    expect(readFileSync(join(latest, 'report.html'), 'utf8').length).toBeGreaterThan(earlier.length / 2)
  }
  expect(killed).toBeGreaterThan(0)

  for (const file of globSync('posture/runs/*/assessment.json', { cwd: place.folder })) JSON.parse(readFileSync(join(place.folder, file), 'utf8'))
  for (const snapshot of globSync('posture/runs/*/snapshot', { cwd: place.folder }).map(path => join(place.folder, path))) {
    if (!existsSync(join(snapshot, 'manifest.json'))) continue
    const { manifest, rows } = readSnapshot(snapshot)
    for (const { dataset, scope, rows: count } of manifest.tables) expect([...rows(dataset, scope)]).toHaveLength(count)
  }
}, 300_000)

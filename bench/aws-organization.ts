import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Manifest } from '../src/snapshot.ts'
import type { AccountSize } from '../test/clouds/load/generated-account.ts'
import { startLoadAws } from '../test/clouds/load/start-load-aws.ts'
import { type MeasuredScan, measureScan, workplaceFor } from './aws-iam.ts'
import { type Benchmark, medianOf } from './benchmark.ts'

const MEMBERS = 400
const LATENCY = 50
const SIZE: AccountSize = { users: 10, roles: 80, policies: 40, groups: 3 }

/** Scans an organization of this many members from its management account. Throws unless every account was read whole. */
const scanOrganization = async (members: number, runs: number): Promise<MeasuredScan & { readonly peaks: readonly number[] }> => {
  const aws = await startLoadAws({ size: SIZE, members, now: new Date().toISOString(), latency: LATENCY })
  try {
    const folder = workplaceFor('aws:\n  organization: { role: PosternReadOnly }\n')
    const scans: MeasuredScan[] = []
    for (let n = 0; n < runs; n += 1) scans.push(await measureScan(aws, folder))
    const manifest = JSON.parse(readFileSync(join(folder, 'posture/latest/snapshot/manifest.json'), 'utf8')) as Manifest
    const accounts = manifest.scopes.filter(({ kind }) => kind === 'aws-account').length
    if (accounts !== members + 1 || manifest.gaps.length > 0)
      throw new Error(`${accounts} of ${members + 1} accounts were read, with ${manifest.gaps.length} gaps: ${JSON.stringify(manifest.gaps[0] ?? '')}`)
    const [last] = scans.slice(-1)
    if (last === undefined) throw new Error('nothing was scanned')
    return { ...last, peaks: scans.map(({ rss }) => rss) }
  } finally {
    await aws.stop()
  }
}

export const accounts400: Benchmark = {
  name: 'accounts-400',
  work: `scan an organization of ${MEMBERS} members that answers after ${LATENCY} ms; memory as a multiple of one member's`,
  measures: { wall: { unit: 'wall-s', limit: 120 }, rss: { unit: 'ratio', limit: 1.5 } },
  runs: 1,
  grows: true,
  prepare: async scale => {
    const one = await scanOrganization(1, 3)
    return {
      run: async () => {
        const all = await scanOrganization(MEMBERS * scale, 1)
        return { wall: all.wall, rss: all.rss / medianOf(one.peaks) }
      },
    }
  },
}

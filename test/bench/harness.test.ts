import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { measureScan, workplaceFor } from '../../bench/aws-iam.ts'
import { type Benchmark, type Measured, measure, medianOf } from '../../bench/benchmark.ts'
import { run, runMeasured, temporaryFolder } from '../../bench/child.ts'
import { tableOf } from '../../bench/table.ts'
import type { Manifest } from '../../src/snapshot.ts'
import { startLoadAws } from '../clouds/load/start-load-aws.ts'

const root = resolve(import.meta.dirname, '../..')

/** `npm run bench -- ...`, with any exit code. */
const bench = (...args: readonly string[]) => run([join(root, 'bench/index.ts'), ...args], { cwd: root, accepted: [0, 1, 2] })

const quick = ['aws-iam-small.requests', '--runs', '1', '--no-growth'] as const

describe('a measured process', () => {
  const cwd = temporaryFolder()

  it('is charged with the memory it touched', async () => {
    const idle = await runMeasured(['-e', '0'], { cwd })
    const greedy = await runMeasured(['-e', 'globalThis.held = Buffer.alloc(200 * 1024 * 1024, 1)'], { cwd })
    expect(greedy.peakMegabytes - idle.peakMegabytes).toBeGreaterThan(190)
  })

  it('is charged with the processor time it used', async () => {
    const busy = 'while (process.cpuUsage().user < 300_000) {}'
    expect((await runMeasured(['-e', busy], { cwd })).cpuSeconds).toBeGreaterThan(0.3)
  })

  it('that fails is an error, not a number', async () => {
    await expect(runMeasured(['-e', 'process.exit(7)'], { cwd })).rejects.toThrow('ended with 7')
  })
})

it('counts the requests that the scan itself counted', async () => {
  const aws = await startLoadAws({ size: { users: 30, roles: 40, policies: 20, groups: 3 }, now: new Date().toISOString(), largestPage: 10 })
  try {
    const folder = workplaceFor('aws: {}\n')
    const { all } = await measureScan(aws, folder)
    const manifest = JSON.parse(readFileSync(join(folder, 'posture/latest/snapshot/manifest.json'), 'utf8')) as Manifest
    expect(all).toBe(manifest.requests.reduce((sum, count) => sum + count.requests, 0))
    expect(manifest.gaps).toEqual([])
  } finally {
    await aws.stop()
  }
})

describe('medians and growth', () => {
  const scales: number[] = []
  const answers = [5, 1, 9]
  const benchmark: Benchmark = {
    name: 'made-up',
    work: 'nothing',
    measures: { size: { unit: 'MB', limit: 4 } },
    runs: 3,
    grows: true,
    prepare: async scale => {
      scales.push(scale)
      return { run: async () => ({ size: scale === 1 ? (answers.shift() ?? 0) : scale * 10 }) }
    },
  }

  it('takes the median of the runs, and shows half and double the size beside it', async () => {
    const results = await measure(benchmark, { growth: true })
    expect(results).toEqual([{ name: 'made-up.size', value: 5, unit: 'MB', limit: 4, half: 5, double: 20 }])
    expect(scales).toEqual([1, 0.5, 2])
  })

  it('has a middle for an even number too, and none for nothing', () => {
    expect(medianOf([4, 1, 3, 2])).toBe(2.5)
    expect(() => medianOf([])).toThrow('nothing was measured')
  })

  it('marks in the table what is over its limit', () => {
    const results: Measured[] = [
      { name: 'a.cpu', value: 3, unit: 'cpu-s', limit: 2, half: 1.5, double: 6 },
      { name: 'b.rss', value: 3, unit: 'MB', limit: 4, half: undefined, double: undefined },
    ]
    const [, over, within] = tableOf(results).split('\n')
    expect(over).toMatch(/^a\.cpu +1\.50 +3 +6 +2 +cpu-s +over$/)
    expect(within).toMatch(/^b\.rss +3 +4 +MB$/)
  })
})

describe('npm run bench', () => {
  it('prints with --json one array of name, value, unit and limit', async () => {
    const { code, stdout } = await bench(...quick, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual([{ name: 'aws-iam-small.requests', value: expect.any(Number), unit: 'requests', limit: 25 }])
  })

  it('keeps the small account within its requests', async () => {
    const { code, stdout } = await bench(...quick, '--json', '--check')
    const [result] = JSON.parse(stdout) as [{ value: number }]
    expect(result.value).toBeGreaterThan(5)
    expect(code).toBe(0)
  })

  it('ends with 1 under --check when a number is over its limit, and only then', async () => {
    const low = ['--limit', 'aws-iam-small.requests=1']
    const checked = await bench(...quick, ...low, '--check')
    expect(checked.code).toBe(1)
    expect(checked.stderr).toContain('aws-iam-small.requests')
    expect((await bench(...quick, ...low)).code).toBe(0)
  })

  it('knows its names, and says them for one it does not know', async () => {
    const { code, stderr, stdout } = await bench('aws-iam-smal')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('aws-iam-small')
  })
})

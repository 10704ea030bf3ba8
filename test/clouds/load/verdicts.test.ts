import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { measureScan, workplaceFor } from '../../../bench/aws-iam.ts'
import type { Assessment } from '../../../src/assessment.ts'
import { accountOf, type LoadOptions } from './load-world.ts'
import { startLoadAws } from './start-load-aws.ts'

it('the command line finds as many faults as were planted, rule by rule', async () => {
  const options: LoadOptions = { size: { users: 200, roles: 300, policies: 200, groups: 50 }, now: new Date().toISOString() }
  const aws = await startLoadAws(options)
  try {
    const folder = workplaceFor('aws: {}\n')
    await measureScan(aws, folder)
    const { results } = JSON.parse(readFileSync(join(folder, 'posture/latest/assessment.json'), 'utf8')) as Assessment
    const { planted } = accountOf(options, 0)
    const found = new Map(results.map(({ rule, tallies }) => [rule.id, tallies.reduce((sum, { failed }) => sum + failed, 0)]))
    expect(Object.fromEntries(Object.keys(planted).map(rule => [rule, found.get(rule)]))).toEqual(planted)
    expect(results.filter(({ status }) => status === 'unknown').map(({ rule }) => rule.id)).toEqual([])
  } finally {
    await aws.stop()
  }
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AccountSize } from '../test/clouds/load/generated-account.ts'
import { type LoadAws, startLoadAws } from '../test/clouds/load/start-load-aws.ts'
import type { Benchmark } from './benchmark.ts'
import { postern, runMeasured, temporaryFolder } from './child.ts'

const scaled = ({ users, roles, policies, groups }: AccountSize, scale: number): AccountSize => ({
  users: Math.round(users * scale),
  roles: Math.round(roles * scale),
  policies: Math.round(policies * scale),
  groups: Math.round(groups * scale),
})

/** A folder with nothing but the config of a scan. */
export const workplaceFor = (config: string): string => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'postern.yaml'), config)
  return folder
}

export interface MeasuredScan {
  /** To IAM, of one account. */
  readonly requests: number
  /** To every service: those that Regions answer for themselves are asked in each of the account's two. */
  readonly all: number
  readonly cpu: number
  readonly rss: number
  readonly wall: number
}

/** One `postern scan` as it is installed, all collectors, rules and reports included; the requests are those that the load fake was asked. */
export const measureScan = async (aws: LoadAws, folder: string): Promise<MeasuredScan> => {
  await aws.forget()
  // The generated account has a critical fault: a scan that ends otherwise did not do the work.
  const { cpuSeconds, peakMegabytes, wallSeconds } = await runMeasured([postern, 'scan'], { cwd: folder, env: aws.environment, accepted: [1] })
  const tally = await aws.tally()
  const unknown = tally.filter(({ answered }) => !answered)
  if (unknown.length > 0) throw new Error(`the load fake lacks ${unknown.map(({ service, operation }) => `${service}:${operation}`).join(', ')}`)
  const sent = (of: typeof tally) => of.reduce((sum, { requests }) => sum + requests, 0)
  return { requests: sent(tally.filter(({ service }) => service === 'iam')), all: sent(tally), cpu: cpuSeconds, rss: peakMegabytes, wall: wallSeconds }
}

const scanOf =
  (size: AccountSize): Benchmark['prepare'] =>
  async scale => {
    const aws = await startLoadAws({ size: scaled(size, scale), now: new Date().toISOString() })
    const folder = workplaceFor('aws: {}\n')
    return { run: async () => ({ ...(await measureScan(aws, folder)) }), close: () => aws.stop() }
  }

export const awsIamSmall: Benchmark = {
  name: 'aws-iam-small',
  work: 'scan an account of 200 users, 300 roles, 200 policies and 50 groups',
  measures: { requests: { unit: 'requests', limit: 25 }, all: { unit: 'requests', limit: 60 }, cpu: { unit: 'cpu-s', limit: 2 } },
  runs: 5,
  grows: true,
  prepare: scanOf({ users: 200, roles: 300, policies: 200, groups: 50 }),
}

export const awsIamLarge: Benchmark = {
  name: 'aws-iam-large',
  work: 'scan an account of 2,000 users, 3,000 roles, 2,000 policies and 100 groups',
  measures: { requests: { unit: 'requests', limit: 100 }, cpu: { unit: 'cpu-s', limit: 5 }, rss: { unit: 'MB', limit: 250 } },
  runs: 3,
  grows: true,
  prepare: scanOf({ users: 2000, roles: 3000, policies: 2000, groups: 100 }),
}

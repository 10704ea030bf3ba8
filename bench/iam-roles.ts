import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { runMeasured, temporaryFolder } from './child.ts'

/** Whether a large account's permissions are computed in seconds: each document read once, sets first, the exact decision where they leave it open. */
export const iam10kRoles: Benchmark = {
  name: 'iam-10k-roles',
  work: 'tell of 10,000 roles, each with five policies of its own, whether it is an administrator and by which escalation primitives it can become more, under boundaries and three levels of service control policies',
  measures: { cpu: { unit: 'cpu-s', limit: 5 }, rss: { unit: 'MB', limit: 500 } },
  runs: 3,
  grows: true,
  prepare: async scale => {
    const cwd = temporaryFolder()
    return {
      async run() {
        const { stdout, peakMegabytes } = await runMeasured([join(import.meta.dirname, 'iam-permissions.ts'), String(10_000 * scale)], { cwd })
        const { cpu, administrators } = JSON.parse(stdout) as { cpu: number; administrators: number }
        // One role of a hundred is an administrator: a run that finds fewer did not do the work.
        if (administrators < 100 * scale) throw new Error(`only ${administrators} administrators were found`)
        return { cpu, rss: peakMegabytes }
      },
    }
  },
}

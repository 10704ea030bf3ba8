import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { runMeasured, temporaryFolder } from './child.ts'

const asking = (name: string, work: string, policies: number, kind: string, limit: number): Benchmark => ({
  name,
  work,
  measures: { cpu: { unit: 'cpu-s', limit }, rss: { unit: 'MB', limit: 400 } },
  runs: 3,
  grows: true,
  prepare: async scale => {
    const cwd = temporaryFolder()
    const args = [join(import.meta.dirname, 'conditional-access-questions.ts'), String(100_000 * scale), String(policies * scale), kind]
    return {
      async run() {
        const { stdout, peakMegabytes } = await runMeasured(args, { cwd })
        const { cpu } = JSON.parse(stdout) as { cpu: number }
        return { cpu, rss: peakMegabytes }
      },
    }
  },
})

/** A big tenant's Conditional Access: 60 groups and 20 places that policies name, 18 kinds of questions. */
export const conditionalAccess100k = asking(
  'conditional-access-100k',
  'read 200 Conditional Access policies over 100,000 users and answer 18 questions about who must prove what',
  200,
  'usual',
  5,
)

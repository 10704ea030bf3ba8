import { join } from 'node:path'
import type { Benchmark } from './benchmark.ts'
import { runMeasured, temporaryFolder } from './child.ts'
import { GOALS } from './generated-graph.ts'

/** Whether the weakest ways through a large estate are found while one waits: flat arrays, one search backwards for each goal. */
export const paths60k: Benchmark = {
  name: 'paths-60k',
  work: `build an identity graph of 60,000 nodes and 400,000 edges, and find the weakest way from everyone to each of ${GOALS} goals`,
  measures: { build: { unit: 'cpu-s', limit: 2 }, cpu: { unit: 'cpu-s', limit: 10 }, rss: { unit: 'MB', limit: 1000 } },
  runs: 3,
  grows: true,
  prepare: async scale => {
    const cwd = temporaryFolder()
    return {
      async run() {
        const { stdout, peakMegabytes } = await runMeasured([join(import.meta.dirname, 'paths-search.ts'), String(60_000 * scale)], { cwd })
        const { build, cpu, found, edges } = JSON.parse(stdout) as { build: number; cpu: number; found: number; edges: number }
        // Most people reach most goals: a run that finds few ways did not do the work.
        if (edges < 390_000 * scale || found < 1_000_000 * scale) throw new Error(`only ${found} ways along ${edges} edges were found`)
        return { build, cpu, rss: peakMegabytes }
      },
    }
  },
}

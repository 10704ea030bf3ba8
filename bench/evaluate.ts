import { join } from 'node:path'
import { rules } from '../rules/index.ts'
import type { Benchmark } from './benchmark.ts'
import { run, temporaryFolder } from './child.ts'
import { writeGeneratedSnapshot } from './generated-snapshot.ts'

/** Whether judging stays about as cheap as reading: all rules over 100,000 stored rows, beside JSON.parse over the same snapshot in the same process. */
export const evaluateVsParse: Benchmark = {
  name: 'evaluate-vs-parse',
  work: 'evaluate a stored snapshot of 100,000 rows with every rule, as a multiple of reading it with JSON.parse',
  measures: { ratio: { unit: 'ratio', limit: 3 } },
  runs: 3,
  grows: true,
  prepare: async scale => {
    const cwd = temporaryFolder()
    const folder = join(cwd, 'snapshot')
    await writeGeneratedSnapshot(folder, { accounts: 10 * scale, people: 50_000 * scale }, rules, new Date('2026-11-01T00:00:00Z'))
    return {
      async run() {
        const { stdout } = await run([join(import.meta.dirname, 'evaluate-and-parse.ts'), folder], { cwd })
        const { parse, evaluate } = JSON.parse(stdout) as { parse: number; evaluate: number }
        return { ratio: evaluate / parse }
      },
    }
  },
}

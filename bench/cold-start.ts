import type { Benchmark } from './benchmark.ts'
import { postern, run, temporaryFolder } from './child.ts'

/** What a person waits for who asks what the program can do. */
export const coldStartHelp: Benchmark = {
  name: 'cold-start-help',
  work: 'postern --help, from the start of the process to its end',
  measures: { wall: { unit: 'wall-s', limit: 0.15 } },
  runs: 9,
  grows: false,
  prepare: async () => {
    const cwd = temporaryFolder()
    return { run: async () => ({ wall: (await run([postern, '--help'], { cwd })).wallSeconds }) }
  },
}

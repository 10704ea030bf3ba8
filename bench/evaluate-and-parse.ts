import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { rules } from '../rules/index.ts'
import { evaluate } from '../src/evaluate.ts'
import { parseGate } from '../src/gate.ts'
import { scopeFileName } from '../src/snapshot-store/file-names.ts'
import { readSnapshot } from '../src/snapshot-store/read-snapshot.ts'
import { tool } from '../src/version.ts'
import { medianOf } from './benchmark.ts'

// Run as a process of its own on the folder of a snapshot: evaluates it, and only parses it, in turn, and prints the seconds of each as JSON. Both begin
// with the stored files. Time is the processor time of the main thread: what each would take on a machine that does nothing else.

const ROUNDS = 5

const [folder = ''] = process.argv.slice(2)
const { manifest } = readSnapshot(folder)
// A table without rows has no file.
const files = manifest.tables.filter(({ rows }) => rows > 0).map(({ dataset, scope }) => join(folder, dataset, `${scopeFileName(scope)}.ndjson.zst`))

const linesOf = (file: string): readonly string[] =>
  zstdDecompressSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')

/** Reading at its plainest: no check of anything, one table in memory at a time. */
const parseAll = (): number =>
  files.reduce((rows, file) => {
    const table: readonly unknown[] = linesOf(file).map(line => JSON.parse(line))
    return rows + table.length
  }, 0)

const secondsOf = (work: () => unknown): number => {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1e6
}

const failOn = 'critical'
const gate = parseGate(failOn)
if (gate === undefined) throw new Error(`${failOn} is no gate`)
const evaluateAll = () =>
  evaluate(readSnapshot(folder), { tool, rules, declared: [], parameters: new Map(), severity: new Map(), failOn, gate, allowUnknown: new Set() })

const rows = parseAll()
const listed = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
if (rows !== listed) throw new Error(`${rows} rows were parsed where the manifest says ${listed}`)

const parse: number[] = []
const evaluation: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  parse.push(secondsOf(parseAll))
  evaluation.push(secondsOf(evaluateAll))
}
process.stdout.write(JSON.stringify({ rows, parse: medianOf(parse), evaluate: medianOf(evaluation) }))

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '../rules/index.ts'
import { evaluate } from '../src/evaluate.ts'
import { parseGate } from '../src/gate.ts'
import { scopeFileName } from '../src/snapshot-store/file-names.ts'
import { readSnapshot } from '../src/snapshot-store/read-snapshot.ts'
import { decompressFrames } from '../src/snapshot-store/zstd-frames.ts'
import { tool } from '../src/version.ts'
import { medianOf } from './benchmark.ts'

// Run as a process of its own on the folder of a snapshot: evaluates it and parses its rows in turn, so that what else the machine does slows both
// alike, and prints the CPU seconds of each as JSON. What is parsed is read and decompressed beforehand; what is evaluated is not.

const ROUNDS = 5

const [folder = ''] = process.argv.slice(2)
const { manifest } = readSnapshot(folder)

/** Every row of the snapshot, as text. */
const lines = manifest.tables.flatMap(({ dataset, scope }) =>
  [...decompressFrames(readFileSync(join(folder, dataset, `${scopeFileName(scope)}.ndjson.zst`)), 2 ** 30)].flatMap(frame =>
    frame
      .toString('utf8')
      .split('\n')
      .filter(line => line !== ''),
  ),
)

const cpuSecondsOf = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const parseAll = (): number => {
  let objects = 0
  for (const line of lines) if (typeof JSON.parse(line) === 'object') objects += 1
  return objects
}

const failOn = 'critical'
const gate = parseGate(failOn)
if (gate === undefined) throw new Error(`${failOn} is no gate`)
const evaluateAll = () =>
  evaluate(readSnapshot(folder), { tool, rules, declared: [], parameters: new Map(), severity: new Map(), failOn, gate, allowUnknown: new Set() })

const parse: number[] = []
const evaluation: number[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  parse.push(cpuSecondsOf(parseAll))
  evaluation.push(cpuSecondsOf(evaluateAll))
}
process.stdout.write(JSON.stringify({ rows: lines.length, parse: medianOf(parse), evaluate: medianOf(evaluation) }))

import { parseArgs } from 'node:util'
import { awsIamLarge, awsIamSmall } from './aws-iam.ts'
import { accounts400 } from './aws-organization.ts'
import { type Benchmark, isAsked, type Measured, measure, type Result } from './benchmark.ts'
import { coldStartHelp } from './cold-start.ts'
import { conditionalAccess100k } from './conditional-access.ts'
import { evaluateVsParse } from './evaluate.ts'
import { iam10kRoles } from './iam-roles.ts'
import { paths60k } from './paths.ts'
import { report10k, report100k } from './report.ts'
import { tableOf } from './table.ts'

const USAGE = `Measures whole work through the public entry, each run in a fresh process; the median counts.

  npm run bench -- [NAME...]         every benchmark, or these (aws-iam-small, or one number of it: aws-iam-small.cpu)
    --json                           one array of { name, value, unit, limit }
    --check                          exit 1 when a number is over its limit
    --limit NAME=NUMBER              another limit for this run; repeatable
    --runs N                         runs of which the median counts
    --no-growth                      without the columns for half and double the size
    --list                           names and work
`

const benchmarks: readonly Benchmark[] = [
  awsIamSmall,
  awsIamLarge,
  coldStartHelp,
  evaluateVsParse,
  conditionalAccess100k,
  iam10kRoles,
  paths60k,
  report10k,
  report100k,
  accounts400,
]
const names = new Set(benchmarks.flatMap(({ name, measures }) => [name, ...Object.keys(measures).map(measure => `${name}.${measure}`)]))

const known = (name: string): string => {
  if (!names.has(name)) throw new Error(`there is no benchmark ${name}; there are ${[...names].join(', ')}`)
  return name
}

/** `NAME=NUMBER`, checked. */
const limitsOf = (given: readonly string[]): ReadonlyMap<string, number> =>
  new Map(
    given.map(text => {
      const [name = '', number = ''] = text.split('=')
      if (number === '' || Number.isNaN(Number(number))) throw new Error(`--limit ${text}: must be NAME=NUMBER`)
      return [known(name), Number(number)]
    }),
  )

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: true },
    limit: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const runAll = async (): Promise<void> => {
  const asked = positionals.map(known)
  const limits = limitsOf(values.limit)
  const runs = values.runs === undefined ? undefined : Number(values.runs)
  if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) throw new Error(`--runs ${values.runs}: must be a whole number above 0`)
  const results: Measured[] = []
  for (const benchmark of benchmarks) {
    if (!Object.keys(benchmark.measures).some(name => isAsked(asked, benchmark.name, name))) continue
    process.stderr.write(`${benchmark.name}: ${benchmark.work}\n`)
    const measured = await measure(benchmark, { ...(runs === undefined ? {} : { runs }), growth: values.growth && !values.json })
    results.push(
      ...measured
        .filter(({ name }) => isAsked(asked, benchmark.name, name.slice(benchmark.name.length + 1)))
        .map(result => ({ ...result, limit: limits.get(result.name) ?? result.limit })),
    )
  }
  if (values.json) process.stdout.write(`${JSON.stringify(results.map(({ name, value, unit, limit }): Result => ({ name, value, unit, limit })))}\n`)
  else process.stdout.write(tableOf(results))
  const over = results.filter(({ value, limit }) => value > limit)
  for (const { name, value, unit, limit } of over) process.stderr.write(`${name}: ${value} ${unit} is over the limit of ${limit}\n`)
  if (values.check && over.length > 0) process.exitCode = 1
}

if (values.help) process.stdout.write(USAGE)
else if (values.list) for (const { name, work } of benchmarks) process.stdout.write(`${name}: ${work}\n`)
else
  await runAll().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  })

/** What a number counts. Seconds are of the processor or of the clock; a ratio is within one run. */
type Unit = 'requests' | 'cpu-s' | 'wall-s' | 'MB' | 'ms' | 'nodes' | 'ratio'

interface Measure {
  readonly unit: Unit
  /** The most that is good. */
  readonly limit: number
}

/** What one run of the work brought, by the name of the measure. */
type Sample = Readonly<Record<string, number>>

/** Work that is set up and can be done again and again. */
interface Prepared {
  run(): Promise<Sample>
  close?(): Promise<void>
}

/** Whole work at a size, with the numbers it is judged by: `<name>.<measure>`. Names are for ever. */
export interface Benchmark {
  readonly name: string
  /** The work, in a line for people. */
  readonly work: string
  readonly measures: Readonly<Record<string, Measure>>
  /** Runs of which the median counts. */
  readonly runs: number
  /** The same work at half and double the size shows how cost grows. False: it has no size. */
  readonly grows: boolean
  /** `scale`: 0.5, 1 or 2. */
  prepare(scale: number): Promise<Prepared>
}

export interface Result {
  readonly name: string
  readonly value: number
  readonly unit: Unit
  readonly limit: number
}

/** A result with the same number at half and double the size. */
export interface Measured extends Result {
  readonly half: number | undefined
  readonly double: number | undefined
}

export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new Error('nothing was measured')
  return (upper + lower) / 2
}

/** Whether one of these names, of a benchmark or of a number of one, asks for this number. None: all are asked for. */
export const isAsked = (asked: readonly string[], benchmark: string, measure: string): boolean =>
  asked.length === 0 || asked.includes(benchmark) || asked.includes(`${benchmark}.${measure}`)

/** The medians of all runs at a scale. */
const measureAt = async (benchmark: Benchmark, scale: number, runs: number): Promise<Sample> => {
  const prepared = await benchmark.prepare(scale)
  try {
    const samples: Sample[] = []
    for (let n = 0; n < runs; n += 1) samples.push(await prepared.run())
    return Object.fromEntries(
      Object.keys(benchmark.measures).map(measure => [
        measure,
        medianOf(
          samples.map(sample => {
            const value = sample[measure]
            if (value === undefined) throw new Error(`${benchmark.name} did not measure ${measure}`)
            return value
          }),
        ),
      ]),
    )
  } finally {
    await prepared.close?.()
  }
}

/** Does the work at its size, and once at half and double where it has one. */
export const measure = async (benchmark: Benchmark, options: { readonly runs?: number; readonly growth: boolean }): Promise<readonly Measured[]> => {
  const value = await measureAt(benchmark, 1, options.runs ?? benchmark.runs)
  const shows = options.growth && benchmark.grows
  const half = shows ? await measureAt(benchmark, 0.5, 1) : {}
  const double = shows ? await measureAt(benchmark, 2, 1) : {}
  return Object.entries(benchmark.measures).map(([name, { unit, limit }]) => ({
    name: `${benchmark.name}.${name}`,
    value: value[name] ?? Number.NaN,
    unit,
    limit,
    half: half[name],
    double: double[name],
  }))
}

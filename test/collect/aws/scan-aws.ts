import type { Clock } from '../../../src/collect/aws/clock.ts'
import { type AwsOptions, awsSource } from '../../../src/collect/aws/source.ts'
import { type Collection, collect } from '../../../src/collect/collect.ts'
import type { Source } from '../../../src/collect/collector.ts'
import type { Dataset, Gap, Row } from '../../../src/dataset.ts'
import type { EmulatedAws } from '../../clouds/aws/start-aws.ts'

/** Waits pass at once, and are remembered. */
export const virtualClock = (): Clock & { readonly waits: number[] } => {
  const waits: number[] = []
  let ahead = 0
  return {
    waits,
    now: () => Date.now() + ahead,
    sleep: async milliseconds => {
      waits.push(milliseconds)
      ahead += milliseconds
    },
    random: () => 0.5,
  }
}

export interface Scan extends Collection {
  rows<R extends Row>(dataset: Dataset<R>): readonly R[]
  gaps(dataset: { readonly name: string }): readonly Gap[]
}

/** A scan with the credentials of one account in this process, over HTTP, in as little time as the answers take. */
export const scanAws = (aws: Pick<EmulatedAws, 'endpoint' | 'keys'>, account: string, options: AwsOptions = {}): Promise<Scan> =>
  scanSources([awsSource({ endpoint: aws.endpoint, credentials: aws.keys(account), clock: virtualClock(), ...options })])

/** A scan of several sources, as `scanAws`. */
export const scanSources = async (sources: readonly ReturnType<typeof awsSource>[]): Promise<Scan> => {
  const tables = new Map<string, unknown[]>()
  const collection = await collect(sources as readonly Source<unknown>[], {
    tool: { name: 'postern', version: '0.0.0' },
    now: new Date('2026-11-01T00:00:00Z'),
    concurrency: 4,
    store: {
      openTable: (dataset, scope) => {
        const rows: unknown[] = []
        tables.set(`${dataset}@${scope}`, rows)
        return { append: async row => rows.push(row) > 0, close: async () => rows.length }
      },
    },
  })
  return {
    ...collection,
    // Rows of a dataset are those that its schema let through.
    rows: <R extends Row>(dataset: Dataset<R>) =>
      [...tables].filter(([name]) => name.startsWith(`${dataset.name}@`)).flatMap(([, rows]) => rows) as unknown as readonly R[],
    gaps: dataset => collection.manifest.gaps.filter(gap => gap.dataset === dataset.name),
  }
}

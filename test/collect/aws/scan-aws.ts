import type { Clock } from '../../../src/collect/aws/clock.ts'
import { type AwsOptions, awsSource } from '../../../src/collect/aws/source.ts'
import { type Collection, collect } from '../../../src/collect/collect.ts'
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

/** A scan of one account in this process, over HTTP, in as little time as the answers take. */
export const scanAws = async (aws: Pick<EmulatedAws, 'endpoint' | 'keys'>, account: string, options: AwsOptions = {}): Promise<Scan> => {
  const tables = new Map<string, unknown[]>()
  const source = awsSource({ endpoint: aws.endpoint, credentials: aws.keys(account), clock: virtualClock(), ...options })
  const collection = await collect([source], {
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

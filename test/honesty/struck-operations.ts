import { awsCollectors } from '../../src/collect/aws/collectors.ts'
import type { Source } from '../../src/collect/collector.ts'
import type { AnyDataset } from '../../src/dataset.ts'
import { awsRegions } from '../../src/datasets/aws/regions.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import type { Fault } from '../clouds/aws/faults.ts'
import type { ReplayedAws } from './fault-matrix-replay.ts'

type AwsCollector = (typeof awsCollectors)[number]

const giverOf = new Map(awsCollectors.flatMap(collector => collector.gives.map(dataset => [dataset.name, collector] as const)))

/** A collector with all those whose rows it waits for. */
const withPrerequisites = (collector: AwsCollector, found = new Set<AwsCollector>()): ReadonlySet<AwsCollector> => {
  if (found.has(collector)) return found
  found.add(collector)
  for (const { name } of collector.after ?? []) {
    const giver = giverOf.get(name)
    if (giver !== undefined) withPrerequisites(giver, found)
  }
  return found
}

/** What the collectors of an operation bring when its answers go wrong. */
export interface StruckScan {
  /** The whole snapshot, with the tables of these collectors as they are now. */
  readonly snapshot: Snapshot
  /** The datasets that may have changed; undefined: any. */
  readonly datasets: ReadonlySet<AnyDataset> | undefined
  /** How many gaps their tables have. */
  readonly gaps: number
  /** How many requests went wrong. */
  readonly times: number
}

/** One snapshot with some tables of another scan of the same places, or of some of them, instead of its own. */
const withTablesOf = (whole: Snapshot, less: Snapshot, datasets: ReadonlySet<string>): Snapshot => {
  const scopes = new Set(less.manifest.scopes.map(({ id }) => id))
  const isNew = ({ dataset, scope }: { readonly dataset: string; readonly scope: string }): boolean => datasets.has(dataset) && scopes.has(scope)
  return {
    manifest: {
      ...whole.manifest,
      tables: [...whole.manifest.tables.filter(table => !isNew(table)), ...less.manifest.tables.filter(isNew)],
      gaps: [...whole.manifest.gaps.filter(gap => !isNew(gap)), ...less.manifest.gaps.filter(isNew)],
    },
    rows: (dataset, scope) => (isNew({ dataset, scope }) ? less : whole).rows(dataset, scope),
  }
}

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/

/** Without what is said of Regions that the whole scan did not ask: where AWS does not say which are enabled, more are asked, which an account may not have. */
const inRegionsOf = (whole: Snapshot, less: Snapshot): Snapshot => {
  const regionsOf = (scope: string) => new Set([...whole.rows(awsRegions.name, scope)].map(row => Reflect.get(Object(row), 'id')))
  return {
    manifest: less.manifest,
    rows: (dataset, scope) => {
      const asked = regionsOf(scope)
      return [...less.rows(dataset, scope)].filter(row => {
        const part: unknown = Reflect.get(Object(row), 'part')
        return typeof part !== 'string' || !REGION.test(part) || asked.has(part)
      })
    },
  }
}

/** Scans in which one operation goes wrong. Hundreds of them are affordable because only those collectors run that ask it, or wait for one that does. */
export interface StruckOperations {
  readonly whole: Snapshot
  /** `service:Operation` of everything that the whole scan asks. */
  readonly operations: readonly string[]
  /** Lets the answers to an operation go wrong, from the first or a later one on. */
  strike(operation: string, fault: Fault, from?: number): Promise<StruckScan>
}

/** So many collectors ask what concerns every account alike, such as its Regions: a few accounts show it. */
const MANY = 15

/**
 * Finds out, by letting each collector run alone, which operations it asks. What finding the accounts asks concerns all of them. `source`: all of the
 * accounts, or a few.
 */
export const struckOperations = async (
  replay: ReplayedAws,
  source: (which: 'all' | 'few') => Source<unknown>,
  read: (source: Source<unknown>) => Promise<Snapshot>,
): Promise<StruckOperations> => {
  const scanWith = (collectors: readonly AwsCollector[], which: 'all' | 'few' = 'all'): Promise<Snapshot> =>
    read({ ...source(which), collectors: collectors as Source<unknown>['collectors'] })
  const askedBy = async (collectors: readonly AwsCollector[]): Promise<ReadonlySet<string>> => {
    replay.interfere(undefined)
    await scanWith(collectors)
    return replay.operations
  }
  replay.interfere(undefined)
  const whole = await read(source('all'))
  const operations = [...replay.operations]
  const byEverybody = await askedBy([])
  const askers = new Map<string, AwsCollector[]>()
  for (const collector of awsCollectors)
    for (const operation of await askedBy([...withPrerequisites(collector)])) askers.set(operation, [...(askers.get(operation) ?? []), collector])

  const strike: StruckOperations['strike'] = async (operation, fault, from = 1) => {
    const affected = byEverybody.has(operation) ? undefined : (askers.get(operation) ?? [])
    replay.interfere((request, count) => (`${request.service}:${request.operation}` === operation && count >= from ? fault : undefined))
    const running = affected === undefined ? awsCollectors : [...new Set(affected.flatMap(collector => [...withPrerequisites(collector)]))]
    const less = await scanWith(running, (affected?.length ?? 0) > MANY ? 'few' : 'all')
    const times = replay.struck()
    replay.interfere(undefined)
    if (affected === undefined) return { snapshot: inRegionsOf(whole, less), datasets: undefined, gaps: less.manifest.gaps.length, times }
    const datasets = new Set(affected.flatMap(({ gives }) => [...gives]))
    const names = new Set([...datasets].map(({ name }) => name))
    const gaps = less.manifest.gaps.filter(({ dataset }) => names.has(dataset)).length
    return { snapshot: withTablesOf(whole, inRegionsOf(whole, less), names), datasets, gaps, times }
  }
  return { whole, operations, strike }
}

import type { Collector, Source } from '../../src/collect/collector.ts'
import type { AnyDataset, Gap } from '../../src/dataset.ts'
import { awsRegions } from '../../src/datasets/aws/regions.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import type { StrikableWire } from './strikable-wires.ts'

type AnyCollector = Collector<unknown>

/** A collector with all those whose rows it waits for. */
const withPrerequisites = (collector: AnyCollector, all: readonly AnyCollector[], found = new Set<AnyCollector>()): ReadonlySet<AnyCollector> => {
  if (found.has(collector)) return found
  found.add(collector)
  for (const { name } of collector.after ?? [])
    for (const giver of all) if (giver.gives.some(dataset => dataset.name === name)) withPrerequisites(giver, all, found)
  return found
}

/** Whether a gap comes of an answer: what the mode in use can never read is a gap whatever is answered. */
export const isLoss = ({ reason }: Gap): boolean => reason !== 'out-of-reach'

/** What the collectors of an operation bring when its answers go wrong. */
export interface StruckScan {
  /** The whole snapshot, with the tables of these collectors as they are now. */
  readonly snapshot: Snapshot
  /** The datasets that may have changed; undefined: any. */
  readonly datasets: ReadonlySet<AnyDataset> | undefined
  /** How many gaps their tables have, of what could be read. */
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

/** Scans of one cloud in which one operation goes wrong. Hundreds of them are affordable because only those collectors run that ask it, or wait for one that does. */
export interface StruckOperations<Fault> {
  readonly whole: Snapshot
  /** Everything that the whole scan asks, as the wire names it. */
  readonly operations: readonly string[]
  /** Lets the answers to an operation go wrong: all, or those that the wire takes the number for. */
  strike(operation: string, fault: Fault, nth?: number): Promise<StruckScan>
}

/** So many collectors ask what concerns every place alike, such as the Regions of an account: a few places show it. */
const MANY = 15

/**
 * Finds out, by letting each collector run alone, which operations it asks. What finding the scopes asks concerns all of them. `sources`: of all of the
 * places, or of a few; all with the same collectors.
 */
export const struckOperations = async <Fault>(
  wire: StrikableWire<Fault>,
  sources: (which: 'all' | 'few') => readonly Source<unknown>[],
  read: (sources: readonly Source<unknown>[]) => Promise<Snapshot>,
): Promise<StruckOperations<Fault>> => {
  const all = sources('all')[0]?.collectors ?? []
  const scanWith = (collectors: readonly AnyCollector[], which: 'all' | 'few' = 'all'): Promise<Snapshot> =>
    read(sources(which).map(source => ({ ...source, collectors })))
  const askedBy = async (collectors: readonly AnyCollector[]): Promise<ReadonlySet<string>> => {
    wire.interfere()
    await scanWith(collectors)
    return wire.operations()
  }
  wire.interfere()
  const whole = await read(sources('all'))
  const operations = [...wire.operations()]
  const byEverybody = await askedBy([])
  const askers = new Map<string, AnyCollector[]>()
  for (const collector of all)
    for (const operation of await askedBy([...withPrerequisites(collector, all)])) askers.set(operation, [...(askers.get(operation) ?? []), collector])

  const strike: StruckOperations<Fault>['strike'] = async (operation, fault, nth) => {
    const affected = byEverybody.has(operation) ? undefined : (askers.get(operation) ?? [])
    wire.interfere({ operation, fault, ...(nth === undefined ? {} : { nth }) })
    const running = affected === undefined ? all : [...new Set(affected.flatMap(collector => [...withPrerequisites(collector, all)]))]
    const less = await scanWith(running, (affected?.length ?? 0) > MANY ? 'few' : 'all')
    const times = wire.struck()
    wire.interfere()
    if (affected === undefined) return { snapshot: inRegionsOf(whole, less), datasets: undefined, gaps: less.manifest.gaps.filter(isLoss).length, times }
    const datasets = new Set(affected.flatMap(({ gives }) => [...gives]))
    const names = new Set([...datasets].map(({ name }) => name))
    const gaps = less.manifest.gaps.filter(gap => names.has(gap.dataset) && isLoss(gap)).length
    return { snapshot: withTablesOf(whole, inRegionsOf(whole, less), names), datasets, gaps, times }
  }
  return { whole, operations, strike }
}

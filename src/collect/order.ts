import type { AnyDataset, ScopeKind } from '../dataset.ts'
import type { Collector } from './collector.ts'

/** The order of collectors has nothing to do with their sessions. */
type AnyCollector = Collector<unknown>

/** The collectors that run in scopes of one kind, each after those whose rows it needs, and the datasets whose rows must be kept for others. */
export interface CollectionPlan {
  readonly collectors: readonly AnyCollector[]
  readonly kept: ReadonlySet<string>
}

/** The datasets a collector gives in scopes of a kind. */
export const givenIn = (collector: AnyCollector, kind: ScopeKind): readonly AnyDataset[] => collector.gives.filter(dataset => dataset.per === kind)

const giversOf = (collectors: readonly AnyCollector[], kind: ScopeKind): Map<string, AnyCollector> => {
  const givers = new Map<string, AnyCollector>()
  for (const collector of collectors) {
    for (const { name } of givenIn(collector, kind)) {
      const other = givers.get(name)
      if (other !== undefined) throw new Error(`collectors ${other.name} and ${collector.name} both give ${name}`)
      givers.set(name, collector)
    }
  }
  return givers
}

/**
 * Orders the collectors of a source for scopes of one kind. Throws an `Error` about the code, not the cloud: two collectors give one dataset,
 * `after` names a dataset that none gives in this kind of scope, or collectors wait for each other.
 */
export const planCollection = (collectors: readonly AnyCollector[], kind: ScopeKind): CollectionPlan => {
  const givers = giversOf(collectors, kind)
  const ordered = new Set<AnyCollector>()
  const kept = new Set<string>()

  const place = (collector: AnyCollector, waiting: readonly AnyCollector[]): void => {
    if (ordered.has(collector)) return
    if (waiting.includes(collector))
      throw new Error(`collectors wait for each other: ${[...waiting.slice(waiting.indexOf(collector)), collector].map(({ name }) => name).join(' -> ')}`)
    for (const { name } of collector.after ?? []) {
      const giver = givers.get(name)
      if (giver === undefined) throw new Error(`collector ${collector.name} runs after ${name}, which no collector gives in ${kind}`)
      kept.add(name)
      place(giver, [...waiting, collector])
    }
    ordered.add(collector)
  }

  for (const collector of collectors) if (givenIn(collector, kind).length > 0) place(collector, [])
  return { collectors: [...ordered], kept }
}

/** The kinds of scope in which a source's collectors give anything. */
export const kindsOf = (collectors: readonly AnyCollector[]): ReadonlySet<ScopeKind> =>
  new Set(collectors.flatMap(collector => collector.gives.map(dataset => dataset.per)))

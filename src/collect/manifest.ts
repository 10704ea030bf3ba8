import type { Cloud, Scope } from '../dataset.ts'
import type { Manifest, RequestCount } from '../snapshot.ts'
import type { SessionRequests } from './collector.ts'
import type { Found } from './discovery.ts'
import { type GapList, gapKey } from './gaps.ts'
import type { ReadTable, WholeReading } from './journal.ts'

const ordered = <T>(items: Iterable<T>, key: (item: T) => string): T[] => {
  const keyed = Array.from(items, item => ({ item, key: key(item) }))
  // By code unit, so that every machine and language sorts the same.
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ item }) => item)
}

const requestsOf = (found: readonly Found[], kept: readonly WholeReading[]): RequestCount[] => {
  const counts = new Map<string, RequestCount>()
  const add = (scope: string, { service, operation, ...count }: SessionRequests): void => {
    const key = JSON.stringify([scope, service, operation])
    const { requests, failed } = counts.get(key) ?? { requests: 0, failed: 0 }
    counts.set(key, { scope, service, operation, requests: requests + count.requests, failed: failed + count.failed })
  }
  for (const { discovered } of found) for (const count of discovered.requests?.() ?? []) add(discovered.scope.id, count)
  for (const { scope, requests } of kept) for (const count of requests) add(scope, count)
  return ordered(counts.values(), ({ scope, service, operation }) => JSON.stringify([scope, service, operation]))
}

const identitiesOf = (found: readonly Found[]): Manifest['identities'] => {
  const identities = found.flatMap(({ discovered: { scope, identity } }) => (identity === undefined ? [] : [{ scope: scope.id, identity }]))
  const key = ({ scope, identity }: Manifest['identities'][number]): string => JSON.stringify([scope, identity])
  return ordered(new Map(identities.map(one => [key(one), one])).values(), key)
}

const resumedAt = (at: Date, kept: readonly WholeReading[]): Manifest['resumed'] => ({
  at: at.toISOString(),
  kept: ordered(
    Map.groupBy(kept, ({ scope }) => scope),
    ([scope]) => scope,
  ).map(([scope, readings]) => ({
    scope,
    tables: readings.reduce((sum, { tables }) => sum + tables.length, 0),
  })),
})

/** What a collection brought home, in an order that does not depend on who was first. A table without a gap is complete. */
export const manifestOf = (brought: {
  readonly tool: Manifest['tool']
  readonly now: Date
  readonly finished: Date
  readonly asked: readonly Cloud[]
  readonly scopes: readonly Scope[]
  readonly tables: readonly ReadTable[]
  readonly gaps: GapList
  readonly found: readonly Found[]
  /** What was taken from an interrupted run, and when it was gone on with. */
  readonly kept: readonly WholeReading[]
  readonly resumed: Date | undefined
}): Manifest => ({
  schema: 1,
  tool: brought.tool,
  now: brought.now.toISOString(),
  finished: brought.finished.toISOString(),
  asked: ordered(new Set(brought.asked), cloud => cloud),
  scopes: ordered(brought.scopes, ({ id }) => id),
  tables: ordered(brought.tables, ({ scope, dataset }) => JSON.stringify([scope, dataset])).map(({ content: _, ...table }) => ({
    ...table,
    complete: !brought.gaps.has(table.dataset, table.scope),
  })),
  gaps: ordered(brought.gaps.all(), gapKey),
  requests: requestsOf(brought.found, brought.kept),
  identities: identitiesOf(brought.found),
  ...(brought.resumed === undefined ? {} : { resumed: resumedAt(brought.resumed, brought.kept) }),
})

import type { Cloud, Scope } from '../dataset.ts'
import type { Manifest, RequestCount, TableEntry } from '../snapshot.ts'
import type { Found } from './discovery.ts'
import { type GapList, gapKey } from './gaps.ts'

/** A table whose completeness is known once all gaps are. */
export type TableEntryDraft = Omit<TableEntry, 'complete'>

const ordered = <T>(items: Iterable<T>, key: (item: T) => string): T[] => {
  const keyed = Array.from(items, item => ({ item, key: key(item) }))
  // By code unit, so that every machine and language sorts the same.
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return keyed.map(({ item }) => item)
}

const requestsOf = (found: readonly Found[]): RequestCount[] => {
  const counts = new Map<string, RequestCount>()
  for (const { discovered } of found) {
    for (const count of discovered.requests?.() ?? []) {
      const key = JSON.stringify([discovered.scope.id, count.service, count.operation])
      const { requests, failed } = counts.get(key) ?? { requests: 0, failed: 0 }
      const { service, operation } = count
      counts.set(key, { scope: discovered.scope.id, service, operation, requests: requests + count.requests, failed: failed + count.failed })
    }
  }
  return ordered(counts.values(), ({ scope, service, operation }) => JSON.stringify([scope, service, operation]))
}

const identitiesOf = (found: readonly Found[]): Manifest['identities'] => {
  const identities = found.flatMap(({ discovered: { scope, identity } }) => (identity === undefined ? [] : [{ scope: scope.id, identity }]))
  const key = ({ scope, identity }: Manifest['identities'][number]): string => JSON.stringify([scope, identity])
  return ordered(new Map(identities.map(one => [key(one), one])).values(), key)
}

/** What a collection brought home, in an order that does not depend on who was first. A table without a gap is complete. */
export const manifestOf = (brought: {
  readonly tool: Manifest['tool']
  readonly now: Date
  readonly finished: Date
  readonly asked: readonly Cloud[]
  readonly scopes: readonly Scope[]
  readonly drafts: readonly TableEntryDraft[]
  readonly gaps: GapList
  readonly found: readonly Found[]
}): Manifest => ({
  schema: 1,
  tool: brought.tool,
  now: brought.now.toISOString(),
  finished: brought.finished.toISOString(),
  asked: ordered(new Set(brought.asked), cloud => cloud),
  scopes: ordered(brought.scopes, ({ id }) => id),
  tables: ordered(brought.drafts, ({ scope, dataset }) => JSON.stringify([scope, dataset])).map(draft => ({
    ...draft,
    complete: !brought.gaps.has(draft.dataset, draft.scope),
  })),
  gaps: ordered(brought.gaps.all(), gapKey),
  requests: requestsOf(brought.found),
  identities: identitiesOf(brought.found),
})

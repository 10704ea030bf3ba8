import type { Gap } from '../dataset.ts'

/** Unreadable rows of one table that are named one by one; the others are counted. */
export const namedRowsPerTable = 100

/** The gaps of a collection, each once. */
export interface GapList {
  add(gap: Gap): void
  /** Whether anything is missing from a table. */
  has(dataset: string, scope: string): boolean
  all(): readonly Gap[]
}

/** Field by field: two gaps with the same key are the same gap, and keys sort the same on every machine. */
export const gapKey = ({ scope, dataset, part, reason, permission, detail }: Gap): string =>
  JSON.stringify([scope, dataset, part ?? null, reason, permission ?? null, detail])

export const gapList = (): GapList => {
  const gaps = new Map<string, Gap>()
  const tables = new Set<string>()
  return {
    add(gap) {
      gaps.set(gapKey(gap), gap)
      tables.add(`${gap.dataset}\n${gap.scope}`)
    },
    has: (dataset, scope) => tables.has(`${dataset}\n${scope}`),
    all: () => [...gaps.values()],
  }
}

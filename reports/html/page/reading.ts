import type { Assessment } from '../../../src/assessment.ts'

type ScopeReport = Assessment['scopes'][number]

/** How completely a scope was read. A table that a gap names is not complete, even if nothing of it was read and no table lists it. */
export const readingOf = ({ tables, gaps }: ScopeReport): { readonly complete: number; readonly incomplete: number } => {
  const dark = new Set(gaps.filter(gap => gap.reason !== 'out-of-reach').map(gap => gap.dataset))
  return { complete: tables.complete, incomplete: Math.max(tables.incomplete, dark.size) }
}

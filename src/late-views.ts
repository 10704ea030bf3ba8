import type { Scope } from './dataset.ts'
import type { AnyEstateView } from './estate/needs.ts'

/** What a rule asks of which kinds of scope. */
interface Asking {
  readonly kinds: readonly string[]
  readonly views: ReadonlySet<AnyEstateView>
}

/** Estate views that need no pass of their own, and the kinds of scope whose rules must wait for them. */
interface Late {
  readonly late: ReadonlySet<AnyEstateView>
  readonly after: ReadonlySet<string>
}

/** Estate views that are distilled with the help of others, and those. */
export type Chain = ReadonlyMap<AnyEstateView, ReadonlySet<AnyEstateView>>

/**
 * A view that no rule of the scopes it is distilled from reads can be distilled while their rules are asked, so that their tables are read once; the scopes
 * whose rules read it come after. Where two views wait for each other, that of the fewer scopes gets a pass of its own.
 */
export const lateViews = (asked: readonly Asking[], scopes: readonly Scope[], chain: Chain = new Map()): Late => {
  const needed = new Set([...chain.values()].flatMap(views => [...views]))
  const readers = new Map<AnyEstateView, Set<string>>()
  for (const { kinds, views } of asked)
    for (const view of views) {
      const known = readers.get(view) ?? new Set()
      for (const kind of kinds) known.add(kind)
      readers.set(view, known)
    }
  const scopesOf = ({ per }: AnyEstateView): number => scopes.filter(({ kind }) => per.includes(kind)).length
  const late = new Set<AnyEstateView>()
  const after = new Set<string>()
  const from = new Set<string>()
  for (const [view, kinds] of [...readers].sort(([a], [b]) => scopesOf(b) - scopesOf(a))) {
    // What other estate views are distilled with must be there before.
    if (needed.has(view)) continue
    if (view.per.some(kind => kinds.has(kind) || after.has(kind)) || [...kinds].some(kind => from.has(kind))) continue
    late.add(view)
    for (const kind of kinds) after.add(kind)
    for (const kind of view.per) from.add(kind)
  }
  return { late, after }
}

import type { Scope } from './dataset.ts'
import type { AnyEstateView } from './estate/needs.ts'

/** What a rule asks of which kinds of scope. */
interface Asking {
  readonly kinds: readonly string[]
  readonly views: ReadonlySet<AnyEstateView>
}

/** When each estate view is distilled; those in none of the sets are before any rule is asked. */
interface Stages {
  /** While the rules of their scopes are asked. */
  readonly late: ReadonlySet<AnyEstateView>
  /** Kinds of scope whose rules must wait for those. */
  readonly after: ReadonlySet<string>
  /** When all others are joined, right before the rules of the kinds that waited. */
  readonly last: ReadonlySet<AnyEstateView>
}

/** Estate views that are distilled with the help of others, and those. */
export type Chain = ReadonlyMap<AnyEstateView, ReadonlySet<AnyEstateView>>

/**
 * A view that no rule of the scopes it is distilled from reads can be distilled while their rules are asked, so that their tables are read once; the scopes
 * whose rules read it come after. Where two views wait for each other, that of the fewer scopes gets a pass of its own. A view that only those read that wait
 * anyway, from scopes that wait too, is distilled when they are opened for their rules. What helps to distil another is joined before that one is distilled.
 */
export const lateViews = (asked: readonly Asking[], scopes: readonly Scope[], chain: Chain = new Map()): Stages => {
  const readers = new Map<AnyEstateView, Set<string>>()
  const note = (view: AnyEstateView, kinds: readonly string[]): void => {
    const known = readers.get(view) ?? new Set()
    for (const kind of kinds) known.add(kind)
    readers.set(view, known)
  }
  for (const { kinds, views } of asked) for (const view of views) note(view, kinds)
  for (const [view, needed] of chain) for (const each of needed) note(each, view.per)
  const scopesOf = ({ per }: AnyEstateView): number => scopes.filter(({ kind }) => per.includes(kind)).length
  const late = new Set<AnyEstateView>()
  const after = new Set<string>()
  const from = new Set<string>()
  for (const [view, kinds] of [...readers].sort(([a], [b]) => scopesOf(b) - scopesOf(a))) {
    if (view.per.some(kind => kinds.has(kind) || after.has(kind)) || [...kinds].some(kind => from.has(kind))) continue
    late.add(view)
    for (const kind of kinds) after.add(kind)
    for (const kind of view.per) from.add(kind)
  }
  const helping = new Set([...chain.values()].flatMap(views => [...views]))
  const waits = (kinds: Iterable<string>): boolean => [...kinds].every(kind => after.has(kind))
  const last = new Set([...readers].filter(([view, kinds]) => !late.has(view) && !helping.has(view) && waits(view.per) && waits(kinds)).map(([view]) => view))
  return { late, after, last }
}

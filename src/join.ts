import { cloudOf, type Gap, type Scope } from './dataset.ts'
import { type Joined, type OpenScope, ViewThrew } from './estate/estate.ts'
import type { AnyEstateView, AnyView, Need, Needs } from './estate/needs.ts'

/** Every view that these needs lead to, at any depth. */
export const viewsIn = (needs: readonly Need[]): Set<AnyView | AnyEstateView> => {
  const found = new Set<AnyView | AnyEstateView>()
  const walk = (need: Need): void => {
    if (need.kind === 'dataset' || found.has(need)) return
    found.add(need)
    for (const inner of Object.values<Need>(need.needs as Needs)) walk(inner)
  }
  for (const need of needs) walk(need)
  return found
}

/** The estate views among them. */
export const estateViewsIn = (needs: readonly Need[]): Set<AnyEstateView> => new Set([...viewsIn(needs)].filter(view => view.kind === 'estate-view'))

/** Those among the views that are distilled with the help of other estate views, which must be joined before, and these. */
export const chainOf = (views: Iterable<AnyEstateView>): ReadonlyMap<AnyEstateView, ReadonlySet<AnyEstateView>> =>
  new Map([...views].map(view => [view, estateViewsIn(Object.values<Need>(view.needs as Needs))] as const).filter(([, needed]) => needed.size > 0))

/** The clouds an estate view looks into. */
export const cloudsOf = (view: AnyEstateView): Set<string> => new Set(view.per.flatMap(kind => cloudOf(kind) ?? []))

/** Gathers the distillate of each scope in the first pass, so that no scope need stay open. */
export interface Distillery {
  /** The kinds of scope it has anything to distil from. */
  readonly kinds: ReadonlySet<string>
  add(scope: OpenScope): void
  join(): Joined
}

/** One distillery for all estate views in use. A scope with a gap is dark: it is not distilled, and `join` is told. */
export const openDistillery = (views: Iterable<AnyEstateView>): Distillery => {
  const stills = [...views].map(view => ({ view, parts: new Map<string, unknown>(), dark: [] as Gap[], threw: undefined as ViewThrew | undefined }))
  const wants = (view: AnyEstateView, at: Scope): boolean => view.per.includes(at.kind)
  return {
    kinds: new Set(stills.flatMap(({ view }) => view.per)),
    add(scope) {
      for (const still of stills) {
        if (!wants(still.view, scope.at) || still.threw !== undefined) continue
        const gaps = [...new Set(Object.values<Need>(still.view.needs as Needs).flatMap(scope.gapsOf))]
        if (gaps.length > 0) {
          still.dark.push(...gaps)
          continue
        }
        try {
          still.parts.set(scope.at.id, still.view.distil(scope.facts(still.view.needs as Needs), scope.at))
        } catch (error) {
          still.threw = error instanceof ViewThrew ? error : new ViewThrew(still.view.name, error)
        }
      }
    },
    join() {
      const joined = new Map<Need, { readonly value: unknown; readonly gaps: readonly Gap[] } | { readonly threw: ViewThrew }>()
      for (const { view, parts, dark, threw } of stills) {
        try {
          joined.set(view, threw === undefined ? { value: view.join(parts, dark), gaps: dark } : { threw })
        } catch (error) {
          joined.set(view, { threw: new ViewThrew(view.name, error) })
        }
      }
      return joined
    },
  }
}

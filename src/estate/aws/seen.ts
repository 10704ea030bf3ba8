import type { Gap, Scope, ScopeKind } from '../../dataset.ts'
import { defineEstateView, type EstateView, type Facts, type Needs } from '../needs.ts'

/** What the scopes of a kind showed: something distilled where all it needs could be read, the gaps where it could not. */
export interface Seen<D> {
  /** In words for people. */
  readonly what: string
  readonly parts: ReadonlyMap<string, D>
  readonly gaps: ReadonlyMap<string, readonly Gap[]>
}

/**
 * An estate view that answers for its own darkness, so that a rule over several of them can say what one shows while another is missing: what it says of
 * the missing one is up to the rule, and must never be good news.
 */
export const seen = <D, N extends Needs>(what: string, per: ScopeKind, needs: N, distil: (facts: Facts<N>, at: Scope) => D): EstateView<Seen<D>, D, N> =>
  defineEstateView({
    name: `seen-${what.toLowerCase().replaceAll(' ', '-')}`,
    per: [per],
    needs,
    handlesDark: true,
    distil,
    join: (parts, dark): Seen<D> => ({ what, parts, gaps: Map.groupBy(dark, ({ scope }) => scope) }),
  })

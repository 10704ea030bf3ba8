import type { Dataset, Gap, Row, Scope, ScopeKind } from '../../dataset.ts'
import { defineEstateView, type EstateView } from '../needs.ts'

/** What the scopes of a kind showed of one table: something distilled from it where it could be read whole, its gaps where it could not. */
export interface Seen<D> {
  readonly parts: ReadonlyMap<string, D>
  readonly gaps: ReadonlyMap<string, readonly Gap[]>
}

/**
 * A table as an estate view that answers for its own darkness, so that a rule over several tables can say what one of them shows while another is missing:
 * what it says of the missing one is up to the rule, and must be `unknown`.
 */
export const seen = <R extends Row, D>(
  dataset: Dataset<R>,
  per: ScopeKind,
  distil: (rows: Iterable<R>, at: Scope) => D,
): EstateView<Seen<D>, D, { readonly table: Dataset<R> }> =>
  defineEstateView({
    name: `seen-${dataset.name}`,
    per: [per],
    needs: { table: dataset },
    handlesDark: true,
    distil: ({ table }, at) => distil(table, at),
    join: (parts, dark): Seen<D> => ({ parts, gaps: Map.groupBy(dark, ({ scope }) => scope) }),
  })

import type { Dataset, Gap, Row, Scope, ScopeKind } from '../dataset.ts'

/** The rows of one dataset in the subject's scope. */
export interface Table<R extends Row> extends Iterable<R> {
  readonly size: number
  get(id: string): R | undefined
}

/** Derived data, built once per scope from what it needs, and shared by all who need it. Pure. */
export interface View<T, N extends Needs> {
  readonly kind: 'view'
  readonly name: string
  readonly per: ScopeKind
  readonly needs: N
  /** Each row of it follows from one row of its first need alone, so that a source that was cut short still gives right rows. */
  readonly rowwise?: true
  /**
   * Datasets among the needs whose single missing parts the view reckons with by itself, answering three-valued (a group that could not be read is a
   * group that may hold anybody). `build` is told which parts are missing; a dataset that is missing whole still makes the view incomplete.
   */
  readonly toleratesPartsOf?: readonly (keyof N & string)[]
  /**
   * It reckons with whatever is missing of its needs by itself: `build` is told, and must never make good news of it. Without it, what is missing makes
   * the rules that need the view unknown.
   */
  readonly handlesDark?: true
  /** `now`: the snapshot's time, at which every rule judges. */
  build(facts: Facts<N>, at: Scope, missing: (need: keyof N & string) => readonly Gap[], now: Date): T
}

/**
 * Derived data over the whole estate, in two steps so that memory holds one scope at a time: each scope of the kinds in `per` is
 * distilled on its own, then the distillates are joined. `dark` are the gaps of what the scopes could not tell.
 */
export interface EstateView<T, D, N extends Needs> {
  readonly kind: 'estate-view'
  readonly name: string
  readonly per: readonly ScopeKind[]
  readonly needs: N
  /** `join` answers three-valued about what is dark by itself; without it, any dark scope makes the rules that need the view unknown. */
  readonly handlesDark?: true
  /** It says more where the scan was asked to look into its clouds, and nothing where it was not: rules that need it are asked all the same. */
  readonly whereAsked?: true
  distil(facts: Facts<N>, at: Scope): D
  join(parts: ReadonlyMap<string, D>, dark: readonly Gap[]): T
}

// Holders are generic over what a token yields: `any` is their bound (biome.json allows it in this file and in rule.ts only).
export type AnyView = View<any, any>
export type AnyEstateView = EstateView<any, any, any>
export type Need = Dataset<any> | AnyView | AnyEstateView

/** Imported tokens, by the names under which the rule or view reads them. */
export type Needs = Readonly<Record<string, Need>>

/** What the engine hands over for each need: a table for a dataset, the built value for a view. */
export type Facts<N extends Needs> = {
  readonly [K in keyof N]: N[K] extends Dataset<infer R>
    ? Table<R>
    : N[K] extends View<infer T, infer _N>
      ? T
      : N[K] extends EstateView<infer T, infer _D, infer _M>
        ? T
        : never
}

export const defineView = <T, N extends Needs>(view: Omit<View<T, N>, 'kind'>): View<T, N> => ({ kind: 'view', ...view })

export const defineEstateView = <T, D, N extends Needs>(view: Omit<EstateView<T, D, N>, 'kind'>): EstateView<T, D, N> => ({ kind: 'estate-view', ...view })

/** A table from rows; the first of two rows with one id wins in `get`, both are iterated. */
export const tableOf = <R extends Row>(rows: readonly R[]): Table<R> => {
  let byId: Map<string, R> | undefined
  return {
    size: rows.length,
    get(id) {
      if (byId === undefined) {
        byId = new Map()
        for (const row of rows) if (!byId.has(row.id)) byId.set(row.id, row)
      }
      return byId.get(id)
    },
    [Symbol.iterator]: () => rows[Symbol.iterator](),
  }
}

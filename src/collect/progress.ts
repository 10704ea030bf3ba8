import type { Scope } from '../dataset.ts'

/** What a collection tells while it runs, for progress and talk; what it found is in the manifest. */
export type CollectEvent =
  | { readonly kind: 'discovered'; readonly source: string; readonly scopes: readonly Scope[] }
  | { readonly kind: 'collecting'; readonly scope: Scope; readonly collector: string }
  | { readonly kind: 'collected'; readonly scope: Scope; readonly collector: string; readonly rows: number }
  | { readonly kind: 'read'; readonly scope: Scope; readonly done: number; readonly of: number }
  /** A source could not be closed; what it brought is not touched by that. */
  | { readonly kind: 'not-closed'; readonly source: string; readonly detail: string }

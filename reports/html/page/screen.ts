import type { Model } from './model.ts'

export interface Context {
  readonly model: Model
  /** `replace`: Back does not stop here, e.g. while a filter is typed. */
  navigate(hash: string, replace?: boolean): void
  /** Says a short sentence to a screen reader. */
  announce(text: string): void
}

/** One view of the report, kept while its address differs only in the query or in the sheet above it. */
export interface Screen {
  readonly element: HTMLElement
  show(query: string): void
  move?(by: number): void
  dispose?(): void
  /** Keys of the sheets that j and k lead through, in the order of the list. */
  neighbours?(id: string): { readonly before?: string | undefined; readonly after?: string | undefined; readonly place: string }
}

export type ScreenMaker = (context: Context) => Screen

import { formatNumber } from '../labels.ts'
import type { Model } from './model.ts'

export interface Context {
  readonly model: Model
  /** `replace`: Back does not stop here, e.g. while a filter is typed. */
  navigate(hash: string, replace?: boolean): void
  /** Says a short sentence to a screen reader. */
  announce(text: string): void
}

interface Neighbours {
  readonly before?: string | undefined
  readonly after?: string | undefined
  /** `3 of 12`; empty where the list does not have it. */
  readonly place: string
}

/** What stands around a place of a list; -1 is none of its places. */
export const neighboursAt = (at: number, length: number, keyAt: (place: number) => string | undefined): Neighbours =>
  at === -1 ? { place: '' } : { before: keyAt(at - 1), after: keyAt(at + 1), place: `${formatNumber(at + 1)} of ${formatNumber(length)}` }

/** One view of the report, kept while its address differs only in the query or in the sheet above it. */
export interface Screen {
  readonly element: HTMLElement
  show(query: string): void
  move?(by: number): void
  dispose?(): void
  /** Keys of the sheets that j and k lead through, in the order of the list. */
  neighbours?(id: string): Neighbours
}

export type ScreenMaker = (context: Context) => Screen

import type { Gap, Row } from '../../dataset.ts'

/** What is known of one thing in a table of which single Regions may be dark. */
export type Found<R> = { readonly kind: 'found'; readonly row: R } | { readonly kind: 'none' } | { readonly kind: 'unread'; readonly why: string }

/** Why what should be in this Region is not known; undefined: the table is whole there. */
export const darknessIn = (gaps: readonly Gap[], part: string | undefined): string | undefined => gaps.find(gap => gap.part === part)?.detail

/** Looks things up by id and Region: one that was not seen is `none` only where its Region was read whole. */
export const rowsByPart = <R extends Row>(rows: Iterable<R>, gaps: readonly Gap[]): ((id: string, part: string | undefined) => Found<R>) => {
  const byId = new Map([...rows].map(row => [row.id, row]))
  return (id, part) => {
    const row = byId.get(id)
    if (row !== undefined) return { kind: 'found', row }
    const why = darknessIn(gaps, part)
    return why === undefined ? { kind: 'none' } : { kind: 'unread', why }
  }
}

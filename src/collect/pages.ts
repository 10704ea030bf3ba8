import { type Json, listIn, type Request } from './answer.ts'
import { CollectError } from './collector.ts'

/** One page as it was fetched. */
export interface Page {
  readonly body: Json
  readonly operation: Request
}

const samePlace = (link: URL, first: URL): boolean =>
  link.origin === first.origin && decodeURI(link.pathname).toLowerCase() === decodeURI(first.pathname).toLowerCase()

/** How many pages are read: `bound` by the reader's own choice, `max` of anything that calls itself a list. */
interface PageLimits {
  readonly bound: number | undefined
  readonly max: number
  /** The member that holds the address of the next page. */
  readonly link: string
}

/**
 * The rows of all pages that start with `first`, fetched at `url`. A next link must stay on its host and path, must be new, and must come
 * to an end within `max` pages: otherwise `CollectError` invalid, after the rows that were seen; `not-collected` where `bound` ends it.
 */
export async function* rowsOfPages(
  url: string,
  first: Page,
  { bound = Number.POSITIVE_INFINITY, max, link: member }: PageLimits,
  fetchPage: (url: string) => Promise<Page>,
): AsyncGenerator<unknown, void, undefined> {
  const start = new URL(url)
  const seen = new Set([start.href])
  let page = first
  for (let count = 1; ; count++) {
    const { body, operation } = page
    yield* listIn(body, operation)
    const next = body[member]
    if (next === undefined || next === null || next === '') return
    const invalid = (what: string): CollectError => new CollectError('invalid', `${operation.method} ${operation.path}: ${what}`)
    if (typeof next !== 'string' || !URL.canParse(next)) throw invalid('the link to the next page is not an address')
    const link = new URL(next)
    if (!samePlace(link, start)) throw invalid(`the link to the next page leads elsewhere, to ${link.host}${link.pathname}`)
    if (seen.has(link.href)) throw invalid('the pages go in a circle')
    if (count >= bound) throw new CollectError('not-collected', `${operation.method} ${operation.path}: more than ${count} pages; the rest was not read`)
    if (count >= max) throw invalid(`there is no end after ${count} pages`)
    seen.add(link.href)
    page = await fetchPage(link.href)
  }
}

import { CollectError } from '../collector.ts'
import type { AwsWire } from './session.ts'

/** How a page names the next one: IAM's marker with its flag, the other services' token, each with a name of its own for it. */
interface Page {
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
  readonly NextMarker?: string | undefined
  readonly NextToken?: string | undefined
  readonly PaginationToken?: string | undefined
  readonly nextToken?: string | undefined
}

const nextOf = (operation: string, page: Page): string | undefined => {
  const next = page.Marker || page.NextToken || page.nextToken || page.NextMarker || page.PaginationToken || undefined
  if (page.IsTruncated === true && next === undefined) throw new CollectError('invalid', `${operation}: a page says that there are more, but not where`)
  return next
}

/** The pages of a listing, to the end. A place given twice, or more pages than the session allows, is `invalid`: the listing would never end. */
export async function* pagesOf<P extends Page>(session: AwsWire, operation: string, ask: (from: string | undefined) => Promise<P>): AsyncGenerator<P> {
  const seen = new Set<string>()
  let from: string | undefined
  for (let count = 0; count < session.pages; count += 1) {
    const page = await ask(from)
    yield page
    from = nextOf(operation, page)
    if (from === undefined) return
    if (seen.has(from)) throw new CollectError('invalid', `${operation}: a page leads back to one that was already read`)
    seen.add(from)
  }
  throw new CollectError('invalid', `${operation}: no end after ${session.pages} pages`)
}

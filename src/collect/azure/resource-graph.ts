import { isObject, type Json } from '../answer.ts'
import { CollectError } from '../collector.ts'

/** A question to Azure Resource Graph: a query that names the columns `id` and `subscriptionId` and orders by `id`, and the actions that let its rows be seen. */
export interface GraphQuery {
  readonly query: string
  readonly actions: readonly string[]
}

/** Subscriptions in one request: https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests */
const chunkSize = 1_000
/** Rows on a page at most: https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data */
const pageSize = 1_000

const invalid = (what: string): CollectError => new CollectError('invalid', `Resource Graph: ${what}`)

const rowsIn = (body: Json): readonly Json[] => {
  if (!Array.isArray(body.data)) throw invalid("it answered 200 without a list in 'data'")
  return body.data.map(row => {
    if (!isObject(row) || typeof row.subscriptionId !== 'string') throw invalid('a row names no subscription')
    return row
  })
}

/** Rows of one request's subscriptions, all pages. Fewer rows than it counted itself are an error, never an answer. */
async function* pagesOf(query: string, subscriptions: readonly string[], maxPages: number, post: (body: Json) => Promise<Json>): AsyncGenerator<Json> {
  const seen = new Set<string>()
  let token: string | undefined
  let count = 0
  for (let page = 1; ; page++) {
    const body = await post({
      subscriptions,
      query,
      options: { resultFormat: 'objectArray', $top: pageSize, ...(token === undefined ? {} : { $skipToken: token }) },
    })
    const rows = rowsIn(body)
    count += rows.length
    yield* rows
    const next = body.$skipToken
    if (next === undefined || next === null || next === '') {
      if (body.resultTruncated === 'true') throw invalid('the result was cut short, and does not go on')
      if (typeof body.totalRecords !== 'number' || body.totalRecords !== count) throw invalid(`${count} rows came of ${String(body.totalRecords)}`)
      return
    }
    if (typeof next !== 'string') throw invalid('the token of the next page is not text')
    if (seen.has(next)) throw invalid('the pages go in a circle')
    if (page >= maxPages) throw invalid(`there is no end after ${page} pages`)
    seen.add(next)
    token = next
  }
}

/** The rows of a query over these subscriptions. */
export async function* rowsOfQuery(
  query: string,
  subscriptions: readonly string[],
  maxPages: number,
  post: (body: Json) => Promise<Json>,
): AsyncGenerator<Json> {
  for (let start = 0; start < subscriptions.length; start += chunkSize) yield* pagesOf(query, subscriptions.slice(start, start + chunkSize), maxPages, post)
}

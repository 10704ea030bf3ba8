import { graphError, isObject, type WireAnswer, type WireRequest } from './wire.ts'

/** Whether the request is a JSON batch: https://learn.microsoft.com/graph/json-batching */
export const isBatch = (request: WireRequest): boolean => /^\/(v1\.0|beta)\/\$batch$/.test(request.url.pathname)

const lowerCased = (headers: unknown): Record<string, string> =>
  isObject(headers) ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])) : {}

/** Answers a batch: at most 20 requests, each judged on its own by `judge`, answers in the opposite order because clients must not rely on it. */
export const answerBatch = (request: WireRequest, judge: (inner: WireRequest) => WireAnswer): WireAnswer => {
  if (request.method !== 'POST') return graphError(405, 'Request_BadRequest', 'Specified HTTP method is not allowed for the request target.')
  let body: unknown
  try {
    body = JSON.parse(request.body)
  } catch {
    return graphError(400, 'BadRequest', 'Invalid batch payload format.')
  }
  const requests = isObject(body) && Array.isArray(body.requests) ? body.requests.filter(isObject) : []
  if (requests.length === 0) return graphError(400, 'BadRequest', 'Invalid batch payload format.')
  if (requests.length > 20) return graphError(400, 'BadRequest', 'Number of batch request steps exceeds the maximum value of 20.')
  const version = request.url.pathname.split('/')[1]
  const responses = requests.map(inner => {
    const relative = String(inner.url)
    const answer = judge({
      method: String(inner.method),
      url: new URL(`/${version}${relative.startsWith('/') ? '' : '/'}${relative}`, request.url.origin),
      headers: { authorization: request.headers.authorization, ...lowerCased(inner.headers) },
      body: JSON.stringify(inner.body ?? null),
    })
    return { id: String(inner.id), status: answer.status, headers: answer.headers ?? { 'content-type': 'application/json' }, body: answer.body }
  })
  return { status: 200, body: { responses: responses.reverse() } }
}

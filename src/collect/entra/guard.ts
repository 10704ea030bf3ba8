import { RefusedRequest } from '../refused-request.ts'
import { type GraphVersion, type Operation, operations } from './operations.ts'

/** Ids that may stand in a path: what Graph gives as object ids. */
export const isObjectId = (id: string): boolean => /^[\w-]+$/.test(id)

/** At most this many requests in one batch: https://learn.microsoft.com/graph/json-batching */
export const batchLimit = 20

const escaped = (text: string): string => text.replace(/[$.]/g, '\\$&')

/** Ids of provisioning jobs, which Graph puts together of a template's name and what was drawn: `AWS.0f3a`. */
export const isJobId = (id: string): boolean => /^[\w-]+(?:\.[\w-]+)*$/.test(id)

/** An object id, the name of a domain, or the id of a provisioning job. */
const segments: Readonly<Record<string, string>> = { '{id}': '(?!delta\\b)[\\w-]+', '{domain}': '[\\w-]+(?:\\.[\\w-]+)+', '{job}': '[\\w-]+(?:\\.[\\w-]+)*' }
const patternOf = (path: string): string =>
  path
    .split(/(\{\w+\})/)
    .map(piece => segments[piece] ?? escaped(piece))
    .join('')

const patterns = operations.map(operation => ({
  operation,
  // Graph's paths do not mind their case, and its own next links do not always keep it.
  pattern: new RegExp(`^${patternOf(operation.path)}$`, 'i'),
}))

const find = (method: string, version: string, path: string): Operation | undefined =>
  patterns.find(({ operation, pattern }) => operation.method === method && operation.versions.includes(version as GraphVersion) && pattern.test(path))
    ?.operation

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

const innerRequests = (body: unknown): readonly unknown[] | undefined => {
  if (typeof body !== 'string') return undefined
  try {
    const parsed: unknown = JSON.parse(body)
    return isObject(parsed) && Array.isArray(parsed.requests) ? parsed.requests : undefined
  } catch {
    return undefined
  }
}

const checkBatch = (version: string, body: unknown): void => {
  const inner = innerRequests(body)
  if (inner === undefined || inner.length === 0 || inner.length > batchLimit) throw new RefusedRequest(`a batch of 1 to ${batchLimit} requests was expected`)
  for (const request of inner) {
    const method = isObject(request) ? String(request.method) : ''
    const path = isObject(request) ? (String(request.url).split('?')[0] ?? '') : ''
    if (method !== 'GET' || find(method, version, path) === undefined)
      throw new RefusedRequest(`${method} ${path} inside a batch is not a known read of Microsoft Graph`)
  }
}

/**
 * The read-only guard of one Graph endpoint: names the operation that a request is, or throws `RefusedRequest`. It judges method, host,
 * version and path, and each request inside a batch; nothing reaches the network without its answer.
 */
export const guardOf = (graphEndpoint: string): ((method: string, url: string, body?: unknown) => Operation) => {
  const { origin } = new URL(graphEndpoint)
  return (method, url, body) => {
    const target = URL.canParse(url) ? new URL(url) : undefined
    if (target === undefined || target.origin !== origin || target.username !== '')
      throw new RefusedRequest(`${method} ${target?.host ?? 'an unreadable address'} is not the configured Microsoft Graph`)
    const [, version = '', path = ''] = /^\/([^/]+)(\/.*)$/.exec(target.pathname) ?? []
    const operation = find(method, version, path)
    if (operation === undefined) throw new RefusedRequest(`${method} ${target.pathname} is not a known read of Microsoft Graph`)
    if (operation.path === '/$batch') checkBatch(version, body)
    return operation
  }
}

import { refusalFor } from './router.ts'
import { graphError, isObject, type WireAnswer, type WireRequest } from './wire.ts'

/** Which requests a fault hits. A string path is exact, with or without its version (`/users`); `nth` hits only that match (from 1); `times` only the first ones. */
export interface FaultMatch {
  readonly path: string | RegExp
  readonly method?: string
  readonly nth?: number
  readonly times?: number
}

/** What goes wrong. `cut`, `hang` and `delay` act on the socket; the others change the answer. `to` may be relative to the emulator. */
export type Fault =
  | { readonly kind: 'denied' }
  | { readonly kind: 'throttled'; readonly retryAfter?: string }
  | { readonly kind: 'status'; readonly status: number; readonly code?: string; readonly message?: string }
  | { readonly kind: 'zero-byte' }
  | { readonly kind: 'html' }
  | { readonly kind: 'body'; readonly body: unknown }
  | { readonly kind: 'value-not-a-list' }
  | { readonly kind: 'value-missing' }
  | { readonly kind: 'endless-pages' }
  | { readonly kind: 'repeated-page' }
  | { readonly kind: 'next-link'; readonly to: string }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'cut' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'delay'; readonly milliseconds: number }

export interface Faults {
  /** Adds a fault; the returned function takes it away again. */
  add(match: FaultMatch, fault: Fault): () => void
  clear(): void
  /** The fault for this request, counting it as a match. The fault added last wins. */
  take(request: WireRequest): Fault | undefined
}

const hits = (match: FaultMatch, request: WireRequest): boolean => {
  if (match.method !== undefined && match.method !== request.method) return false
  const path = request.url.pathname
  return typeof match.path === 'string' ? path === match.path || path.replace(/^\/(v1\.0|beta)(?=\/)/, '') === match.path : match.path.test(path)
}

/** An empty list of faults. */
export const faultList = (): Faults => {
  let entries: { readonly match: FaultMatch; readonly fault: Fault; seen: number }[] = []
  return {
    add(match, fault) {
      const entry = { match, fault, seen: 0 }
      entries.unshift(entry)
      return () => {
        entries = entries.filter(other => other !== entry)
      }
    },
    clear() {
      entries = []
    },
    take(request) {
      for (const entry of entries) {
        if (!hits(entry.match, request)) continue
        entry.seen++
        if (entry.match.nth !== undefined ? entry.seen === entry.match.nth : entry.seen <= (entry.match.times ?? Number.POSITIVE_INFINITY)) return entry.fault
      }
      return undefined
    },
  }
}

let endless = 0

/** How a service words what goes wrong, and how its pages go on. */
export interface Manner {
  refusal(request: WireRequest): WireAnswer
  error(status: number, code: string, message: string, headers?: Readonly<Record<string, string>>): WireAnswer
  /** The same question about the first page. */
  first(request: WireRequest): WireRequest
  /** The answer with a next page, under a token or at an address. */
  withNext(answer: WireAnswer, request: WireRequest, next: { readonly token: string } | { readonly address: string }): WireAnswer
}

/** The same request with a query option set, or without it. */
export const withOption = (request: WireRequest, name: string, value?: string): WireRequest => {
  const url = new URL(request.url)
  if (value === undefined) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return { ...request, url }
}

/** The answer with one more member, where it is an object. */
export const withMember = (answer: WireAnswer, name: string, value: unknown): WireAnswer =>
  isObject(answer.body) ? { ...answer, body: { ...answer.body, [name]: value } } : answer

const graphManner: Manner = {
  refusal: request => refusalFor(request.url.pathname),
  error: graphError,
  first: request => withOption(request, '$skiptoken'),
  withNext: (answer, request, next) =>
    withMember(answer, '@odata.nextLink', 'token' in next ? withOption(request, '$skiptoken', next.token).url.href : new URL(next.address, request.url).href),
}

/** The answer under a fault. `answer` gives what would have come without it. */
export const spoiled = (fault: Fault, request: WireRequest, answer: (request: WireRequest) => WireAnswer, manner: Manner = graphManner): WireAnswer => {
  const firstPage = (): WireAnswer => answer(manner.first(request))
  switch (fault.kind) {
    case 'denied':
      return manner.refusal(request)
    case 'throttled':
      return manner.error(429, 'TooManyRequests', 'Too many requests.', fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter })
    case 'status':
      return manner.error(fault.status, fault.code ?? 'UnknownError', fault.message ?? `Status ${fault.status}.`)
    case 'zero-byte':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '' }
    case 'html':
      return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Sign in to the network</body></html>' }
    case 'body':
      return { status: 200, body: fault.body }
    case 'value-not-a-list':
      return { status: 200, body: { value: 'not a list' } }
    case 'value-missing':
      return { status: 200, body: { '@odata.context': 'nothing else' } }
    case 'endless-pages':
      endless++
      return manner.withNext(firstPage(), request, { token: `endless-${endless}` })
    case 'repeated-page':
      return manner.withNext(firstPage(), request, { token: 'again' })
    case 'next-link':
      return manner.withNext(firstPage(), request, { address: fault.to })
    case 'redirect':
      return { status: 302, headers: { location: fault.to }, body: '' }
    default:
      return answer(request)
  }
}

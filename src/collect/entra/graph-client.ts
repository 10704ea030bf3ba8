import { AuthenticationHandler, Client, type Context, type Middleware } from '@microsoft/microsoft-graph-client'
import type { ClockSkew } from './clock-skew.ts'
import type { GraphVersion, Operation } from './operations.ts'

/** One read of Graph: a path of the allow-list with its query. `top` is rows a page. */
export interface GraphRead {
  readonly path: string
  readonly version?: GraphVersion
  readonly select?: readonly string[]
  readonly filter?: string
  readonly expand?: string
  readonly top?: number
  /** How many pages are read at most; what is beyond them is a gap `not-collected`. */
  readonly pages?: number
}

/** Where a read goes. */
export const addressOf = (endpoint: string, { path, version = 'v1.0', select, filter, expand, top }: GraphRead): string => {
  const query = [
    ...(select === undefined ? [] : [`$select=${select.map(encodeURIComponent).join(',')}`]),
    ...(filter === undefined ? [] : [`$filter=${encodeURIComponent(filter)}`]),
    ...(expand === undefined ? [] : [`$expand=${encodeURIComponent(expand)}`]),
    ...(top === undefined ? [] : [`$top=${top}`]),
  ]
  return `${endpoint}/${version}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`
}

const nullBody = new Set([204, 205, 304])

/** The end of the chain: no redirects, and the whole body read here, so that a connection cut in the middle is one more failure of the call. */
const transport = (send: typeof fetch, skew: ClockSkew): Middleware => ({
  async execute(context: Context) {
    const response = await send(context.request, { ...context.options, redirect: 'manual' })
    skew.seen(response.headers.get('date'))
    const text = await response.text()
    context.response = new Response(nullBody.has(response.status) ? null : text, { status: response.status, headers: response.headers })
  },
})

const guarding = (check: (method: string, url: string, body?: unknown) => Operation): Middleware => {
  let following: Middleware | undefined
  return {
    setNext(next) {
      following = next
    },
    async execute(context) {
      const url = typeof context.request === 'string' ? context.request : context.request.url
      check(context.options?.method ?? 'GET', url, context.options?.body)
      await following?.execute(context)
    },
  }
}

export interface GraphClientMeans {
  readonly endpoint: string
  readonly check: (method: string, url: string, body?: unknown) => Operation
  readonly token: () => Promise<string>
  readonly fetch: typeof fetch
  readonly skew: ClockSkew
}

/** The SDK's client with its chain cut to guard, authentication and HTTP: its own retries and redirects are left out. */
export const graphClient = ({ endpoint, check, token, fetch: send, skew }: GraphClientMeans): Client => {
  const authentication = new AuthenticationHandler({ getAccessToken: token })
  const guard = guarding(check)
  guard.setNext?.(authentication)
  authentication.setNext(transport(send, skew))
  return Client.initWithMiddleware({ middleware: guard, customHosts: new Set([new URL(endpoint).hostname]) })
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { type Fault, type FaultMatch, faultList, type Manner, spoiled, withMember, withOption } from '../entra/faults.ts'
import { bodyOf, type Entra, listen, write } from '../entra/start-entra.ts'
import { isObject, type WireAnswer, type WireRequest } from '../entra/wire.ts'
import { testCertificate, trustTestCertificate } from '../tls/test-certificate.ts'
import type { AzureFixture } from './azure-fixture.ts'
import { actionFor, answerArm, armError, refusal } from './router.ts'

interface LoggedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly status: number
}

export interface AzureOptions {
  /** Whose login service gives the tokens, and whose tenants these are. */
  readonly entra: Entra
  readonly tenants: readonly AzureFixture[]
  /** Rows on a page at most; 100 by default. */
  readonly pageSize?: number
}

/** A running emulator of Azure Resource Manager. */
export interface EmulatedAzure {
  readonly url: string
  readonly log: readonly LoggedRequest[]
  clearLog(): void
  fault(match: FaultMatch, fault: Fault): () => void
  clearFaults(): void
  close(): Promise<void>
}

const isQuery = ({ url }: WireRequest): boolean => url.pathname === '/providers/Microsoft.ResourceGraph/resources'

const bodyWithout = (request: WireRequest): string => {
  const body: unknown = JSON.parse(request.body)
  if (!isObject(body) || !isObject(body.options)) return request.body
  const { $skipToken: _token, ...options } = body.options
  return JSON.stringify({ ...body, options })
}

/** Resource Graph pages by a token in the body, the rest by a link. */
const manner: Manner = {
  refusal: request => refusal(actionFor(request.url.pathname), request.url.pathname),
  error: armError,
  first: request => (isQuery(request) ? { ...request, body: bodyWithout(request) } : withOption(request, '$skiptoken')),
  withNext(answer, request, next) {
    if (isQuery(request)) return withMember(answer, '$skipToken', 'token' in next ? next.token : 7)
    return withMember(answer, 'nextLink', 'token' in next ? withOption(request, '$skiptoken', next.token).url.href : new URL(next.address, request.url).href)
  },
}

/** Starts the emulator on loopback over HTTPS. It judges token, audience, version of the API, and the caller's roles at the scope that is asked. */
export const startAzure = async ({ entra, tenants, pageSize = 100 }: AzureOptions): Promise<EmulatedAzure> => {
  trustTestCertificate()
  const faults = faultList()
  let log: LoggedRequest[] = []
  let origin = ''
  let check: Parameters<typeof answerArm>[2] = { check: () => ({ refused: 'nobody is known yet' }) }

  const judge = (request: WireRequest): WireAnswer => answerArm(request, tenants, check, pageSize)
  const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers: Record<string, string | undefined> = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    )
    const request: WireRequest = { method: incoming.method ?? 'GET', url: new URL(incoming.url ?? '/', origin), headers, body: await bodyOf(incoming) }
    const note = (status: number): void => {
      log.push({ method: request.method, path: request.url.pathname, query: Object.fromEntries(request.url.searchParams), status })
    }
    const fault = faults.take(request)
    if (fault?.kind === 'hang') return note(0)
    if (fault?.kind === 'delay') await new Promise(resolve => setTimeout(resolve, fault.milliseconds))
    const answer = fault === undefined ? judge(request) : spoiled(fault, request, judge, manner)
    note(answer.status)
    write(response, answer, fault?.kind === 'cut', new Date())
  }
  const server = createServer(testCertificate, (incoming, response) => {
    respond(incoming, response).catch((error: unknown) => write(response, armError(500, 'EmulatorError', String(error)), false, new Date()))
  })
  origin = `https://localhost:${await listen(server)}`
  check = entra.serve(origin)
  return {
    url: origin,
    get log() {
      return log
    },
    clearLog() {
      log = []
    },
    fault: (match, fault) => faults.add(match, fault),
    clearFaults: () => faults.clear(),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

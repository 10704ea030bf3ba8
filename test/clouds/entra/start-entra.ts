import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import { testCertificate, trustTestCertificate } from '../tls/test-certificate.ts'
import { answerBatch, isBatch } from './batch.ts'
import { type Fault, type FaultMatch, faultList, spoiled } from './faults.ts'
import { type Login, login, type TokenFor } from './login.ts'
import { answerGraph } from './router.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import { graphError, type WireAnswer, type WireRequest } from './wire.ts'

/** One request as it came in. `bearer` says whether it carried a token, `inBatch` whether it came inside a `$batch`. */
interface LoggedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly status: number
  readonly time: string
  readonly bearer: boolean
  readonly inBatch: boolean
}

export interface EntraOptions {
  readonly tenants: readonly TenantFixture[]
  /** The clock of token lifetimes; the real one by default. */
  readonly now?: () => Date
  /** How long tokens live, in seconds; an hour by default. */
  readonly tokenLifetime?: number
  /** Rows on a page at most, whatever `$top` asks for; 100 by default. */
  readonly pageSize?: number
}

/** A running emulator of Entra's login and Microsoft Graph. `url` is both its authority host and its Graph endpoint. */
export interface Entra {
  readonly url: string
  readonly log: readonly LoggedRequest[]
  clearLog(): void
  fault(match: FaultMatch, fault: Fault): () => void
  clearFaults(): void
  /** A token for Graph that this tenant's login service gave out another way. Throws for an unknown tenant. */
  token(tenantId: string, who: TokenFor): string
  /** From now on its login service gives tokens for this other service, which has them checked here. */
  serve(audience: string): Pick<Login, 'check'>
  close(): Promise<void>
}

export const bodyOf = async (incoming: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}

export const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
    })
  })

export const write = (response: ServerResponse, answer: WireAnswer, cut: boolean, date: Date): void => {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    date: date.toUTCString(),
    ...answer.headers,
    'content-length': Buffer.byteLength(text),
  })
  if (!cut) {
    response.end(text)
    return
  }
  response.write(text.slice(0, Math.max(1, Math.floor(text.length / 2))), () => response.destroy())
}

/**
 * Starts the emulator on loopback over HTTPS and makes this process trust its certificate. Requests are judged as Graph judges
 * them: token, permission, path, query options; `fault` makes the next ones go wrong.
 */
export const startEntra = async (options: EntraOptions): Promise<Entra> => {
  trustTestCertificate()
  const now = options.now ?? (() => new Date())
  const authority = login(options.tenants, now, options.tokenLifetime ?? 3_599)
  const faults = faultList()
  let log: LoggedRequest[] = []

  const note = (request: WireRequest, status: number, inBatch: boolean): void => {
    const { pathname: path, searchParams } = request.url
    log.push({
      method: request.method,
      path,
      query: Object.fromEntries(searchParams),
      status,
      time: now().toISOString(),
      bearer: request.headers.authorization !== undefined,
      inBatch,
    })
  }
  const judge = (request: WireRequest): WireAnswer => {
    if (isBatch(request)) return answerBatch(request, inner => judgedInBatch(inner))
    return authority.answer(request) ?? answerGraph(request, authority, options.pageSize ?? 100)
  }
  const judgedInBatch = (request: WireRequest): WireAnswer => {
    const fault = faults.take(request)
    const answer = fault === undefined ? judge(request) : spoiled(fault, request, judge)
    note(request, answer.status, true)
    return answer
  }
  const respond = async (incoming: IncomingMessage, response: ServerResponse, origin: string): Promise<void> => {
    const headers: Record<string, string | undefined> = Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    )
    const request: WireRequest = { method: incoming.method ?? 'GET', url: new URL(incoming.url ?? '/', origin), headers, body: await bodyOf(incoming) }
    const fault = faults.take(request)
    if (fault?.kind === 'hang') {
      note(request, 0, false)
      return
    }
    if (fault?.kind === 'delay') await new Promise(resolve => setTimeout(resolve, fault.milliseconds))
    const answer = fault === undefined ? judge(request) : spoiled(fault, request, judge)
    note(request, answer.status, false)
    write(response, answer, fault?.kind === 'cut', now())
  }

  let origin = ''
  const server = createServer(testCertificate, (incoming, response) => {
    respond(incoming, response, origin).catch((error: unknown) => write(response, graphError(500, 'EmulatorError', String(error)), false, now()))
  })
  origin = `https://localhost:${await listen(server)}`
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
    token(tenantId, who) {
      const tenant = options.tenants.find(({ id }) => id === tenantId)
      if (tenant === undefined) throw new Error(`no tenant ${tenantId}`)
      return authority.token(tenant, who)
    },
    serve(audience) {
      authority.serve(audience)
      return authority
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

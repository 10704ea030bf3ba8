import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Fault, faultAnswer, spoil } from '../clouds/aws/faults.ts'
import type { EmulatedAws } from '../clouds/aws/start-aws.ts'
import { readRequest, type WireRequest, type WireResponse } from '../clouds/aws/wire.ts'

/** What goes wrong with a request, if anything; `count` is the number of requests to this operation so far, from 1. */
export type Strike = (request: WireRequest, count: number) => Fault | undefined

/** An emulated AWS that answers each question as it did the first time, so that hundreds of scans cost one emulator's work. */
export interface ReplayedAws extends Pick<EmulatedAws, 'endpoint' | 'keys'> {
  /** `service:Operation` of everything asked so far. */
  readonly operations: ReadonlySet<string>
  /** How many requests went wrong since the last `interfere`. */
  struck(): number
  interfere(strike: Strike | undefined): void
  stop(): Promise<void>
}

const TOKENS = ['NextToken', 'nextToken', 'NextMarker', 'PaginationToken', 'continuation-token'] as const

/** The question for the first page: an endless listing has no others. */
const fromTheStart = (body: string): string => {
  if (body.startsWith('{')) return JSON.stringify({ ...JSON.parse(body), ...Object.fromEntries(TOKENS.map(token => [token, undefined])) })
  const form = new URLSearchParams(body)
  for (const token of ['Marker', ...TOKENS]) form.delete(token)
  return form.toString()
}

/** The same of a service that has its parameters in the address. */
const addressFromTheStart = (path: string): string => {
  const url = new URL(path, 'http://127.0.0.1')
  for (const token of TOKENS) url.searchParams.delete(token)
  return `${url.pathname}${url.search}`
}

interface Question {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const ask = async (endpoint: string, { method, path, headers, body }: Question): Promise<WireResponse> => {
  const sent = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !['host', 'connection', 'content-length', 'expect'].includes(name) ? [[name, value] as const] : [],
  )
  const response = await fetch(`${endpoint}${path}`, { method, headers: Object.fromEntries(sent), ...(body === '' ? {} : { body }) })
  return { status: response.status, headers: { 'content-type': response.headers.get('content-type') ?? 'text/xml' }, body: await response.text() }
}

/** Starts the replay in front of an emulator, on a free port of the loopback interface. */
export const replayAws = async (aws: Pick<EmulatedAws, 'endpoint' | 'keys'>): Promise<ReplayedAws> => {
  const answers = new Map<string, Promise<WireResponse>>()
  const counts = new Map<string, number>()
  let strike: Strike | undefined
  let struck = 0
  const real = (request: WireRequest, question: Question): Promise<WireResponse> => {
    const { method, path, body } = question
    const key = [request.accessKey, request.region, request.service, request.operation, method, path, body].join('\n')
    const known = answers.get(key)
    if (known !== undefined) return known
    const asked = ask(aws.endpoint, question)
    answers.set(key, asked)
    // What says that it is not ready yet will say something else.
    return asked.then(answer => {
      if (/<State>(?!COMPLETE)/.test(answer.body)) answers.delete(key)
      return answer
    })
  }
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', async () => {
      const body = Buffer.concat(chunks).toString('utf8')
      const { url: path = '/', method = 'POST', headers } = incoming
      const request = readRequest(headers, body, path, method)
      if (request === undefined) return void outgoing.writeHead(404).end()
      const name = `${request.service}:${request.operation}`
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      const fault = strike?.(request, count)
      if (fault !== undefined) struck += 1
      const instead = fault && faultAnswer(fault, request, '000000000000')
      const isEndless = fault?.kind === 'endless-pages'
      const question = { method, headers, path: isEndless ? addressFromTheStart(path) : path, body: isEndless ? fromTheStart(body) : body }
      const whole = instead ?? (await real(request, question))
      const told = fault && !instead && whole.status === 200 ? { ...whole, body: spoil(fault, request, whole.body, count) } : whole
      outgoing.writeHead(told.status, { ...told.headers, 'content-length': String(Buffer.byteLength(told.body)) })
      if (fault?.kind !== 'cut') return void outgoing.end(told.body)
      outgoing.write(told.body.slice(0, told.body.length / 2), () => outgoing.destroy())
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${port}`,
    keys: aws.keys,
    get operations() {
      return new Set(counts.keys())
    },
    struck: () => struck,
    interfere: next => {
      strike = next
      struck = 0
      counts.clear()
    },
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

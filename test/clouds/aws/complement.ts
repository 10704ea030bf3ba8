import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse, request as sendRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AMENDED } from './amendments.ts'
import { INVENTED, membership, refuseEntry, refuseOrganization, type World } from './answers.ts'
import { type FaultRule, faultAnswer, spoil } from './faults.ts'
import type { AccountSettings, OrganizationSeed } from './seed.ts'
import { readRequest, type WireRequest, type WireResponse, writeAnswer } from './wire.ts'
import { textOf } from './xml-lists.ts'

/** One request as it was answered; a status of 0 means that no whole answer was sent. */
export interface LoggedRequest {
  readonly account: string
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly status: number
  readonly parameter: WireRequest['parameter']
}

export interface ComplementOptions {
  readonly motoPort: number
  /** Accounts by access key. Keys of assumed roles are learnt as they are given out. */
  readonly accountOfKey: Map<string, string>
  readonly settings: (account: string) => AccountSettings
  readonly organization: (OrganizationSeed & { readonly id: string }) | undefined
  /** The keys that the access portal gives out for an account. */
  readonly portal: (account: string) => { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string } | undefined
}

/** moto in front of which what it lacks is answered, with faults on demand. */
export interface Complement {
  readonly port: number
  readonly requests: LoggedRequest[]
  readonly faults: FaultRule[]
  stop(): Promise<void>
}

/** What the access portal takes for a signed-in person. */
export const PORTAL_TOKEN = 'portal-token'

/** The account moto itself takes for a key that it does not know. */
const UNKNOWN_ACCOUNT = '123456789012'

const forward = (port: number, method: string, path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<WireResponse> =>
  new Promise((resolve, reject) => {
    const outgoing = sendRequest(
      { host: '127.0.0.1', port, method, path, headers: { ...headers, connection: 'close', 'content-length': String(body.length) }, agent: false },
      response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const type = response.headers['content-type'] ?? 'text/plain'
          resolve({ status: response.statusCode ?? 0, headers: { 'content-type': type }, body: Buffer.concat(chunks).toString('utf8') })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })

/** moto answers what it does not know with a page, and a refused JSON call in XML: AWS does neither. */
const civilize = (request: WireRequest, response: WireResponse): WireResponse => {
  if (response.status >= 400 && response.headers['content-type']?.startsWith('text/html') && /<!doctype html/i.test(response.body)) {
    return writeAnswer(request, { kind: 'error', status: 501, code: 'NotEmulated', message: `The emulator has no ${request.service}:${request.operation}` })
  }
  if (request.protocol === 'json' && response.status === 403) {
    const message = textOf(response.body, 'Message') ?? 'Access denied'
    return writeAnswer(request, {
      kind: 'error',
      status: 400,
      code: textOf(response.body, 'Code') === 'AccessDenied' ? 'AccessDeniedException' : (textOf(response.body, 'Code') ?? 'AccessDeniedException'),
      message,
    })
  }
  return response
}

const send = (response: ServerResponse, answer: WireResponse): void => {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(Buffer.byteLength(answer.body)) })
  response.end(answer.body)
}

/** The access portal of IAM Identity Center: https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html */
const answerPortal = (url: URL, token: unknown, keysOf: ComplementOptions['portal']): WireResponse => {
  const keys = keysOf(url.searchParams.get('account_id') ?? '')
  const headers = { 'content-type': 'application/json' }
  if (token !== PORTAL_TOKEN || keys === undefined)
    return {
      status: 401,
      headers: { ...headers, 'x-amzn-errortype': 'UnauthorizedException' },
      body: JSON.stringify({ message: 'Session token not found or invalid' }),
    }
  return { status: 200, headers, body: JSON.stringify({ roleCredentials: { ...keys, expiration: Date.now() + 3_600_000 } }) }
}

/** Sends half of the body it promises, and then breaks off or says nothing more. */
const sendHalf = (response: ServerResponse, answer: WireResponse, end: 'cut' | 'stall'): void => {
  const body = Buffer.from(answer.body)
  response.writeHead(answer.status, { ...answer.headers, 'content-length': String(body.length) })
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => end === 'cut' && response.destroy())
}

/** The request for the first page: moto does not know the pages of an endless listing. */
const fromTheStart = (body: Buffer): Buffer => {
  const text = body.toString('utf8')
  if (text.startsWith('{')) return Buffer.from(JSON.stringify({ ...JSON.parse(text), NextToken: undefined, nextToken: undefined, NextMarker: undefined }))
  const form = new URLSearchParams(text)
  form.delete('Marker')
  return Buffer.from(form.toString())
}

const sleep = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Starts the complement on a free port of the loopback interface. */
export const startComplement = async (options: ComplementOptions): Promise<Complement> => {
  const requests: LoggedRequest[] = []
  const faults: FaultRule[] = []
  const counts = new Map<FaultRule, number>()
  const pending = new Map<string, number>()

  /** The first fault that strikes this request. Every rule counts all the requests it matches, also those that another one spoils. */
  const strike = (request: WireRequest, account: string): { rule: FaultRule; count: number } | undefined => {
    let struck: { rule: FaultRule; count: number } | undefined
    for (const rule of faults) {
      const matches = (wanted: string | undefined, is: string) => wanted === undefined || wanted === is
      if (!matches(rule.account, account) || !matches(rule.service, request.service) || !matches(rule.operation, request.operation)) continue
      if (rule.mentions !== undefined && !request.body.includes(rule.mentions)) continue
      const count = (counts.get(rule) ?? 0) + 1
      counts.set(rule, count)
      const from = rule.from ?? 1
      if (!struck && count >= from && count < from + (rule.times ?? Number.POSITIVE_INFINITY)) struck = { rule, count }
    }
    return struck
  }

  const reportIsPending = (account: string, settings: AccountSettings): boolean => {
    const asked = pending.get(account) ?? 0
    pending.set(account, asked + 1)
    return asked < settings.reportPendingCalls
  }

  const answer = async (request: WireRequest, world: World, relay: (account?: string) => Promise<WireResponse>): Promise<WireResponse> => {
    const name = `${request.service}:${request.operation}`
    const isEntry = /^sts:AssumeRole/.test(name)
    const refused = refuseOrganization(world, request) ?? (isEntry ? refuseEntry(world, request, options.settings) : undefined)
    if (refused) return writeAnswer(request, refused)
    const told = world.settings.answers.get(name)?.(request)
    if (told) return writeAnswer(request, told)
    const invent = INVENTED.get(name)
    if (invent) return writeAnswer(request, invent(world, request))
    if (name === 'iam:GetCredentialReport' && reportIsPending(world.account, world.settings)) {
      return writeAnswer(request, { kind: 'error', status: 404, code: 'ReportInProgress', message: 'Credential report is still being generated.' })
    }
    const isDelegated = request.service === 'organizations' && membership(world) === 'member' && world.settings.delegatedAdministrator
    const real = civilize(request, await relay(isDelegated ? world.organization?.management : undefined))
    if (real.status !== 200) return real
    if (isEntry) {
      const account = /:assumed-role\//.test(real.body) ? /arn:aws:sts::(\d+):/.exec(real.body)?.[1] : undefined
      const key = textOf(real.body, 'AccessKeyId')
      if (account && key) options.accountOfKey.set(key, account)
    }
    const amend = AMENDED.get(name)
    return amend ? { ...real, body: amend(real.body, world.account, world.settings, request) } : real
  }

  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const body = Buffer.concat(chunks)
      handle(body).catch((error: unknown) => send(outgoing, { status: 599, headers: { 'content-type': 'text/plain' }, body: String(error) }))
    })
    const handle = async (received: Buffer): Promise<void> => {
      let body = received
      const relay = (account?: string) =>
        forward(
          options.motoPort,
          incoming.method ?? 'POST',
          incoming.url ?? '/',
          account ? { ...incoming.headers, 'x-moto-account-id': account } : incoming.headers,
          body,
        )
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
      if (url.pathname === '/federation/credentials') return send(outgoing, answerPortal(url, incoming.headers['x-amz-sso_bearer_token'], options.portal))
      let request = readRequest(incoming.headers, body.toString('utf8'), incoming.url, incoming.method)
      if (!request) return send(outgoing, await relay())
      const account = options.accountOfKey.get(request.accessKey) ?? UNKNOWN_ACCOUNT
      const { service, operation, region, parameter } = request
      const log = (status: number) => requests.push({ account, service, operation, region, status, parameter })
      const struck = strike(request, account)
      const fault = struck?.rule.fault
      if (fault?.kind === 'hang') return void log(0)
      if (fault?.kind === 'endless-pages') {
        body = fromTheStart(body)
        request = readRequest(incoming.headers, body.toString('utf8'), incoming.url, incoming.method) ?? request
      }
      if (fault?.kind === 'delay') await sleep(fault.milliseconds)
      const instead = fault && faultAnswer(fault, request, account)
      const real = instead ?? (await answer(request, { account, settings: options.settings(account), organization: options.organization }, relay))
      if (fault?.kind === 'cut' || fault?.kind === 'stall') {
        log(0)
        return sendHalf(outgoing, real, fault.kind)
      }
      const told = fault && !instead && real.status === 200 ? { ...real, body: spoil(fault, request, real.body, struck.count) } : real
      log(told.status)
      send(outgoing, told)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { port, requests, faults, stop }
}

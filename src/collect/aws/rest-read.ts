import { SignatureV4 } from '@smithy/signature-v4'
import { CollectError } from '../collector.ts'
import type { Clock } from './clock.ts'
import type { Keys } from './keys.ts'
import type { Transport } from './transport.ts'
import { checkAnswer } from './wire-check.ts'

/** A read of a service that has no client of this SDK generation, as its API reference has it: GET, and JSON in return. */
export interface RestRead {
  /** As its client would be called, which is how the guard and the list of services know it. */
  readonly client: string
  /** The signing name, which is the first part of its host, too. */
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

interface Means {
  readonly clock: Clock
  readonly keys: Keys
  readonly transport: Transport
  readonly endpoint: string | undefined
}

/** https://docs.aws.amazon.com/general/latest/gr/rande.html */
const suffixOf = (region: string): string => (region.startsWith('cn-') ? 'amazonaws.com.cn' : region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com')

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Response {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array>
}

const isResponse = (value: unknown): value is Response => isObject(value) && typeof value.statusCode === 'number' && isObject(value.headers)

const textOf = async (body: Response['body']): Promise<string> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** An error as the SDK’s clients throw it, so that it is understood as theirs. https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization */
const refusal = ({ statusCode, headers }: Response, text: string): Error => {
  const body = parsed(text)
  const told = headers['x-amzn-errortype'] ?? (isObject(body) ? (body.__type ?? body.code) : undefined)
  const message = isObject(body) ? (body.message ?? body.Message) : undefined
  const error = new Error(typeof message === 'string' ? message : `status ${statusCode}`)
  error.name = typeof told === 'string' ? (told.split(':')[0]?.split('#').at(-1) ?? told) : 'UnknownError'
  return Object.assign(error, { $metadata: { httpStatusCode: statusCode }, $response: { headers } })
}

/** Sends one signed read, and gives the object in its answer, of which each member must be looked at. Throws what an SDK client would throw. */
export const sendRead = async <T extends object>({ clock, keys, transport, endpoint }: Means, asked: RestRead): Promise<Partial<T>> => {
  const { service, operation, region, path, query } = asked
  const { protocol, hostname, port, pathname } = new URL(endpoint ?? `https://${service}.${region}.${suffixOf(region)}`)
  const signer = new SignatureV4({ service, region, credentials: await keys.get(), sha256: transport.sha256 })
  const request = await signer.sign(
    {
      method: 'GET',
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: `${pathname.replace(/\/$/, '')}${path}`,
      query: { ...query },
      headers: { host: port === '' ? hostname : `${hostname}:${port}`, accept: 'application/json' },
    },
    { signingDate: new Date(clock.now()) },
  )
  const sent: unknown = await transport.handler.handle(request)
  const response: unknown = isObject(sent) ? sent.response : undefined
  if (!isResponse(response)) throw new CollectError('failed', `${operation}: the connection gave no answer`)
  const text = await textOf(response.body)
  if (response.statusCode >= 300) throw refusal(response, text)
  checkAnswer(operation, text)
  const body = parsed(text)
  if (!isObject(body)) throw new CollectError('invalid', `${operation}: the answer is not a JSON object`)
  return body as Partial<T>
}

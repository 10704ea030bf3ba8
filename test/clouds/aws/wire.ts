import { readFileSync } from 'node:fs'

/**
 * How a service speaks: IAM, STS and SNS in form parameters and XML, EC2 nearly so, S3 in XML with the operation in the path, the others in JSON with a
 * target header or with the operation in the path.
 */
type Protocol = 'query' | 'ec2' | 'xml' | 'json'

/** One request as the emulator understands it. `service` is the name it was signed for (`iam`, `sts`, `organizations`, `sso`, `account`). */
export interface WireRequest {
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly accessKey: string
  readonly protocol: Protocol
  /** Path and query, where the operation and its parameters may be. */
  readonly path: string
  readonly body: string
  /** A top-level parameter, whichever the protocol. */
  parameter(name: string): string | undefined
}

const CREDENTIAL = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/

/** What is asked without keys, with a token of somebody else's. */
const UNSIGNED = /^(?:.*&)?Action=AssumeRoleWithWebIdentity(?:&|$)/

/** The operations that are named by method and path, as the AWS service models have them: `[method, URI template, operation]`, by signing name. */
const REST: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = JSON.parse(
  readFileSync(new URL('./rest-operations.json', import.meta.url), 'utf8'),
)

interface RestOperation {
  readonly method: string
  readonly path: RegExp
  /** What must be in the query: `policyStatus`, or `x=y`. */
  readonly flags: readonly string[]
  readonly operation: string
}

/** Those with most to match first, so that a fixed word wins over a parameter, and a flag over none. */
const restOperations: ReadonlyMap<string, readonly RestOperation[]> = new Map(
  Object.entries(REST).map(([service, operations]) => [
    service,
    operations
      .map(([method, template, operation]) => {
        const [path = '', query = ''] = template.split('?')
        const pattern = path
          .replaceAll(/[.]/g, '\\.')
          .replaceAll(/\{\w+\+\}/g, '.+')
          .replaceAll(/\{\w+\}/g, '[^/]+')
        return {
          method,
          path: new RegExp(`^${pattern}/?$`),
          flags: query.split('&').filter(flag => flag !== ''),
          operation,
          weight: query.length * 100 - (path.match(/\{/g)?.length ?? 0),
        }
      })
      .sort((a, b) => b.weight - a.weight),
  ]),
)

const restOperation = (service: string, method: string, url: URL): string | undefined =>
  restOperations.get(service)?.find(one => {
    const has = (flag: string) => url.searchParams.has(flag.split('=')[0] ?? '')
    return one.method === method && one.path.test(url.pathname) && one.flags.every(has)
  })?.operation

/** Understands a signed request, or says nothing of one that is not an API call (`/moto-api/...`). */
export const readRequest = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
  path = '/',
  method = 'POST',
): WireRequest | undefined => {
  const signed = CREDENTIAL.exec(String(headers.authorization ?? ''))
  const [, accessKey, region, service] = signed ?? (UNSIGNED.test(body) ? ['', 'nobody', 'us-east-1', 'sts'] : [])
  if (!accessKey || !region || !service) return undefined
  const url = new URL(path, 'http://127.0.0.1')
  const target = headers['x-amz-target']
  const operation = typeof target === 'string' ? target.slice(target.lastIndexOf('.') + 1) : restOperation(service, method, url)
  if (operation !== undefined) {
    const parameters: unknown = body.startsWith('{') ? JSON.parse(body) : {}
    const parameter = (name: string) => {
      const value: unknown = typeof parameters === 'object' && parameters !== null ? Reflect.get(parameters, name) : undefined
      return value === undefined ? (url.searchParams.get(name) ?? undefined) : String(value)
    }
    return { service, operation, region, accessKey, protocol: service === 's3' ? 'xml' : 'json', path, body, parameter }
  }
  const form = new URLSearchParams(body)
  const protocol = service === 'ec2' ? 'ec2' : 'query'
  return { service, operation: form.get('Action') ?? '', region, accessKey, protocol, path, body, parameter: name => form.get(name) ?? undefined }
}

/** What the emulator can say. Times are Dates: each protocol writes them in its own way. */
export type Value = string | number | boolean | Date | undefined | readonly Value[] | { readonly [member: string]: Value }

/** An answer that is invented whole, or an error in the service's own words. */
export type Answer =
  | { readonly kind: 'answer'; readonly value: { readonly [member: string]: Value } }
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string; readonly headers?: Readonly<Record<string, string>> }

export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** The inside of an element: the items of a list are `member` elements, and in EC2's dialect `item` elements. */
export const toXml = (value: Value, item = 'member'): string => {
  if (value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (isList(value)) return value.map(one => `<${item}>${toXml(one, item)}</${item}>`).join('')
  if (typeof value !== 'object') return escapeXml(String(value))
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `<${name}>${toXml(member, item)}</${name}>`)
    .join('')
}

/** Members of EC2 that have a name of their own on the wire. */
const EC2_NAMES: Readonly<Record<string, string>> = { IamInstanceProfileAssociations: 'iamInstanceProfileAssociationSet' }

/** EC2 begins the names of members in small letters: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/making-api-requests.html */
const inEc2 = (value: Value): Value => {
  if (isList(value)) return value.map(inEc2)
  if (typeof value !== 'object' || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [EC2_NAMES[name] ?? name.replace(/^[A-Z]/, letter => letter.toLowerCase()), inEc2(member)]),
  )
}

const toJson = (value: Value, inText = false): unknown => {
  if (value instanceof Date) return inText ? value.toISOString() : value.getTime() / 1000
  if (isList(value)) return value.map(item => toJson(item, inText))
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member, inText)]))
}

const REQUEST_ID = '00000000-0000-4000-8000-000000000000'
const NAMESPACES: Readonly<Record<string, string>> = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sns: 'http://sns.amazonaws.com/doc/2010-03-31/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
}
/** The services that write times as texts, though they speak JSON. */
const IN_TEXT = new Set(['access-analyzer', 'guardduty', 'securityhub'])

/** The services whose members begin in small letters on the wire alone. */
const IN_SMALL = new Set(['guardduty'])

const errorXml = (code: string, message: string): string => `<Code>${code}</Code><Message>${escapeXml(message)}</Message>`

/** What S3 calls the items of its lists. */
const S3_ITEMS: Readonly<Record<string, string>> = { AccessControlList: 'Grant', Buckets: 'Bucket' }

const toS3Xml = (value: Value): string =>
  toXml(value).replaceAll(/<(AccessControlList|Buckets)>([\s\S]*?)<\/\1>/g, (_, list: string, items: string) => {
    return `<${list}>${items.replaceAll('member>', `${S3_ITEMS[list]}>`)}</${list}>`
  })

/** S3: the answer is its only member, the root. */
const writeS3 = (answer: Answer): WireResponse => {
  const headers = { 'content-type': 'application/xml' }
  if (answer.kind === 'answer') return { status: 200, headers, body: toS3Xml(answer.value) }
  return { status: answer.status, headers: { ...headers, ...answer.headers }, body: `<Error>${errorXml(answer.code, answer.message)}</Error>` }
}

const writeEc2 = (operation: string, answer: Answer): WireResponse => {
  const headers = { 'content-type': 'text/xml' }
  if (answer.kind === 'answer') {
    const xmlns = 'http://ec2.amazonaws.com/doc/2016-11-15/'
    return {
      status: 200,
      headers,
      body: `<${operation}Response xmlns="${xmlns}"><requestId>${REQUEST_ID}</requestId>${toXml(inEc2(answer.value), 'item')}</${operation}Response>`,
    }
  }
  const errors = `<Errors><Error>${errorXml(answer.code, answer.message)}</Error></Errors>`
  return { status: answer.status, headers: { ...headers, ...answer.headers }, body: `<Response>${errors}<RequestID>${REQUEST_ID}</RequestID></Response>` }
}

/** Writes an answer as the service of the request would. */
export const writeAnswer = (request: WireRequest, answer: Answer): WireResponse => {
  const { protocol, operation, service } = request
  if (protocol === 'xml') return writeS3(answer)
  if (protocol === 'ec2') return writeEc2(operation, answer)
  if (protocol === 'json') {
    const body =
      answer.kind === 'answer'
        ? toJson(IN_SMALL.has(service) ? inEc2(answer.value) : answer.value, IN_TEXT.has(service))
        : { __type: answer.code, Message: answer.message }
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': REQUEST_ID,
      ...(answer.kind === 'error' ? { 'x-amzn-errortype': answer.code, ...answer.headers } : {}),
    }
    return { status: answer.kind === 'answer' ? 200 : answer.status, headers, body: JSON.stringify(body) }
  }
  const xmlns = NAMESPACES[service] ?? ''
  if (answer.kind === 'answer') {
    const result = `<${operation}Result>${toXml(answer.value)}</${operation}Result>`
    const body = `<${operation}Response xmlns="${xmlns}">${result}<ResponseMetadata><RequestId>${REQUEST_ID}</RequestId></ResponseMetadata></${operation}Response>`
    return { status: 200, headers: { 'content-type': 'text/xml' }, body }
  }
  const type = answer.status < 500 ? 'Sender' : 'Receiver'
  const error = `<Error><Type>${type}</Type><Code>${answer.code}</Code><Message>${escapeXml(answer.message)}</Message></Error>`
  const body = `<ErrorResponse xmlns="${xmlns}">${error}<RequestId>${REQUEST_ID}</RequestId></ErrorResponse>`
  return { status: answer.status, headers: { 'content-type': 'text/xml', ...answer.headers }, body }
}

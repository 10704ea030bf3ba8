/** How a service speaks: IAM and STS in form parameters and XML, the others in JSON with a target header, or with the operation in the path. */
type Protocol = 'query' | 'json'

/** One request as the emulator understands it. `service` is the name it was signed for (`iam`, `sts`, `organizations`, `sso`, `account`). */
export interface WireRequest {
  readonly service: string
  readonly operation: string
  readonly region: string
  readonly accessKey: string
  readonly protocol: Protocol
  readonly body: string
  /** A top-level parameter, whichever the protocol. */
  parameter(name: string): string | undefined
}

const CREDENTIAL = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/

/** What is asked without keys, with a token of somebody else's. */
const UNSIGNED = /^(?:.*&)?Action=AssumeRoleWithWebIdentity(?:&|$)/

/** What is asked, where the operation is not in the form: in the target header, or for the account service in the path, `/listRegions`. */
const jsonOperation = (service: string, target: unknown, path: string): string | undefined => {
  if (typeof target === 'string') return target.slice(target.lastIndexOf('.') + 1)
  return service === 'account' ? path.slice(1).replace(/^[a-z]/, letter => letter.toUpperCase()) : undefined
}

/** Understands a signed request, or says nothing of one that is not an API call (`/moto-api/...`). */
export const readRequest = (headers: Readonly<Record<string, string | string[] | undefined>>, body: string, path = '/'): WireRequest | undefined => {
  const signed = CREDENTIAL.exec(String(headers.authorization ?? ''))
  const [, accessKey, region, service] = signed ?? (UNSIGNED.test(body) ? ['', 'nobody', 'us-east-1', 'sts'] : [])
  if (!accessKey || !region || !service) return undefined
  const operation = jsonOperation(service, headers['x-amz-target'], path)
  if (operation !== undefined) {
    const parameters: unknown = body === '' ? {} : JSON.parse(body)
    const parameter = (name: string) => {
      const value: unknown = typeof parameters === 'object' && parameters !== null ? Reflect.get(parameters, name) : undefined
      return value === undefined ? undefined : String(value)
    }
    return { service, operation, region, accessKey, protocol: 'json', body, parameter }
  }
  const form = new URLSearchParams(body)
  return { service, operation: form.get('Action') ?? '', region, accessKey, protocol: 'query', body, parameter: name => form.get(name) ?? undefined }
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

/** The inside of an element in the query protocol: lists are `member` elements. */
export const toXml = (value: Value): string => {
  if (value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (isList(value)) return value.map(item => `<member>${toXml(item)}</member>`).join('')
  if (typeof value !== 'object') return escapeXml(String(value))
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `<${name}>${toXml(member)}</${name}>`)
    .join('')
}

const toJson = (value: Value): unknown => {
  if (value instanceof Date) return value.getTime() / 1000
  if (isList(value)) return value.map(toJson)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]))
}

const REQUEST_ID = '00000000-0000-4000-8000-000000000000'
const NAMESPACES: Readonly<Record<string, string>> = { iam: 'https://iam.amazonaws.com/doc/2010-05-08/', sts: 'https://sts.amazonaws.com/doc/2011-06-15/' }

/** Writes an answer as the service of the request would. */
export const writeAnswer = (request: WireRequest, answer: Answer): WireResponse => {
  const { protocol, operation, service } = request
  if (protocol === 'json') {
    const body = answer.kind === 'answer' ? toJson(answer.value) : { __type: answer.code, Message: answer.message }
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': REQUEST_ID, ...(answer.kind === 'error' ? answer.headers : {}) }
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

import { type Answer, type WireRequest, type WireResponse, writeAnswer } from './wire.ts'
import { cutList, withMembers } from './xml-lists.ts'

/** What can go wrong with an answer of AWS. */
export type Fault =
  /** No identity policy allows it, or a service control policy forbids it. */
  | { readonly kind: 'denied'; readonly by?: 'identity policy' | 'service control policy' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'error'; readonly status: number; readonly code: string; readonly message: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'server-error' }
  /** The connection ends in the middle of the body. */
  | { readonly kind: 'cut' }
  /** The body stops coming in the middle, and the connection stays. */
  | { readonly kind: 'stall' }
  /** 200 with no body at all. */
  | { readonly kind: 'empty' }
  /** A page of some proxy instead of an answer. */
  | { readonly kind: 'html'; readonly status?: number }
  /** A member of the answer, or the first item of that list, is a string. */
  | { readonly kind: 'wrong-type'; readonly member: string; readonly item?: boolean }
  | { readonly kind: 'missing-member'; readonly member: string }
  /** There is always another page; with `repeat` under the same marker. */
  | { readonly kind: 'endless-pages'; readonly repeat?: boolean }
  | { readonly kind: 'rewritten'; readonly rewrite: (body: string) => string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'delay'; readonly milliseconds: number }

/** Which requests go wrong: all that match, or `times` of them beginning with the `from`-th (from 1). */
export interface FaultRule {
  readonly account?: string
  readonly service?: string
  readonly operation?: string
  /** A text in the request's body, e.g. the account whose role is assumed. */
  readonly mentions?: string
  readonly from?: number
  readonly times?: number
  readonly fault: Fault
}

const THROTTLING_CODES: Readonly<Record<string, string>> = {
  organizations: 'TooManyRequestsException',
  sso: 'ThrottlingException',
  identitystore: 'ThrottlingException',
}

/** Permissions that are not called as the operation. */
const ACTIONS: Readonly<Record<string, string>> = {
  'monitoring:DescribeAlarms': 'cloudwatch:DescribeAlarms',
  's3:GetPublicAccessBlock': 's3:GetBucketPublicAccessBlock',
  's3:ListBuckets': 's3:ListAllMyBuckets',
}

const deny = (request: WireRequest, account: string, by: string): Answer => {
  const name = `${request.service}:${request.operation}`
  const permission = ACTIONS[name] ?? name
  const why =
    by === 'service control policy'
      ? `with an explicit deny in a service control policy: arn:aws:organizations::${account}:policy/o-example/service_control_policy/p-example`
      : `because no identity-based policy allows the ${permission} action`
  const message = `User: arn:aws:sts::${account}:assumed-role/PosternReadOnly/postern is not authorized to perform: ${permission} on resource: * ${why}`
  if (request.protocol === 'ec2') return { kind: 'error', status: 403, code: 'UnauthorizedOperation', message }
  return request.protocol === 'json'
    ? { kind: 'error', status: 400, code: 'AccessDeniedException', message }
    : { kind: 'error', status: 403, code: 'AccessDenied', message }
}

/** The answer of a fault that does not need the real one. */
export const faultAnswer = (fault: Fault, request: WireRequest, account: string): WireResponse | undefined => {
  const code = (query: string, json: string) => (request.protocol === 'json' ? json : query)
  switch (fault.kind) {
    case 'denied':
      return writeAnswer(request, deny(request, account, fault.by ?? 'identity policy'))
    case 'throttled': {
      const headers = fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }
      return writeAnswer(request, {
        kind: 'error',
        status: 400,
        code: code('Throttling', THROTTLING_CODES[request.service] ?? 'ThrottlingException'),
        message: 'Rate exceeded',
        headers,
      })
    }
    case 'error':
      return writeAnswer(request, fault)
    case 'server-error':
      return writeAnswer(request, {
        kind: 'error',
        status: 500,
        code: code('InternalFailure', 'InternalServerException'),
        message: 'The request processing has failed because of an unknown error, exception or failure.',
      })
    case 'empty':
      return { status: 200, headers: { 'content-type': code('text/xml', 'application/x-amz-json-1.1') }, body: '' }
    case 'html':
      return {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html' },
        body: '<!doctype html><html><head><title>Proxy</title></head><body><p>Sign in to continue<br></body></html>',
      }
    default:
      return undefined
  }
}

const pageTurn = (count: number, repeat: boolean | undefined) => (repeat ? 'again' : `page-${count}`)

const rewriteJson = (body: string, rewrite: (value: Record<string, unknown>) => void): string => {
  const value: Record<string, unknown> = JSON.parse(body)
  rewrite(value)
  return JSON.stringify(value)
}

const rewriteXmlMember = (body: string, member: string, content: string | undefined): string => {
  const list = cutList(body, member)
  if (!list) throw new Error(`the answer has no ${member}`)
  if (content !== undefined) return withMembers(list, [content])
  return list.before.slice(0, -(member.length + 2)) + list.after.slice(member.length + 3)
}

/** The real answer, spoilt. `count` tells one request of an endless series from the next. */
export const spoil = (fault: Fault, request: WireRequest, body: string, count: number): string => {
  const isXml = request.protocol !== 'json'
  switch (fault.kind) {
    case 'wrong-type':
      if (isXml) return rewriteXmlMember(body, fault.member, fault.item ? '<member>surprise</member>' : 'surprise')
      return rewriteJson(body, value => Object.assign(value, { [fault.member]: fault.item ? ['surprise'] : 'surprise' }))
    case 'missing-member':
      if (isXml) return rewriteXmlMember(body, fault.member, undefined)
      return rewriteJson(body, value => Reflect.deleteProperty(value, fault.member))
    case 'endless-pages': {
      const token = pageTurn(count, fault.repeat)
      if (!isXml) return rewriteJson(body, value => Object.assign(value, { NextToken: token, nextToken: token, NextMarker: token }))
      if (request.protocol === 'ec2')
        return body.replace(/<nextToken>[^<]*<\/nextToken>/, '').replace(/<\/\w+Response>\s*$/, `<nextToken>${token}</nextToken>$&`)
      const once = body.replace(/<Marker>[^<]*<\/Marker>/, '').replace(/<IsTruncated>[^<]*<\/IsTruncated>/, '')
      return once.replace(/<\/(\w+)Result>/, `<IsTruncated>true</IsTruncated><Marker>${token}</Marker></$1Result>`)
    }
    case 'rewritten':
      return fault.rewrite(body)
    default:
      return body
  }
}

import type { Bearer, Login } from '../entra/login.ts'
import { isObject, type WireAnswer, type WireRequest } from '../entra/wire.ts'
import { isAllowed } from './access.ts'
import { appService } from './app-service.ts'
import { authorization } from './authorization.ts'
import type { AzureFixture } from './azure-fixture.ts'
import { defender } from './defender.ts'
import { hierarchy } from './hierarchy.ts'
import { logs } from './logs.ts'
import type { ArmFound, ArmResource } from './resource.ts'
import { InvalidQuery, runQuery } from './resource-graph.ts'

const resources: readonly ArmResource[] = [...hierarchy, ...authorization, ...defender, ...logs, ...appService]

const graphPath = '/providers/Microsoft.ResourceGraph/resources'
const graphVersion = '2022-10-01'
const graphAction = 'Microsoft.ResourceGraph/resources/read'

const patterns = resources.map(resource => ({
  resource,
  pattern: new RegExp(`^${resource.path.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`, 'i'),
}))

/** An error in the shape of Azure Resource Manager: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-manager-error-codes */
export const armError = (status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: { error: { code, message } },
})

/** The words of a refusal. */
export const refusal = (action: string, scope: string): WireAnswer =>
  armError(
    403,
    'AuthorizationFailed',
    `The client does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  )

const scopeOf = (path: string): string => {
  const scope = /^(\/subscriptions\/[^/]+|\/providers\/Microsoft\.Management\/managementGroups\/[^/]+)/i.exec(path)?.[1]
  return scope ?? '/'
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const offsetOf = (token: string | null): number => (token === null ? 0 : Number(Buffer.from(token, 'base64url').toString()))
const tokenOf = (offset: number): string => Buffer.from(String(offset)).toString('base64url')

const paged = (request: WireRequest, found: Extract<ArmFound, { kind: 'list' }>, pageSize: number): WireAnswer => {
  const from = offsetOf(request.url.searchParams.get('$skiptoken'))
  if (!Number.isInteger(from)) return armError(400, 'InvalidSkipToken', 'The skip token is not valid.')
  const next = new URL(request.url)
  next.searchParams.set('$skiptoken', tokenOf(from + pageSize))
  return {
    status: 200,
    body: { value: found.rows.slice(from, from + pageSize), ...(from + pageSize < found.rows.length ? { nextLink: next.href } : {}) },
  }
}

const answerQuery = (azure: AzureFixture, clientId: string, body: unknown, pageSize: number): WireAnswer => {
  if (!isObject(body) || typeof body.query !== 'string' || !Array.isArray(body.subscriptions) || body.subscriptions.length === 0)
    return armError(400, 'BadRequest', 'Please provide below info when asking for support: the request is not valid.')
  const may = body.subscriptions.some(id => isAllowed(azure, clientId, graphAction, `/subscriptions/${String(id)}`))
  if (!may) return refusal(graphAction, '/')
  const { $top: top = 100, $skipToken: token = null } = isObject(body.options) ? body.options : {}
  const size = Math.min(Number(top), pageSize)
  const from = offsetOf(typeof token === 'string' ? token : null)
  try {
    const rows = runQuery(azure, clientId, body.query, body.subscriptions.map(String))
    const data = rows.slice(from, from + size)
    const isMore = from + size < rows.length
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' },
      body: {
        totalRecords: rows.length,
        count: data.length,
        data,
        facets: [],
        resultTruncated: 'false',
        ...(isMore ? { $skipToken: tokenOf(from + size) } : {}),
      },
    }
  } catch (error) {
    if (error instanceof InvalidQuery) return armError(400, 'BadRequest', `Query is invalid: ${error.message}`)
    throw error
  }
}

const unknownVersion = (version: string | null, known: string): WireAnswer =>
  version === null
    ? armError(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.')
    : armError(400, 'InvalidApiVersionParameter', `The api-version '${version}' is invalid. The supported versions are '${known}'.`)

const serve = (request: WireRequest, azure: AzureFixture, { clientId }: Bearer, pageSize: number): WireAnswer => {
  const path = request.url.pathname
  const version = request.url.searchParams.get('api-version')
  if (request.method === 'POST' && path === graphPath)
    return version === graphVersion ? answerQuery(azure, clientId, parsed(request.body), pageSize) : unknownVersion(version, graphVersion)
  const override = azure.answers[`${request.method} ${path}`]
  const match = patterns.find(({ pattern, resource }) => pattern.test(path) && (resource.method ?? 'GET') === request.method)
  if (match === undefined) return armError(404, 'InvalidResourceType', `The resource type could not be found: ${path}.`)
  const { resource, pattern } = match
  if (version !== resource.apiVersion) return unknownVersion(version, resource.apiVersion)
  const ids = pattern.exec(path)?.groups ?? {}
  const scope = scopeOf(path)
  const subscription = azure.subscriptions.find(({ id }) => id === ids.subscription)
  if (ids.subscription !== undefined && subscription === undefined)
    return armError(404, 'SubscriptionNotFound', `The subscription '${ids.subscription}' could not be found.`)
  // What belongs to the whole tenant is asked at its root.
  const asked = scope === '/' ? `/providers/Microsoft.Management/managementGroups/${azure.tenant}` : scope
  if (resource.action !== undefined && !isAllowed(azure, clientId, resource.action, asked)) return refusal(resource.action, scope)
  if (resource.provider !== undefined && subscription?.unregistered?.includes(resource.provider) === true)
    return armError(409, 'MissingSubscriptionRegistration', `The subscription is not registered to use namespace '${resource.provider}'.`)
  if (override !== undefined) return { status: 200, body: override }
  const found = resource.find({
    azure,
    clientId,
    scope,
    body: parsed(request.body),
    option: name => request.url.searchParams.get(name),
    id: name => decodeURIComponent(ids[name] ?? ''),
  })
  if (found.kind === 'missing') return armError(404, found.code, `${path} was not found.`)
  if (found.kind === 'unlicensed')
    return armError(400, 'AadPremiumLicenseRequired', 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.')
  return found.kind === 'one' ? { status: 200, body: found.body } : paged(request, found, pageSize)
}

/** The action that a path asks for, for refusals under a fault. */
export const actionFor = (pathname: string): string =>
  pathname === graphPath ? graphAction : (patterns.find(({ pattern }) => pattern.test(pathname))?.resource.action ?? 'Microsoft.Resources/subscriptions/read')

/** Judges one request to Azure Resource Manager, with what it asked and with whose token. */
export const answerArm = (request: WireRequest, tenants: readonly AzureFixture[], login: Pick<Login, 'check'>, pageSize: number): WireAnswer => {
  const bearer = login.check(request.headers.authorization)
  if ('refused' in bearer) return armError(401, 'AuthenticationFailed', `Authentication failed. ${bearer.refused}`)
  if (bearer.audience !== request.url.origin)
    return armError(401, 'InvalidAuthenticationTokenAudience', 'The access token has been obtained for wrong audience or resource.')
  const azure = tenants.find(({ tenant }) => tenant === bearer.tenant.id)
  if (azure === undefined) return armError(401, 'InvalidAuthenticationTokenTenant', 'The access token is from the wrong issuer.')
  return serve(request, azure, bearer, pageSize)
}

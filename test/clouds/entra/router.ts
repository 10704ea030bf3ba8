import { applicationFacts } from './application-facts.ts'
import { applications } from './applications.ts'
import { certificateTrust } from './certificate-trust.ts'
import { directory } from './directory.ts'
import { governance } from './governance.ts'
import type { Bearer, Login } from './login.ts'
import { memberships } from './memberships.ts'
import { unknownSegment } from './national-clouds.ts'
import { answerQuery } from './odata.ts'
import { missing, opens, permissions } from './permissions.ts'
import { tenantPolicies } from './policies.ts'
import { privilege } from './privilege.ts'
import { programs } from './programs.ts'
import { protectedActions } from './protected-actions.ts'
import { reports } from './reports.ts'
import type { Resource, Version } from './resource.ts'
import { roles } from './roles.ts'
import { settings } from './settings.ts'
import { graphError, type WireAnswer, type WireRequest } from './wire.ts'

const resources: readonly Resource[] = [
  ...privilege,
  ...certificateTrust,
  ...memberships,
  ...applicationFacts,
  ...programs,
  ...directory,
  ...protectedActions,
  ...roles,
  ...tenantPolicies,
  ...settings,
  ...governance,
  ...applications,
  ...reports,
]

const patterns = resources.map(resource => ({ resource, pattern: new RegExp(`^${resource.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`) }))

/** How Graph words a refusal differs by the service behind the path. */
const refusal = (resource: Resource, held: ReadonlySet<string> = new Set()): WireAnswer => {
  if (resource.words === 'reports')
    return graphError(
      403,
      'Authentication_MSGraphPermissionMissing',
      `The principal does not have required Microsoft Graph permission(s): ${missing(resource.needs, held).join(', ')} to call this API. For more information about Microsoft Graph permissions, please visit https://learn.microsoft.com/graph/permissions-overview.`,
    )
  if (resource.words === 'policy')
    return graphError(403, 'AccessDenied', 'You cannot perform the requested operation, required scopes are missing in the token.')
  if (resource.words === 'pim')
    return graphError(403, 'PermissionScopeNotGranted', `Authorization failed due to missing permission scope ${permissions[resource.needs].join(',')}.`)
  return graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
}

/** The refusal that the path's own service would write; for a path that Graph does not have, the directory's. */
export const refusalFor = (pathname: string): WireAnswer => {
  const path = pathname.replace(/^\/(v1\.0|beta)/, '')
  const match = patterns.find(({ pattern }) => pattern.test(path))
  return match === undefined ? graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.') : refusal(match.resource)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const notFound = (segment: string): WireAnswer => graphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`)

const serve = (request: WireRequest, version: Version, path: string, bearer: Bearer, pageSize: number): WireAnswer => {
  const segment = unknownSegment(bearer.tenant, path)
  if (segment !== undefined) return notFound(segment)
  const here = patterns.filter(
    ({ pattern, resource }) =>
      pattern.test(path) && (resource.versions ?? [version]).includes(version) && resource.when?.(name => request.url.searchParams.get(name)) !== false,
  )
  if (here.length === 0) return notFound(path.split('/')[1] ?? '')
  const match = here.find(({ resource }) => (resource.method ?? 'GET') === request.method)
  if (match === undefined) return graphError(405, 'Request_BadRequest', `Specified HTTP method is not allowed for the request target: ${request.method}.`)
  const { resource, pattern } = match
  if (!opens(resource.needs, bearer.permissions, bearer.leastOnly)) return refusal(resource, bearer.permissions)
  const ids = pattern.exec(path)?.groups ?? {}
  const found = resource.find({
    tenant: bearer.tenant,
    version,
    permissions: bearer.permissions,
    body: parsed(request.body),
    option: name => request.url.searchParams.get(name),
    id: name => decodeURIComponent(ids[name] ?? ''),
  })
  if (found.kind === 'missing')
    return graphError(
      404,
      'Request_ResourceNotFound',
      `Resource '${found.id}' does not exist or one of its queried reference-property objects are not present.`,
    )
  if (found.kind === 'refused')
    return graphError(403, 'Authentication_MSGraphPermissionMissing', `Calling principal does not have required MSGraph permissions ${found.permission}`)
  if (found.kind === 'bad-request') return graphError(400, 'BadRequest', found.message)
  if (found.kind === 'unlicensed' && found.plan === 'P1')
    return graphError(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', "Tenant is not a B2C tenant and doesn't have premium license")
  if (found.kind === 'unlicensed')
    return graphError(400, 'AadPremiumLicenseRequired', 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.')
  return answerQuery(request, version, found, pageSize)
}

/** Judges one request to Graph, with what it asked and with whose token. */
export const answerGraph = (request: WireRequest, login: Login, pageSize: number): WireAnswer => {
  const bearer = login.check(request.headers.authorization)
  if ('refused' in bearer) return graphError(401, 'InvalidAuthenticationToken', bearer.refused, { 'www-authenticate': 'Bearer realm=""' })
  if (bearer.audience !== request.url.origin && bearer.audience !== 'https://graph.microsoft.com')
    return graphError(401, 'InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.', { 'www-authenticate': 'Bearer realm=""' })
  const [, version, path] = /^\/(v1\.0|beta)(\/.*)$/.exec(request.url.pathname) ?? []
  if (version === undefined || path === undefined) return graphError(400, 'BadRequest', `Invalid version: ${request.url.pathname.split('/')[1] ?? ''}`)
  return serve(request, version === 'beta' ? 'beta' : 'v1.0', path, bearer, pageSize)
}

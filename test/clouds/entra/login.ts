import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { assertionFault, assertionType } from './client-assertion.ts'
import { allPermissions } from './permissions.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import { isObject, type WireAnswer, type WireRequest } from './wire.ts'

/** What an accepted token says. */
export interface Bearer {
  readonly tenant: TenantFixture
  readonly permissions: ReadonlySet<string>
  readonly leastOnly: boolean
  /** Whom the token is for. */
  readonly audience: string
  readonly clientId: string
}

/** For whom a token is issued: an application, or a person who uses it with these scopes. */
export interface TokenFor {
  readonly clientId: string
  readonly person?: { readonly name: string; readonly scopes: readonly string[] }
}

/** Why a token is not accepted: the message Graph gives with 401. */
interface Refusal {
  readonly refused: string
}

export interface Login {
  answer(request: WireRequest): WireAnswer | undefined
  check(authorization: string | undefined): Bearer | Refusal
  /** A token for Graph, as other ways to sign in than the token endpoint give it. */
  token(tenant: TenantFixture, who: TokenFor): string
  /** From now on gives tokens for this service, too. */
  serve(audience: string): void
}

/** The login service of the tenants: OpenID discovery, client credentials with a secret or an assertion, and the check of the tokens it gave out. `lifetime` in seconds. */
export const login = (tenants: readonly TenantFixture[], now: () => Date, lifetime: number): Login => {
  const key = randomBytes(32)
  const others = new Set<string>()
  const sign = (text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const find = (name: string): TenantFixture | undefined =>
    tenants.find(t => t.id === name || (t.organization.verifiedDomains ?? []).some(d => d.name === name))

  const failure = (status: number, error: string, code: number, text: string): WireAnswer => {
    const trace = randomUUID()
    const timestamp = now().toISOString().replace('T', ' ').slice(0, 19)
    const description = `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${trace} Timestamp: ${timestamp}Z`
    return {
      status,
      body: {
        error,
        error_description: description,
        error_codes: [code],
        timestamp: `${timestamp}Z`,
        trace_id: trace,
        correlation_id: trace,
        error_uri: `https://login.microsoftonline.com/error?code=${code}`,
      },
    }
  }
  const unknownTenant = (name: string): WireAnswer =>
    failure(
      400,
      'invalid_request',
      90002,
      `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    )

  const token = (tenant: TenantFixture, { clientId, person }: TokenFor, audience = 'https://graph.microsoft.com'): string => {
    const client = tenant.clients.find(c => c.clientId === clientId)
    const exp = Math.floor(now().getTime() / 1000) + lifetime
    const rights =
      person === undefined ? { idtyp: 'app', roles: client?.permissions ?? allPermissions } : { idtyp: 'user', upn: person.name, scp: person.scopes.join(' ') }
    const claims = { aud: audience, tid: tenant.id, appid: clientId, exp, ...rights }
    const text = [{ typ: 'JWT', alg: 'HS256' }, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${text}.${sign(text).toString('base64url')}`
  }

  const issue = (request: WireRequest, tenant: TenantFixture): WireAnswer => {
    const form = new URLSearchParams(request.body)
    if (form.get('grant_type') !== 'client_credentials') return failure(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.')
    const id = form.get('client_id') ?? ''
    const client = tenant.clients.find(c => c.clientId === id)
    if (client === undefined)
      return failure(
        400,
        'unauthorized_client',
        700016,
        `Application with identifier '${id}' was not found in the directory '${tenant.organization.displayName}'.`,
      )
    if (form.get('client_assertion_type') === assertionType) {
      const fault = assertionFault(form.get('client_assertion') ?? '', client, `${request.url.origin}${request.url.pathname}`, now())
      if (fault !== undefined) return failure(401, 'invalid_client', fault.code, fault.text)
    } else if (client.secret === undefined || form.get('client_secret') !== client.secret) {
      return failure(
        401,
        'invalid_client',
        7000215,
        `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${id}'.`,
      )
    }
    const audience = (form.get('scope') ?? '')
      .split(' ')
      .find(scope => scope.endsWith('/.default'))
      ?.slice(0, -'/.default'.length)
    if (audience === undefined || (audience !== request.url.origin && audience !== 'https://graph.microsoft.com' && !others.has(audience))) {
      return failure(
        400,
        'invalid_resource',
        500011,
        `The resource principal named ${audience} was not found in the tenant named ${tenant.organization.displayName}.`,
      )
    }
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, access_token: token(tenant, { clientId: id }, audience) },
    }
  }

  return {
    answer(request) {
      const [, name = '', route = ''] = /^\/([^/]+)\/(v2\.0\/\.well-known\/openid-configuration|oauth2\/v2\.0\/token)$/.exec(request.url.pathname) ?? []
      if (route === '') return undefined
      const tenant = find(name)
      if (tenant === undefined) return unknownTenant(name)
      if (route.startsWith('oauth2'))
        return request.method === 'POST' ? issue(request, tenant) : failure(400, 'invalid_request', 900561, 'The endpoint only accepts POST requests.')
      const base = `${request.url.origin}/${tenant.id}`
      return {
        status: 200,
        body: {
          issuer: `${base}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          token_endpoint: `${request.url.origin}/${name}/oauth2/v2.0/token`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
        },
      }
    },
    check(authorization) {
      const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1]
      if (token === undefined) return { refused: 'Access token is empty.' }
      const [head = '', body = '', signature = ''] = token.split('.')
      const given = Buffer.from(signature, 'base64url')
      const right = sign(`${head}.${body}`)
      if (given.length !== right.length || !timingSafeEqual(given, right))
        return { refused: 'IDX14100: JWT is not well formed, or its signature is not valid.' }
      const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
      const tenant = isObject(claims) ? tenants.find(t => t.id === claims.tid) : undefined
      if (!isObject(claims) || tenant === undefined) return { refused: 'Invalid tenant.' }
      if (Number(claims.exp) * 1000 <= now().getTime()) return { refused: 'Lifetime validation failed, the token is expired.' }
      const held = typeof claims.scp === 'string' ? claims.scp.split(' ') : Array.isArray(claims.roles) ? claims.roles.map(String) : []
      return {
        tenant,
        permissions: new Set(held),
        leastOnly: tenant.clients.some(client => client.clientId === claims.appid && client.leastOnly === true),
        audience: String(claims.aud),
        clientId: String(claims.appid),
      }
    },
    token: (tenant, who) => token(tenant, who),
    serve: audience => others.add(audience),
  }
}

import { createServer } from 'node:http'
import type { Entra } from './start-entra.ts'

/** The identity endpoint that App Service, Functions and containers give their programs. `environment` names it as they do. */
export interface ManagedIdentity {
  readonly environment: { readonly IDENTITY_ENDPOINT: string; readonly IDENTITY_HEADER: string }
  readonly log: readonly { readonly status: number; readonly resource: string | null; readonly clientId: string | null }[]
  close(): Promise<void>
}

/** Which identities the machine has: the system's own, and those assigned by client id. */
export interface Identities {
  readonly tenant: string
  readonly system?: string
  readonly assigned?: readonly string[]
}

const header = 'kept-by-the-machine'

/** Starts the endpoint on loopback over plain HTTP: https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
export const startManagedIdentity = async (entra: Entra, { tenant, system, assigned = [] }: Identities): Promise<ManagedIdentity> => {
  const log: ManagedIdentity['log'][number][] = []
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const resource = searchParams.get('resource')
    const clientId = searchParams.get('client_id')
    const answer = (status: number, body: object): void => {
      log.push({ status, resource, clientId })
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (request.headers['x-identity-header'] !== header || searchParams.get('api-version') !== '2019-08-01')
      return answer(401, { statusCode: 401, message: 'Unauthorized' })
    const identity = clientId === null ? system : assigned.find(id => id === clientId)
    if (identity === undefined)
      return answer(400, { statusCode: 400, message: 'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.' })
    const lifetime = 86_400
    answer(200, {
      access_token: entra.token(tenant, { clientId: identity }),
      expires_on: String(Math.floor(Date.now() / 1000) + lifetime),
      resource,
      token_type: 'Bearer',
      client_id: identity,
    })
  })
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
    })
  })
  return {
    environment: { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: header },
    log,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

import { ClientSecretCredential } from '@azure/identity'
import { Client } from '@microsoft/microsoft-graph-client'
import { scanner } from './tenant.ts'

export type { Client }

/** The real credential against the emulator. */
export const sdkCredential = (
  url: string,
  tenantId: string,
  client: { readonly clientId: string; readonly secret: string } = scanner,
): ClientSecretCredential =>
  new ClientSecretCredential(tenantId, client.clientId, client.secret, { authorityHost: url, disableInstanceDiscovery: true, retryOptions: { maxRetries: 0 } })

/** The real Graph client against the emulator, with the real credential unless a token is given. */
export const sdkClient = (url: string, tenantId: string, token?: string): Client => {
  const credential = sdkCredential(url, tenantId)
  return Client.init({
    baseUrl: url,
    customHosts: new Set([new URL(url).hostname]),
    authProvider: done => {
      const given = token === undefined ? credential.getToken('https://graph.microsoft.com/.default').then(answer => answer.token) : Promise.resolve(token)
      given.then(text => done(null, text)).catch((error: unknown) => done(error, null))
    },
  })
}

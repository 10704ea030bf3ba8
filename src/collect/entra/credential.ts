import { resolve } from 'node:path'
import {
  AzureCliCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity'
import { CollectError } from '../collector.ts'
import type { LoginClient } from './login-client.ts'
import { isAuthority, isIdentityEndpoint, isPublicAuthority } from './login-hosts.ts'

/**
 * How to sign in. `secretEnv` and `certificateEnv` name environment variables: one holds the secret, the other a path. Paths are relative to
 * the config. Where a client id or token file is left out, `AZURE_CLIENT_ID` and `AZURE_FEDERATED_TOKEN_FILE` say it.
 */
export type EntraAuth =
  | { readonly method: 'secret'; readonly clientId: string; readonly secretEnv: string }
  | { readonly method: 'certificate'; readonly clientId: string; readonly certificate?: string | undefined; readonly certificateEnv?: string | undefined }
  | { readonly method: 'workload'; readonly clientId?: string | undefined; readonly tokenFile?: string | undefined }
  | { readonly method: 'managed'; readonly clientId?: string | undefined }
  | { readonly method: 'cli' }
  | { readonly method: 'default' }

/** One tenant as the config names it. */
export interface EntraEntry {
  /** Tenant id or one of its domains. */
  readonly tenant: string
  readonly auth: EntraAuth
  readonly authorityHost: string
  readonly graphEndpoint: string
}

export interface CredentialMeans {
  /** Looks up an environment variable. */
  readonly environment: (name: string) => string | undefined
  /** What paths in the config are relative to. */
  readonly folder: string
  /** Milliseconds a program that gives a token may take. */
  readonly timeout: number
  readonly client: LoginClient
}

const variable = (means: CredentialMeans, name: string, holding: string): string => {
  const value = means.environment(name)
  if (value === undefined || value === '') throw new CollectError('denied', `the environment variable ${name}, which should hold ${holding}, is not set`)
  return value
}

const certificateOf = (auth: Extract<EntraAuth, { method: 'certificate' }>, means: CredentialMeans): string => {
  if (auth.certificate !== undefined) return resolve(means.folder, auth.certificate)
  return variable(means, auth.certificateEnv ?? 'AZURE_CLIENT_CERTIFICATE_PATH', 'the path of the certificate')
}

/** Where requests for tokens may go with this entry. */
export const allowedBy =
  ({ auth, authorityHost }: EntraEntry, environment: CredentialMeans['environment']) =>
  (address: URL): boolean => {
    const { method } = auth
    const isHere = (method === 'managed' || method === 'default') && isIdentityEndpoint(environment, address)
    return isHere || isAuthority(new URL(authorityHost), address)
  }

/** The credential of an entry, through the SDK, whose own retries and redirects are off. Throws `CollectError` where the config names what is not there. */
export const credentialFor = (entry: EntraEntry, means: CredentialMeans): TokenCredential => {
  const { auth, tenant } = entry
  const authority = new URL(entry.authorityHost)
  const options = {
    authorityHost: authority.origin,
    disableInstanceDiscovery: !isPublicAuthority(authority),
    httpClient: means.client,
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
  }
  const workload = (clientId: string, tokenFilePath: string): TokenCredential =>
    new WorkloadIdentityCredential({ ...options, tenantId: tenant, clientId, tokenFilePath })
  switch (auth.method) {
    case 'secret':
      return new ClientSecretCredential(tenant, auth.clientId, variable(means, auth.secretEnv, 'the client secret'), options)
    case 'certificate':
      return new ClientCertificateCredential(tenant, auth.clientId, { certificatePath: certificateOf(auth, means) }, options)
    case 'workload':
      return workload(
        auth.clientId ?? variable(means, 'AZURE_CLIENT_ID', "the application's client id"),
        auth.tokenFile === undefined ? variable(means, 'AZURE_FEDERATED_TOKEN_FILE', 'the path of the federated token') : resolve(means.folder, auth.tokenFile),
      )
    case 'managed': {
      // On Kubernetes the SDK would exchange this token itself, with an authority of its own choice.
      const file = means.environment('AZURE_FEDERATED_TOKEN_FILE')
      const clientId = auth.clientId ?? means.environment('AZURE_CLIENT_ID')
      if (file !== undefined && clientId !== undefined && means.environment('AZURE_TENANT_ID') !== undefined) return workload(clientId, file)
      return new ManagedIdentityCredential({ ...options, ...(auth.clientId === undefined ? {} : { clientId: auth.clientId }) })
    }
    case 'cli':
      return new AzureCliCredential({ tenantId: tenant, processTimeoutInMs: means.timeout })
    case 'default':
      return new DefaultAzureCredential({ ...options, tenantId: tenant, processTimeoutInMs: means.timeout })
  }
}

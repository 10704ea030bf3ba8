import { RefusedRequest } from '../refused-request.ts'
import { type ArmOperation, armOperations } from './operations.ts'

/** Subscriptions have GUIDs, management groups names of these characters: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
const segments: Readonly<Record<string, string>> = {
  '{subscription}': '[0-9a-f-]{36}',
  '{group}': '[\\w().-]+',
  '{name}': '[\\p{L}\\p{N}_().-]+',
  '{slot}': '[\\p{L}\\p{N}-]+',
}
const patternOf = (path: string): string =>
  path
    .split(/(\{\w+\})/)
    .map(piece => segments[piece] ?? piece.replace(/[$.]/g, '\\$&'))
    .join('')

// The paths of Azure Resource Manager do not mind their case.
const patterns = armOperations.map(operation => ({ operation, pattern: new RegExp(`^${patternOf(operation.path)}$`, 'iu') }))

/** The operation that a method and path are, if they are on the list. */
export const operationOf = (method: string, path: string): ArmOperation | undefined =>
  patterns.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation

/** The path as it reads; undefined where a segment hides a slash, or is no text. */
const decoded = (path: string): string | undefined => {
  try {
    const segments = path.split('/').map(decodeURIComponent)
    return segments.some(segment => /[/\\]/.test(segment)) ? undefined : segments.join('/')
  } catch {
    return undefined
  }
}

/**
 * The read-only guard of one Azure Resource Manager: names the operation that a request is, or throws `RefusedRequest`. It judges method, host,
 * path and version of the API; nothing reaches the network without its answer.
 */
export const armGuardOf = (resourceManagerEndpoint: string): ((method: string, url: string) => ArmOperation) => {
  const { origin } = new URL(resourceManagerEndpoint)
  return (method, url) => {
    const target = URL.canParse(url) ? new URL(url) : undefined
    if (target === undefined || target.origin !== origin || target.username !== '')
      throw new RefusedRequest(`${method} ${target?.host ?? 'an unreadable address'} is not the configured Azure Resource Manager`)
    const path = decoded(target.pathname)
    const operation = path === undefined ? undefined : operationOf(method, path)
    if (operation === undefined) throw new RefusedRequest(`${method} ${target.pathname} is not a known read of Azure Resource Manager`)
    const versions = target.searchParams.getAll('api-version')
    if (versions.length !== 1 || versions[0] !== operation.apiVersion)
      throw new RefusedRequest(`${method} ${target.pathname} is asked with another version of the API than ${operation.apiVersion}`)
    return operation
  }
}

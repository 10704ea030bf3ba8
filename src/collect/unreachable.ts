const member = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined)

/** Codes of Node.js for a host that has no address, or does not let a connection in: https://nodejs.org/api/errors.html#common-system-errors */
const codes = new Set(['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'])

/** The error that tells why there is no connection: of `fetch` it is a cause, of a host with several addresses one of several errors. */
const reasonOf = (error: unknown, depth = 0): unknown => {
  if (depth > 5 || error === undefined || error === null) return undefined
  if (codes.has(String(member(error, 'code'))) && member(error, 'message') !== '') return error
  const several = member(error, 'errors')
  return reasonOf(member(error, 'cause') ?? (Array.isArray(several) ? several[0] : undefined), depth + 1)
}

const hostOf = (reason: unknown): string | undefined => {
  const [name, address, port] = ['hostname', 'address', 'port'].map(key => member(reason, key))
  if (typeof name === 'string') return name
  return typeof address === 'string' ? `${address}${port === undefined ? '' : `:${String(port)}`}` : undefined
}

/** What a person can do about a host that cannot be reached; undefined if something else went wrong. `host` where the error does not name it. */
export const unreachable = (error: unknown, host?: string): string | undefined => {
  const reason = reasonOf(error)
  if (reason === undefined) return undefined
  return `could not reach ${host ?? hostOf(reason) ?? 'the service'}: ${String(member(reason, 'message'))}; check the network or the proxy`
}

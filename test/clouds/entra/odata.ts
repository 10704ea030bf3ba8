import { userDefaults } from './directory.ts'
import { type Filter, parseFilter } from './filter.ts'
import type { Found, Version } from './resource.ts'
import { schemaOf } from './schema.ts'
import { graphError, type Json, type WireAnswer, type WireRequest } from './wire.ts'

const options = new Set(['$select', '$filter', '$expand', '$top', '$count', '$skiptoken', '$format'])
const directoryTypes = ['user', 'group', 'servicePrincipal', 'application']
const derived: Readonly<Record<string, readonly string[]>> = { directoryObject: directoryTypes, namedLocation: ['ipNamedLocation', 'countryNamedLocation'] }
const directoryObjects = new Set([...directoryTypes, 'directoryObject', 'appRoleAssignment'])

/** Collections that Graph gives whole, whatever `$top` says. */
const unpaged = new Set(['organization', 'subscribedSku', 'domain', 'internalDomainFederation', 'groupSetting', 'unifiedRoleManagementPolicyAssignment'])

type Properties = ReadonlyMap<string, 'one' | 'many'>

const propertiesOf = (type: string, version: Version): Properties => new Map([type, ...(derived[type] ?? [])].flatMap(name => [...schemaOf(name, version)]))

const badRequest = (message: string): WireAnswer => graphError(400, 'BadRequest', message)

class Rejected extends Error {
  readonly answer: WireAnswer
  constructor(answer: WireAnswer) {
    super('rejected')
    this.answer = answer
  }
}

const selected = (query: URLSearchParams, type: string, properties: Properties): readonly string[] | undefined => {
  const names = query
    .get('$select')
    ?.split(',')
    .map(name => name.trim())
  for (const name of names ?? []) {
    if (!properties.has(name))
      throw new Rejected(badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`))
  }
  return names
}

const only = (row: Json, names: readonly string[], properties: Properties): Json => ({
  ...Object.fromEntries(Object.entries(row).filter(([name]) => name === '@odata.type')),
  ...Object.fromEntries(names.map(name => [name, row[name] ?? (properties.get(name) === 'many' && !('@odata.type' in row) ? [] : null)])),
})

const project = (row: Json, names: readonly string[] | undefined, type: string, properties: Properties): Json => {
  const wanted = names ?? (type === 'user' || row['@odata.type'] === '#microsoft.graph.user' ? userDefaults : undefined)
  return wanted === undefined ? row : only(row, wanted, properties)
}

/** `$expand=a,b($select=x),c($expand=d)`: the parts between commas that stand outside parentheses. What is expanded inside is always given. */
const expansions = (text: string): readonly { readonly name: string; readonly select: readonly string[] | undefined }[] =>
  text.split(/,(?![^(]*\))/).map(part => {
    const [, name = '', select] = /^\s*(\w+)(?:\(\$select=([\w,]+)\))?\s*$/.exec(part.replace(/\(\$expand=\w+\)/, '')) ?? []
    if (name === '') throw new Rejected(badRequest(`Parsing OData Select and Expand failed: '${part}' cannot be read.`))
    return { name, select: select?.split(',') }
  })

const narrowed = (value: unknown, select: readonly string[] | undefined): unknown => {
  if (select === undefined || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(item => narrowed(item, select))
  return Object.fromEntries(Object.entries(value).filter(([name]) => name === '@odata.type' || select.includes(name)))
}

const expanded = (row: Json, query: URLSearchParams, found: Extract<Found, { kind: 'list' | 'one' }>): Json => {
  const text = query.get('$expand')
  if (text === null) return {}
  return Object.fromEntries(
    expansions(text).map(({ name, select }) => {
      const follow = found.expand?.[name]
      if (follow === undefined)
        throw new Rejected(
          badRequest(`Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${found.type}'.`),
        )
      return [name, narrowed(follow(row), select)]
    }),
  )
}

const filterOf = (query: URLSearchParams, type: string, properties: Properties, advancedAllowed: boolean): Filter | undefined => {
  const text = query.get('$filter')
  if (text === null) return undefined
  let filter: Filter
  try {
    filter = parseFilter(text, new Set(properties.keys()), type)
  } catch (error) {
    throw new Rejected(badRequest(error instanceof Error ? error.message : String(error)))
  }
  if (filter.advanced && directoryObjects.has(type) && !advancedAllowed) {
    throw new Rejected(
      graphError(
        400,
        'Request_UnsupportedQuery',
        'Unsupported or invalid query filter clause specified for property of this resource: it needs ConsistencyLevel eventual and $count=true.',
      ),
    )
  }
  return filter
}

const pageOf = (query: URLSearchParams, found: Extract<Found, { kind: 'list' }>, pageSize: number): { readonly from: number; readonly size: number } => {
  if (unpaged.has(found.type)) return { from: 0, size: Number.POSITIVE_INFINITY }
  const largest = found.largestPage ?? 999
  const top = Number(query.get('$top') ?? Math.min(pageSize, largest))
  if (!Number.isInteger(top) || top < 1 || top > largest) {
    throw new Rejected(
      graphError(400, 'Request_UnsupportedQuery', `Invalid page size specified: '${query.get('$top')}'. Must be between 1 and ${largest} inclusive.`),
    )
  }
  const token = query.get('$skiptoken')
  const from =
    token === null
      ? 0
      : Number(
          Buffer.from(token, 'base64url')
            .toString()
            .replace(/^from:/, ''),
        )
  if (!Number.isInteger(from))
    throw new Rejected(
      graphError(400, 'Directory_ExpiredPageToken', 'The specified page token value has expired and can no longer be included in your request.'),
    )
  return { from, size: Math.min(top, pageSize, found.fullestPage ?? top) }
}

/** Answers one resource under the query options of the request: `$select`, `$filter`, `$expand`, `$top`, `$count`, paging by `$skiptoken`. */
export const answerQuery = (request: WireRequest, version: Version, found: Extract<Found, { kind: 'list' | 'one' }>, pageSize: number): WireAnswer => {
  const query = request.url.searchParams
  const context = `${request.url.origin}/${version}/$metadata#${found.type}`
  try {
    for (const name of query.keys())
      if (name.startsWith('$') && !options.has(name)) throw new Rejected(badRequest(`Query option '${name}' was not recognized or not supported.`))
    const properties = propertiesOf(found.type, version)
    const names = selected(query, found.type, properties)
    const shape = (row: Json): Json => ({ ...project(row, names, found.type, properties), ...expanded(row, query, found) })
    if (found.kind === 'one') return { status: 200, body: { '@odata.context': `${context}/$entity`, ...shape(found.row) } }

    const eventual = request.headers.consistencylevel?.toLowerCase() === 'eventual'
    const counted = query.get('$count') === 'true'
    const filter = filterOf(query, found.type, properties, eventual && counted)
    const rows = filter === undefined ? found.rows : found.rows.filter(row => filter.matches(row))
    const { from, size } = pageOf(query, found, pageSize)
    const next = new URL(request.url)
    next.searchParams.set('$skiptoken', Buffer.from(`from:${from + size}`).toString('base64url'))
    const body = {
      '@odata.context': context,
      ...(counted && (eventual || !directoryObjects.has(found.type)) ? { '@odata.count': rows.length } : {}),
      ...(from + size < rows.length ? { '@odata.nextLink': next.href } : {}),
      value: rows.slice(from, from + size).map(shape),
    }
    return { status: 200, body }
  } catch (error) {
    if (error instanceof Rejected) return error.answer
    throw error
  }
}

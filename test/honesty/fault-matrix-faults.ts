import type { Fault as AwsFault } from '../clouds/aws/faults.ts'
import type { Fault as EntraFault } from '../clouds/entra/faults.ts'

const surprisesIn = (json: string): string => JSON.stringify(Object.fromEntries(Object.keys(JSON.parse(json)).map(member => [member, 'surprise'])))
const isJson = (body: string): boolean => body.startsWith('{')

/** S3 and EC2 have no element around what they answer but the root. */
const surpriseInXml = (body: string): string =>
  /<\w+Result>/.test(body) ? body.replace(/<(\w+Result)>.*<\/\1>/s, '<$1>surprise</$1>') : body.replace(/<(\w+)([^>?]*)>.*<\/\1>\s*$/s, '<$1$2>surprise</$1>')

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** A text instead of the items of the first list of structures: in a list of texts it would be one more of them. Undefined: there is none. */
const surpriseInList = (value: unknown): unknown => {
  if (Array.isArray(value)) return isObject(value[0]) ? ['surprise'] : undefined
  if (!isObject(value)) return undefined
  for (const [member, inner] of Object.entries(value)) {
    const changed = surpriseInList(inner)
    if (changed !== undefined) return { ...value, [member]: changed }
  }
  return undefined
}

/** Ways in which an answer of AWS tells nothing: each must leave a gap, whichever the call. */
export const awsFaults: Readonly<Record<string, AwsFault>> = {
  denied: { kind: 'denied' },
  'throttled for ever': { kind: 'throttled' },
  'an error of the server': { kind: 'server-error' },
  'a body that is cut': { kind: 'cut' },
  'no body at all': { kind: 'empty' },
  'a page of some proxy': { kind: 'html' },
  'text instead of an answer': {
    kind: 'rewritten',
    rewrite: body => (isJson(body) ? surprisesIn(body) : surpriseInXml(body)),
  },
}

/** Ways in which an answer of AWS may tell less, where the call has lists or pages. */
export const awsListFaults: Readonly<Record<string, AwsFault>> = {
  'text instead of the first item': {
    kind: 'rewritten',
    rewrite: body =>
      isJson(body)
        ? JSON.stringify(surpriseInList(JSON.parse(body)) ?? JSON.parse(body))
        : body.replace(/<member><(?!\/).*?<\/member>/s, '<member>surprise</member>'),
  },
  'pages without end': { kind: 'endless-pages' },
}

/** The same of Entra and Graph. */
export const entraFaults: Readonly<Record<string, EntraFault>> = {
  denied: { kind: 'denied' },
  'throttled for ever': { kind: 'throttled' },
  'an error of the server': { kind: 'status', status: 500 },
  'no body at all': { kind: 'zero-byte' },
  'a page of some proxy': { kind: 'html' },
  'an object without members': { kind: 'value-missing' },
  'text instead of a list': { kind: 'value-not-a-list' },
}

export const entraListFaults: Readonly<Record<string, EntraFault>> = {
  // Inside a batch nothing can be cut.
  'a body that is cut': { kind: 'cut' },
  'text instead of the first item': { kind: 'body', body: { value: ['surprise', {}] } },
  'pages without end': { kind: 'endless-pages' },
}

/** The same of Azure Resource Manager: what Resource Graph answers has its rows elsewhere. */
export const azureListFaults: Readonly<Record<string, EntraFault>> = {
  ...entraListFaults,
  'text instead of the first item': { kind: 'body', body: { value: ['surprise', {}], data: ['surprise', {}], totalRecords: 2 } },
}

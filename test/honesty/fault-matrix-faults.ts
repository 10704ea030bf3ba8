import type { Fault as AwsFault } from '../clouds/aws/faults.ts'
import type { Fault as EntraFault } from '../clouds/entra/faults.ts'

const surprisesIn = (json: string): string => JSON.stringify(Object.fromEntries(Object.keys(JSON.parse(json)).map(member => [member, 'surprise'])))
const isJson = (body: string): boolean => body.startsWith('{')

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
    rewrite: body => (isJson(body) ? surprisesIn(body) : body.replace(/<(\w+Result)>.*<\/\1>/s, '<$1>surprise</$1>')),
  },
}

/** Ways in which an answer of AWS may tell less, where the call has lists or pages. */
export const awsListFaults: Readonly<Record<string, AwsFault>> = {
  'text instead of the first item': {
    kind: 'rewritten',
    rewrite: body => (isJson(body) ? body.replace(/\[.*\]/s, '["surprise"]') : body.replace(/<member>.*?<\/member>/s, '<member>surprise</member>')),
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

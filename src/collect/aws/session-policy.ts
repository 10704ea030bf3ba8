import { ALLOWED_COMMANDS } from './guard.ts'

/** The longest inline session policy: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const LONGEST_SESSION_POLICY = 2048

/** What goes with a role that is assumed: AWS itself then refuses whatever is not in it, whatever the role may. */
export interface SessionPolicy {
  readonly Policy?: string
  readonly PolicyArns?: { readonly arn: string }[]
}

const LIST_AND_READ = [...ALLOWED_COMMANDS.values()].filter(({ access }) => access !== 'Write').flatMap(({ actions }) => actions)

/** Each action of a service by its verb, `iam:Get*`; an action whose verb says nothing of reading stays whole. */
const byVerb = (actions: readonly string[]): string[] => [...new Set(actions.map(action => action.replace(/:(Get|List|Describe)[A-Z]\w*$/, ':$1*')))]

/** Services in which `Get` also hands out tokens and identities: their actions stay whole. */
const KEPT_WHOLE: ReadonlySet<string> = new Set(['cognito-identity', 'cognito-idp'])

const serviceOf = (action: string): string => action.slice(0, action.indexOf(':'))

const documentOf = (actions: readonly string[], assumesRoles: boolean): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: [...actions, ...(assumesRoles ? ['sts:AssumeRole'] : [])], Resource: '*' }],
  })

/**
 * A document that allows these actions, in at most so many characters: the services with the longest lists are cut down to verbs first.
 * Throws where that is not enough.
 */
export const compress = (actions: readonly string[], longest: number, assumesRoles = false): string => {
  let list = [...new Set(actions)].sort()
  const lengthOf = (service: string): number => list.filter(action => serviceOf(action) === service).join().length
  const services = [...new Set(list.map(serviceOf))].filter(service => !KEPT_WHOLE.has(service)).sort((a, b) => lengthOf(b) - lengthOf(a))
  for (;;) {
    const document = documentOf(list, assumesRoles)
    if (document.length <= longest) return document
    const service = services.shift()
    if (service === undefined) throw new Error(`the allow-list does not fit into a session policy of ${longest} characters`)
    list = [...list.filter(action => serviceOf(action) !== service), ...byVerb(list.filter(action => serviceOf(action) === service))]
  }
}

/** Allows what the guard lets out, and nothing else. `assumesRoles`: for a session from which other accounts are entered. */
export const readOnlyPolicy = (assumesRoles: boolean): SessionPolicy => ({ Policy: compress(LIST_AND_READ, LONGEST_SESSION_POLICY, assumesRoles) })

/** For roles whose session tags leave no room for the document: AWS's own policy for auditors, by name. */
export const auditorPolicy = (assumesRoles: boolean, partition: string): SessionPolicy => ({
  PolicyArns: [{ arn: `arn:${partition}:iam::aws:policy/SecurityAudit` }],
  ...(assumesRoles ? { Policy: documentOf([], true) } : {}),
})

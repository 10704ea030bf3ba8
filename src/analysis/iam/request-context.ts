import type { PrincipalIdentity } from './principal-policies.ts'

/** The values of a condition key (lower case) in a request; `absent`: the request does not have it; undefined: not given, so either may be. */
export type ContextKeys = (key: string) => readonly string[] | 'absent' | undefined

/** Keys by name, in any case; null: the request does not have it. */
export type GivenContext = Readonly<Record<string, string | readonly string[] | null>>

const typeOf: Readonly<Record<PrincipalIdentity['kind'], string>> = { user: 'User', role: 'AssumedRole', root: 'Account' }

const given = (context: GivenContext): ReadonlyMap<string, readonly string[] | 'absent'> =>
  new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value === null ? 'absent' : typeof value === 'string' ? [value] : value]))

const tagOf = ({ kind, tags }: PrincipalIdentity, tag: string): readonly string[] | 'absent' | undefined => {
  const value = tags?.get(tag)
  if (value !== undefined) return [value]
  // A session may bring tags of its own.
  return tags !== undefined && kind === 'user' ? 'absent' : undefined
}

const ofPrincipal = (principal: PrincipalIdentity, key: string): readonly string[] | 'absent' | undefined => {
  const { kind, arn, id, name, account, organization, now } = principal
  switch (key) {
    case 'aws:principalarn':
      return [arn]
    case 'aws:principalaccount':
      return [account]
    case 'aws:principaltype':
      return [typeOf[kind]]
    case 'aws:principalorgid':
      return organization === undefined ? undefined : organization === null ? 'absent' : [organization]
    case 'aws:username':
      return kind === 'user' ? [name] : 'absent'
    case 'aws:userid':
      return kind === 'root' ? [account] : kind === 'user' && id !== undefined ? [id] : undefined
    case 'aws:currenttime':
      return now === undefined ? undefined : [now.toISOString()]
    case 'aws:epochtime':
      return now === undefined ? undefined : [String(Math.floor(now.getTime() / 1000))]
    case 'aws:principalisawsservice':
      return ['false']
    // Only calls of AWS services on behalf of a resource have these.
    case 'aws:principalservicename':
    case 'aws:principalservicenameslist':
    case 'aws:sourcearn':
    case 'aws:sourceaccount':
    case 'aws:sourceorgid':
    case 'aws:sourceorgpaths':
      return 'absent'
    // Whoever calls can use TLS, and most endpoints know nothing else.
    case 'aws:securetransport':
      return ['true']
    default:
      return key.startsWith('aws:principaltag/') ? tagOf(principal, key.slice('aws:principaltag/'.length)) : undefined
  }
}

/**
 * The keys of a request by a principal: those that were given, those that follow from who asks and whose resource it is; MFA, addresses, networks and
 * tags are open unless given, and so is the time where the principal has none. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const contextFor = (principal: PrincipalIdentity, resourceAccount: string | undefined, context: GivenContext = {}): ContextKeys => {
  const known = given(context)
  return key => {
    const value = known.get(key)
    if (value !== undefined) return value
    if (key === 'aws:resourceaccount') return resourceAccount === undefined ? undefined : [resourceAccount]
    if (key === 'aws:resourceorgid') return resourceAccount === principal.account ? ofPrincipal(principal, 'aws:principalorgid') : undefined
    return ofPrincipal(principal, key)
  }
}

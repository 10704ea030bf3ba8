import type { ConditionValue } from './wildcards.ts'

/** Whether one value of a condition leaves out the callers of foreign accounts: it does, it does not, or a policy variable decides. */
export type Reach = 'narrow' | 'wide' | 'unclear'

/** A condition key that tells callers of `sts:AssumeRole` apart in a way that they cannot choose themselves. */
export interface CallerKey {
  /** Every caller's request has it, so that `IfExists` changes nothing. */
  readonly isAlwaysPresent: boolean
  readonly reach: (value: ConditionValue) => Reach
  /** No principal's own request has it, so that to demand any value at all may keep strangers out. */
  readonly isOfServices?: boolean
  /** The account or organization that a narrow value names, where it names one. */
  readonly names?: (value: ConditionValue) => Outsider | undefined
}

/** Whose principals get in. */
export interface Outsider {
  readonly kind: 'account' | 'organization'
  readonly id: string
}

const otherwise = (isNarrow: boolean, value: ConditionValue): Reach => (isNarrow ? 'narrow' : value.variable ? 'unclear' : 'wide')
const whole = (value: ConditionValue): Reach => otherwise(value.exact && value.prefix !== '', value)

const accountIn = ({ pattern }: ConditionValue): string | undefined => pattern.split(':').find(part => /^\d{12}$/.test(part))
const organizationIn = ({ prefix, exact }: ConditionValue): string | undefined => {
  const id = /^(o-[a-z0-9]{10,32})(\/|$)/.exec(prefix.toLowerCase())
  return exact || id?.[2] === '/' ? id?.[1] : undefined
}
const asAccount = (id: string | undefined): Outsider | undefined => (id === undefined ? undefined : { kind: 'account', id })
const asOrganization = (id: string | undefined): Outsider | undefined => (id === undefined ? undefined : { kind: 'organization', id })

const byArn: CallerKey['reach'] = value => otherwise(accountIn(value) !== undefined, value)
/** Every principal's ARN names its account, so that one whole ARN is one principal, or nobody. */
const byPrincipalArn: CallerKey['reach'] = value => (value.exact && value.prefix !== '' ? 'narrow' : byArn(value))
/** Behind the first number of an IPv4 address, or the second of an IPv6 one: as many bits as below. */
const FIXED_START = /^(?:\d{1,3}\.|[\da-f]{1,4}:[\da-f]{1,4}:)/i
/**
 * AWS counts a policy as public when its addresses are more than those of a /8, or of a /32 in IPv6:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const byAddress: CallerKey['reach'] = value => {
  if (!value.exact) return otherwise(FIXED_START.test(value.prefix), value)
  const bits = /\/(\d+)$/.exec(value.prefix)?.[1]
  return otherwise(value.prefix !== '' && (bits === undefined || Number(bits) >= (value.prefix.includes(':') ? 32 : 8)), value)
}

/** One whole text that is no organization's id lets nobody in. */
const organization: CallerKey = {
  isAlwaysPresent: false,
  reach: value => otherwise((value.exact && value.prefix !== '') || organizationIn(value) !== undefined, value),
  names: value => asOrganization(organizationIn(value)),
}
const account: CallerKey = { isAlwaysPresent: true, reach: whole, names: value => asAccount(accountIn(value)) }
const network: CallerKey = { isAlwaysPresent: false, reach: whole }
/**
 * Set only when an AWS service calls for a resource, never in a principal's own request: whoever must have one of them is no stranger, but where any
 * resource will do, whether a stranger can have a service call for theirs is not on the page.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn
 */
const ofSource = (names: (value: ConditionValue) => boolean): CallerKey => ({
  isAlwaysPresent: false,
  isOfServices: true,
  reach: value => (names(value) ? 'narrow' : 'unclear'),
})
/** One resource, or those of one bucket or one account; the ARN of a bucket names no account. */
const isOfOneOwner = (value: ConditionValue): boolean =>
  (value.exact && value.prefix !== '') || accountIn(value) !== undefined || /^arn:[a-z-]+:s3:::[^/]+\//.test(value.prefix)

/**
 * Keys by which a trust in everyone is narrowed to some. Properties of the principal are in every signed request; those of its organization and of its
 * network are missing for callers who have none. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const callerKeys: ReadonlyMap<string, CallerKey> = new Map<string, CallerKey>([
  ['aws:principalorgid', organization],
  ['aws:principalorgpaths', organization],
  ['aws:principalaccount', account],
  ['aws:principalarn', { isAlwaysPresent: true, reach: byPrincipalArn, names: value => asAccount(accountIn(value)) }],
  // `AROA...:session`: the unique id must be complete.
  ['aws:userid', { isAlwaysPresent: true, reach: value => otherwise(/^(?:A[A-Z]{3}[A-Z0-9]{12,}|\d{12})(?::|$)/.test(value.prefix), value) }],
  ['aws:federatedprovider', { isAlwaysPresent: false, reach: byArn, names: value => asAccount(accountIn(value)) }],
  ['aws:sourcevpc', network],
  ['aws:sourcevpce', network],
  ['aws:vpceaccount', network],
  ['aws:vpceorgid', network],
  ['aws:vpceorgpaths', { isAlwaysPresent: false, reach: value => otherwise(organizationIn(value) !== undefined, value) }],
  ['aws:sourceip', { isAlwaysPresent: false, reach: byAddress }],
  ['aws:sourcearn', ofSource(isOfOneOwner)],
  ['aws:sourceaccount', ofSource(({ exact, prefix }) => exact && prefix !== '')],
  ['aws:sourceorgid', ofSource(({ exact, prefix }) => exact && prefix !== '')],
  ['aws:sourceorgpaths', ofSource(value => organizationIn(value) !== undefined)],
])

const open = new Set([
  'sts:externalid',
  'sts:rolesessionname',
  'sts:sourceidentity',
  'sts:transitivetagkeys',
  'sts:durationseconds',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:principaltype',
  'aws:referer',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'aws:securetransport',
  'aws:tagkeys',
  'aws:tokenissuetime',
  'aws:useragent',
  'aws:username',
  'aws:viaawsservice',
])

/**
 * Whether anyone can meet a condition on this key from an account of their own: names, tags, MFA and the external id are the caller's to choose; AWS does
 * not treat an external id as a secret. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export const isOpenToAnyone = (key: string): boolean => open.has(key) || /^aws:(?:principaltag|requesttag|resourcetag|calledvia)/.test(key)

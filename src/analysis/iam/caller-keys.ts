import { type ConditionValue, coversAll } from './wildcards.ts'

/** Whether one value of a condition leaves out the callers of foreign accounts: it does, it does not, or a policy variable decides. */
export type Reach = 'narrow' | 'wide' | 'unclear'

/** A condition key that tells callers of `sts:AssumeRole` apart in a way that they cannot choose themselves. */
export interface CallerKey {
  /** Every caller's request has it, so that `IfExists` changes nothing. */
  readonly isAlwaysPresent: boolean
  readonly reach: (value: ConditionValue) => Reach
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
  const id = /^(o-[a-z0-9]{10,32})(\/|$)/.exec(prefix)
  return exact || id?.[2] === '/' ? id?.[1] : undefined
}
const asAccount = (id: string | undefined): Outsider | undefined => (id === undefined ? undefined : { kind: 'account', id })
const asOrganization = (id: string | undefined): Outsider | undefined => (id === undefined ? undefined : { kind: 'organization', id })

const byArn: CallerKey['reach'] = value => otherwise(accountIn(value) !== undefined, value)
/** AWS counts a policy as public when its addresses are nearly all there are: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
const byAddress: CallerKey['reach'] = value => {
  const bits = /\/(\d+)$/.exec(value.prefix)?.[1]
  return otherwise(!coversAll(value.pattern) && (bits === undefined || Number(bits) >= 8), value)
}

const organization: CallerKey = {
  isAlwaysPresent: false,
  reach: value => otherwise(organizationIn(value) !== undefined, value),
  names: value => asOrganization(organizationIn(value)),
}
const account: CallerKey = { isAlwaysPresent: true, reach: whole, names: value => asAccount(accountIn(value)) }
const network: CallerKey = { isAlwaysPresent: false, reach: whole }
/** Set only when an AWS service calls on behalf of a resource: a principal of another account has none of them. */
const source: CallerKey = { isAlwaysPresent: false, reach: whole }

/**
 * Keys by which a trust in everyone is narrowed to some. Properties of the principal are in every signed request; those of its organization and of its
 * network are missing for callers who have none. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const callerKeys: ReadonlyMap<string, CallerKey> = new Map<string, CallerKey>([
  ['aws:principalorgid', organization],
  ['aws:principalorgpaths', organization],
  ['aws:principalaccount', account],
  ['aws:principalarn', { isAlwaysPresent: true, reach: byArn, names: value => asAccount(accountIn(value)) }],
  // `AROA...:session`: the unique id must be complete.
  ['aws:userid', { isAlwaysPresent: true, reach: value => otherwise(/^(?:A[A-Z]{3}[A-Z0-9]{12,}|\d{12})(?::|$)/.test(value.prefix), value) }],
  ['aws:federatedprovider', { isAlwaysPresent: false, reach: byArn, names: value => asAccount(accountIn(value)) }],
  ['aws:sourcevpc', network],
  ['aws:sourcevpce', network],
  ['aws:vpceaccount', network],
  ['aws:vpceorgid', network],
  ['aws:vpceorgpaths', { isAlwaysPresent: false, reach: value => otherwise(organizationIn(value) !== undefined, value) }],
  ['aws:sourceip', { isAlwaysPresent: false, reach: byAddress }],
  ['aws:sourcearn', { isAlwaysPresent: false, reach: byArn }],
  ['aws:sourceaccount', source],
  ['aws:sourceorgid', source],
  ['aws:sourceorgpaths', { isAlwaysPresent: false, reach: value => otherwise(organizationIn(value) !== undefined, value) }],
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

import { isComparison, isDemanded, isOptional, patternOperators } from './demanded-conditions.ts'
import type { BindingClaim, OidcIssuer } from './oidc-issuers.ts'
import type { Condition } from './policy-conditions.ts'
import { mayShutOut } from './request-demands.ts'
import { readValue } from './wildcards.ts'

/**
 * How well a trust demands the claim that tells one customer of an issuer from another. From the weakest: nothing is demanded; something is, but a
 * token without the claim passes too; the text cannot tell; only the named ones get in.
 */
export const tenancies = ['not-bound', 'only-if-present', 'undecided', 'bound'] as const
export type Tenancy = (typeof tenancies)[number]

/** One condition's part in it. */
export interface Demand {
  readonly tenancy: Tenancy
  /** A clause for people, e.g. `token.actions.githubusercontent.com:sub may be "*"`. */
  readonly because: string
}

const negatedOperators = new Map([
  ['stringnotequals', 'stringequals'],
  ['stringnotequalsignorecase', 'stringequalsignorecase'],
  ['stringnotlike', 'stringlike'],
  ['arnnotequals', 'arnequals'],
  ['arnnotlike', 'arnlike'],
  ['notipaddress', 'ipaddress'],
])
const ROLE_NAMED_IN_TOKEN = 'sts:roleauthorizedbyidp'

/** The claim a key speaks of, if it is one of this issuer's; keys are `<issuer>:<claim>`, and whole keys such as `sts:RoleSessionName`. */
const claimOf = (key: string, provider: string, issuer: OidcIssuer): string | undefined => {
  if (issuer.binding.some(({ claim }) => claim === key)) return key
  for (const prefix of [`${provider}:`, `${provider}/:`]) if (key.startsWith(prefix)) return key.slice(prefix.length)
  return undefined
}

/** Keys that an AWS principal, an `AssumeRole` call or a SAML assertion brings, but a web identity token never does. */
const foreignKey = /^(?:aws:principal(?:orgid|orgpaths|account)|sts:externalid|saml:.+)$/

/** The host of an identity provider's key, e.g. `gitlab.com` of `gitlab.com:sub`; AWS's own keys (`aws:`, `sts:`, `saml:`) have none. */
const hostOf = (key: string): string | undefined => /^([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:\/|:)/.exec(key)?.[1]

const strongest = (demands: readonly Demand[]): Demand | undefined =>
  demands.reduce<Demand | undefined>(
    (best, one) => (best === undefined || tenancies.indexOf(one.tenancy) > tenancies.indexOf(best.tenancy) ? one : best),
    undefined,
  )

const judgeValues = (condition: Condition, binding: BindingClaim, provider: string): Demand => {
  const honoursWildcards = patternOperators.has(condition.operator)
  const reaches = condition.values.map(value => binding.format(readValue(value, honoursWildcards), provider))
  const wide = condition.values[reaches.indexOf('wide')]
  if (wide !== undefined) return { tenancy: 'not-bound', because: `${condition.key} may be "${wide}"` }
  const unclear = condition.values[reaches.indexOf('unclear')]
  if (unclear !== undefined) return { tenancy: 'undecided', because: `whether strangers meet ${condition.key} "${unclear}" cannot be told from the policy` }
  return { tenancy: 'bound', because: `it demands ${condition.key}` }
}

const demandOf = (condition: Condition, all: readonly Condition[], provider: string, issuer: OidcIssuer): Demand | undefined => {
  if (condition.key === ROLE_NAMED_IN_TOKEN && condition.operator === 'bool' && condition.values.every(value => value.toLowerCase() === 'true'))
    return { tenancy: 'undecided', because: 'whether the issuer lets strangers name this role in their tokens cannot be told from the policy' }
  const claim = claimOf(condition.key, provider, issuer)
  if (claim === undefined) {
    const foreign = hostOf(condition.key) !== undefined || foreignKey.test(condition.key)
    if (foreign) return isDemanded(condition, all) ? { tenancy: 'bound', because: `no token of this issuer has the key ${condition.key}` } : undefined
    return mayShutOut(condition, all)
      ? { tenancy: 'undecided', because: `whether a request with a token of this issuer can meet ${condition.written} on ${condition.key} cannot be told` }
      : undefined
  }
  const isAbsence = condition.operator === 'null' && condition.values.every(value => value.toLowerCase() === 'true')
  if (isAbsence && issuer.binding.some(one => one.claim === claim))
    return { tenancy: 'undecided', because: `it demands a token without ${condition.key}, and whether the issuer makes any cannot be told` }
  if (!isComparison(condition)) return undefined
  const binding = issuer.binding.find(one => one.claim === claim)
  if (binding === undefined) {
    if (claim === 'aud' || issuer.open.includes(claim) || isOptional(condition, all)) return undefined
    return { tenancy: 'undecided', because: `whether ${condition.key} tells customers of the issuer apart is not known` }
  }
  const judged = judgeValues(condition, binding, provider)
  if (judged.tenancy !== 'bound' || !isOptional(condition, all)) return judged
  return { tenancy: 'only-if-present', because: `${condition.key} is compared by ${condition.written}, which a token without that claim passes` }
}

/** What the conditions of an Allow statement demand of a token; they all hold at once, so the strongest decides. */
export const demandOfAll = (conditions: readonly Condition[], provider: string, issuer: OidcIssuer): Demand => {
  const demands = conditions.flatMap(condition => demandOf(condition, conditions, provider, issuer) ?? [])
  const key = issuer.binding[0].claim.includes(':') ? issuer.binding[0].claim : `${provider}:${issuer.binding[0].claim}`
  return strongest(demands) ?? { tenancy: 'not-bound', because: `it has no condition that demands ${key}` }
}

/** Whether tokens for any other audience are turned away. */
export const demandsAudience = (conditions: readonly Condition[], provider: string, issuer: OidcIssuer): boolean =>
  conditions.some(condition => {
    const claim = claimOf(condition.key, provider, issuer)
    if ((claim !== 'aud' && claim !== 'oaud') || !isDemanded(condition, conditions)) return false
    return condition.values.every(value => readValue(value, patternOperators.has(condition.operator)).prefix !== '')
  })

/** One condition of a Deny turned round: what those have who escape the Deny by it. Undefined where it says nothing that an Allow could demand. */
export const turnedRound = (condition: Condition): Condition | undefined => {
  const turned = negatedOperators.get(condition.operator)
  if (turned !== undefined && condition.qualifier !== 'ForAnyValue') return { ...condition, operator: turned, qualifier: undefined, ifExists: false }
  if (condition.operator === 'null' && condition.values.every(value => value.toLowerCase() === 'true')) return { ...condition, values: ['false'] }
  return undefined
}

/**
 * A Deny turned round: what is left after it. Denying all whose claim is *not* one of some values demands those values; denying tokens without a claim
 * demands its presence. Only where that is the statement's one condition, since further ones leave some people undenied.
 */
export const demandedByDeny = (conditions: readonly Condition[]): Condition | undefined => {
  const [condition, ...others] = conditions
  return condition === undefined || others.length > 0 ? undefined : turnedRound(condition)
}

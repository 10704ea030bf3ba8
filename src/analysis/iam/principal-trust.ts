import { type CallerDemand, callerDemand, narrowings } from './caller-demands.ts'
import type { Outsider } from './caller-keys.ts'
import { demandedByDeny } from './claim-demands.ts'
import { isDemanded, patternOperators } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import { coversAction, type PolicyDocument, type Statement } from './policy-document.ts'
import { coversAllResources } from './statement-scope.ts'
import { coversNearlyAll, readValue } from './wildcards.ts'

/** What a role's trust policy says of AWS principals in general: it names `*`, or everyone but some. */
export interface TrustInEveryone extends CallerDemand {
  /** The statement that demands least. */
  readonly weakest: Statement
}

/** A trust in principals of one foreign account or organization, judged over all statements that let them in. */
export interface OutsideTrust extends Outsider {
  /** As the policy writes them: ARNs, account numbers, or `*` narrowed by a condition. */
  readonly principals: readonly string[]
  /** Whether every statement demands an external id, or the account, organization or resource for which an AWS service acts. */
  readonly demandsOrigin: boolean
  /** The organizations of which the caller must be a member, by every statement; absent: any or none. */
  readonly organizations?: readonly string[] | undefined
  /** A statement that demands least. */
  readonly weakest: Statement
}

const ASSUME = 'sts:AssumeRole'
const EVERYONE = '*'
const originKeys = new Set(['sts:externalid', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths'])

const accountOf = (principal: string): string | undefined => /^(\d{12})$/.exec(principal)?.[1] ?? /^arn:[^:]*:(?:iam|sts)::(\d{12}):/.exec(principal)?.[1]

const namesEveryone = ({ principals }: Statement): boolean =>
  principals !== undefined && (principals.not || principals.list.some(({ kind, value }) => value === EVERYONE && (kind === EVERYONE || kind === 'AWS')))

/** The AWS principals a statement names, `*` aside. */
const named = ({ principals }: Statement): readonly string[] =>
  principals === undefined || principals.not ? [] : principals.list.filter(({ kind, value }) => kind === 'AWS' && value !== EVERYONE).map(({ value }) => value)

const speakingOf = ({ statements }: PolicyDocument, effect: Statement['effect']): readonly Statement[] =>
  statements.filter(statement => statement.effect === effect && coversAction(statement, ASSUME))

/** Deny statements that everyone meets. Of `NotPrincipal` only those who are named escape it, which is not followed. */
const deniesForAll = (policy: PolicyDocument): readonly Statement[] =>
  speakingOf(policy, 'Deny').filter(deny => deny.principals?.not !== true && namesEveryone(deny))

const isShut = (denies: readonly Statement[]): boolean => denies.some(({ conditions }) => conditions.length === 0)

/** Whether, and how far narrowed, a trust policy lets in any principal of any account. Undefined: no statement names everyone. */
export const trustInEveryone = (policy: PolicyDocument): TrustInEveryone | undefined => {
  const allows = speakingOf(policy, 'Allow').filter(namesEveryone)
  const denies = deniesForAll(policy)
  if (allows.length === 0 || isShut(denies)) return undefined
  const byExemption = speakingOf(policy, 'Deny').find(({ principals }) => principals?.not === true)
  const judged = allows.map((weakest): TrustInEveryone => {
    const demand = callerDemand(weakest.conditions, denies)
    if (demand.narrowing !== 'open' || byExemption === undefined) return { ...demand, weakest }
    return { narrowing: 'undecided', because: `whom ${byExemption.label} leaves by NotPrincipal is not followed`, weakest }
  })
  return judged.reduce((a, b) => (narrowings.indexOf(b.narrowing) < narrowings.indexOf(a.narrowing) ? b : a))
}

/** Whether one of these conditions demands a value of the key that is not just any, or of just any form. */
const demands = (conditions: readonly Condition[], isKey: (key: string) => boolean): boolean =>
  conditions.some(
    condition =>
      isKey(condition.key) &&
      isDemanded(condition, conditions) &&
      condition.values.every(value => {
        const { pattern, variable, exact } = readValue(value, patternOperators.has(condition.operator))
        return exact ? pattern !== '' : !variable && !coversNearlyAll(pattern) && !coversAllResources(pattern)
      }),
  )

interface Way {
  readonly outsider: Outsider
  readonly principal: string
  readonly statement: Statement
  readonly conditions: readonly Condition[]
  readonly demand: CallerDemand
}

/** Whether a principal meets a Deny that names it, or its whole account. */
const isNamedBy = (deny: Statement, principal: string, id: string): boolean =>
  named(deny).some(denied => denied === principal || (/^\d{12}$|:root$/.test(denied) && accountOf(denied) === id))

/** `denies` are those that everyone meets, `others` those that name somebody. */
const waysOf = (statement: Statement, denies: readonly Statement[], others: readonly Statement[], own: string): readonly Way[] => {
  const direct = named(statement).flatMap(principal => {
    const id = accountOf(principal)
    return id === undefined || id === own ? [] : [{ id, principal }]
  })
  const isOpen = namesEveryone(statement)
  // Most roles trust a service or their own account: what they demand need not be known.
  if (direct.length === 0 && !isOpen) return []
  const way = (outsider: Outsider, principal: string, met: readonly Statement[], demand: CallerDemand): Way => ({
    outsider,
    principal,
    statement,
    conditions: [...statement.conditions, ...met.flatMap(deny => demandedByDeny(deny.conditions) ?? [])],
    demand,
  })
  const demand = callerDemand(statement.conditions, denies)
  const narrowed = isOpen ? (demand.outsiders ?? []).filter(({ id }) => id !== own) : []
  return [
    ...direct.flatMap(({ id, principal }) => {
      const naming = others.filter(deny => isNamedBy(deny, principal, id))
      if (isShut(naming)) return []
      const met = [...denies, ...naming]
      return [way({ kind: 'account', id }, principal, met, naming.length === 0 ? demand : callerDemand(statement.conditions, met))]
    }),
    ...narrowed.map(outsider => way(outsider, EVERYONE, denies, demand)),
  ]
}

/** The organizations a caller must be of; none where its own account is let through by number. */
const organizationsOf = ({ outsider, demand }: Way): readonly string[] =>
  (demand.outsiders ?? []).some(({ kind, id }) => kind === 'account' && id === outsider.id)
    ? []
    : (demand.outsiders ?? []).filter(({ kind }) => kind === 'organization').map(({ id }) => id)

/**
 * The foreign accounts and organizations whose principals a trust policy lets in, named as principals or by the condition that narrows `*`. `own` is the
 * role's account number. Principals that were deleted, of which only a unique id is left, let nobody in.
 */
export const outsideTrusts = (policy: PolicyDocument, own: string): readonly OutsideTrust[] => {
  const denies = deniesForAll(policy)
  if (isShut(denies)) return []
  const others = speakingOf(policy, 'Deny').filter(deny => !namesEveryone(deny))
  const ways = speakingOf(policy, 'Allow').flatMap(statement => waysOf(statement, denies, others, own))
  if (ways.length === 0) return []
  const deniedAccounts = new Set(
    speakingOf(policy, 'Deny')
      .filter(({ conditions }) => conditions.length === 0)
      .flatMap(deny => named(deny).flatMap(principal => (/^\d{12}$|:root$/.test(principal) ? (accountOf(principal) ?? []) : []))),
  )
  const foreign = ways.filter(({ outsider: { id } }) => !deniedAccounts.has(id))
  return [...Map.groupBy(foreign, ({ outsider }) => outsider.id)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, of]) => {
      const [first] = of as [Way, ...Way[]]
      const withoutOrigin = of.find(({ conditions }) => !demands(conditions, key => originKeys.has(key)))
      const organizations = of.map(organizationsOf)
      return {
        ...first.outsider,
        principals: [...new Set(of.map(({ principal }) => principal))].sort(),
        demandsOrigin: withoutOrigin === undefined,
        ...(organizations.every(list => list.length > 0) ? { organizations: [...new Set(organizations.flat())].sort() } : {}),
        weakest: (withoutOrigin ?? first).statement,
      }
    })
}

import type { AccountEvaluator } from './account-evaluator.ts'
import type { AccountPrincipal } from './account-principals.ts'
import { type Administration, isCandidate, onTarget, type Way } from './administrators.ts'
import type { EscalationPrimitive, TargetKind } from './escalation/primitive.ts'
import { escalationPrimitives } from './escalation/primitives.ts'
import { ALWAYS, allOf, anyOf, type Expression, NEVER } from './expression.ts'
import { isServiceLinked, isUnmodifiable } from './principal-policies.ts'
import { solve } from './solve.ts'
import type { TrustIndex } from './trust-index.ts'

/** Primitives by which administrators are told already. */
const toldApart: ReadonlySet<TargetKind> = new Set(['own-user', 'own-role', 'own-group', 'own-policy', 'own-boundary', 'own-deny', 'new-user', 'new-role'])
const others = escalationPrimitives.filter(({ target, provided }) => !toldApart.has(target) || provided !== undefined)
/** Those that new privileged principals can open. */
const throughOthers = others.filter(
  ({ target, service, onTarget }) =>
    target.startsWith('privileged') || target.startsWith('trusted') || service !== undefined || (target === 'assumable-role' && onTarget.length === 0),
)
const MOST_SHOWN = 3
const MOST_ROUNDS = 12

interface Privileged {
  readonly principal: AccountPrincipal
  readonly when: Expression
}

export interface EscalationSearch {
  readonly evaluator: AccountEvaluator
  readonly trusts: TrustIndex
  readonly principals: readonly AccountPrincipal[]
  readonly administration: (principal: AccountPrincipal) => Administration
  /** Whether the account manages its organization; undefined: not known. */
  readonly isManagement?: boolean | undefined
}

/** Of a member account, whose number stands for any. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html */
const MEMBER_ROLE = 'arn:aws:iam::000000000000:role/OrganizationAccountAccessRole'

const anyWay = (ways: readonly Way[]): Expression => anyOf(ways.map(({ when }) => when))

const boundaryKey = ({ policies }: AccountPrincipal) => ({ 'iam:PermissionsBoundary': policies.boundary?.arn ?? null })

/** The ways of one principal by some primitives to others' rights, given some who are privileged. */
const waysOf = (
  search: EscalationSearch,
  principal: AccountPrincipal,
  privileged: readonly Privileged[],
  primitives: readonly EscalationPrimitive[],
): readonly Way[] => {
  const { evaluator, trusts } = search
  const rest = privileged.filter(one => one.principal !== principal)
  const roles = rest.filter(({ principal: { kind, arn } }) => kind === 'role' && !isServiceLinked(arn))
  const modifiable = roles.filter(one => !isUnmodifiable(one.principal.arn))

  const assume = (role: AccountPrincipal): Expression =>
    role !== principal && trusts.mayLetIn(role, principal) && role.trust !== undefined
      ? evaluator.decide(principal, { action: 'sts:AssumeRole', resource: role.arn, resourcePolicy: role.trust }).condition
      : NEVER

  /** What a primitive may be done to, and when doing it helps. */
  const targets = function* ({
    target,
    service,
    ...primitive
  }: EscalationPrimitive): Generator<{ readonly arn: string; readonly when: Expression; readonly of?: AccountPrincipal }> {
    switch (target) {
      case 'privileged-user':
        for (const { principal: of, when } of rest) if (of.kind === 'user') yield { arn: of.arn, when, of }
        return
      case 'privileged-role':
        for (const { principal: of, when } of modifiable) yield { arn: of.arn, when, of }
        return
      case 'privileged-group':
        for (const { principal: of, when } of rest) for (const { arn } of of.kind === 'user' ? of.groups : []) yield { arn, when }
        return
      case 'passed-role':
        for (const { principal: of, when } of roles) if (service !== undefined && trusts.trustsService(of, service)) yield { arn: of.arn, when, of }
        return
      case 'trusted-provider':
        for (const { principal: of, when } of roles)
          for (const provider of trusts.providersOf(of)) if (/^arn:[^:]*:iam::/.test(provider)) yield { arn: provider, when }
        return
      case 'assumable-role':
        if (primitive.onTarget.length === 0) for (const { principal: of, when } of roles) yield { arn: of.arn, when: allOf([when, assume(of)]), of }
        else
          for (const role of search.principals)
            if (role.kind === 'role' && !isUnmodifiable(role.arn) && role.policies.boundary === undefined && trusts.mayLetIn(role, principal))
              yield { arn: role.arn, when: assume(role), of: role }
        return
      case 'policy-of-assumable-role':
        for (const role of search.principals)
          if (role.kind === 'role' && role.ownPolicies.length > 0 && role.policies.boundary === undefined && trusts.mayLetIn(role, principal))
            for (const arn of role.ownPolicies) yield { arn, when: assume(role) }
        return
      case 'any-role':
        for (const role of search.principals)
          if (role.kind === 'role' && role !== principal && !isUnmodifiable(role.arn) && role.policies.boundary === undefined)
            yield { arn: role.arn, when: ALWAYS, of: role }
        return
      case 'member-role':
        if (search.isManagement !== false) yield { arn: MEMBER_ROLE, when: ALWAYS }
        return
      case 'own-policy':
        for (const arn of principal.ownPolicies) yield { arn, when: ALWAYS }
        return
      case 'own-group':
        for (const { arn } of principal.groups) yield { arn, when: ALWAYS }
        return
      case 'new-user':
        for (const user of search.principals) if (user.kind === 'user' && user !== principal) yield { arn: user.arn, when: ALWAYS, of: user }
        return
      default:
        return
    }
  }

  const found = (primitive: EscalationPrimitive): readonly Way[] => {
    const elsewhere = allOf(primitive.elsewhere.map(actions => anyOf(actions.map(action => evaluator.askSome(principal, action)))))
    if (elsewhere.kind === 'never') return []
    if (primitive.target === 'none') {
      // A resource helps only where a privileged role trusts what runs it.
      const runs =
        primitive.service === undefined
          ? ALWAYS
          : anyOf(roles.filter(one => trusts.trustsService(one.principal, primitive.service ?? '')).map(({ when }) => when))
      const when = allOf([elsewhere, runs])
      return when.kind === 'never' ? [] : [{ primitive, when }]
    }
    const ways: Way[] = []
    for (const { arn, when: helps, of } of targets(primitive)) {
      if (helps.kind === 'never') continue
      const context = { ...(of === undefined ? {} : boundaryKey(of)), ...(primitive.service === undefined ? {} : { 'iam:PassedToService': primitive.service }) }
      const when = allOf([helps, elsewhere, onTarget(evaluator, principal, primitive, arn, context)])
      if (when.kind === 'never') continue
      ways.push({ primitive, target: arn, when })
      if (when.kind === 'always' || ways.length >= MOST_SHOWN) break
    }
    const certain = ways.find(({ when }) => when.kind === 'always')
    return certain === undefined ? ways : [certain]
  }

  return primitives.flatMap(found).filter(({ when }) => solve(when).outcome !== 'never')
}

const leadsOn = ({ primitive }: Way): boolean => primitive.provided === undefined && primitive.gives !== 'data'

/**
 * Every way of every principal to rights that it was not given. Whoever has a sure way to an administrator is privileged too, so that ways through several
 * principals are found: the search is repeated until nobody is added.
 */
export const findEscalations = (search: EscalationSearch): ReadonlyMap<AccountPrincipal, readonly Way[]> => {
  const { principals, administration } = search
  const own = new Map(principals.map(principal => [principal, administration(principal)]))
  const privileged = new Map<AccountPrincipal, Expression>()
  for (const [principal, { everything, byItself }] of own) {
    const when = anyOf([everything, anyWay(byItself)])
    if (when.kind !== 'never') privileged.set(principal, when)
  }
  const found = new Map<AccountPrincipal, readonly Way[]>()
  let added = [...privileged].map(([principal, when]) => ({ principal, when }))
  let primitives = others
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next: Privileged[] = []
    for (const [principal, { everything }] of own) {
      if (everything.kind === 'always') continue
      const before = found.get(principal) ?? []
      const available = search.evaluator.available(principal)
      const open = primitives.filter(
        primitive => isCandidate(available, primitive) && !before.some(way => way.primitive === primitive && way.when.kind === 'always'),
      )
      const ways = waysOf(search, principal, added, open)
      if (ways.length === 0) continue
      found.set(principal, [...before, ...ways])
      const when = anyWay(ways.filter(leadsOn))
      const known = privileged.get(principal)
      if (when.kind === 'never' || known?.kind === 'always' || (known !== undefined && when.kind !== 'always')) continue
      privileged.set(principal, when)
      next.push({ principal, when })
    }
    if (next.length === 0) break
    added = next
    primitives = throughOthers
  }
  for (const [principal, { byItself }] of own) if (byItself.length > 0) found.set(principal, [...byItself, ...(found.get(principal) ?? [])])
  return found
}

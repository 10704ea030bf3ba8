import type { AccountPrincipal } from './account-principals.ts'
import { noActions } from './action-sets.ts'
import { type Administration, isCandidate, onTarget, openCandidates, type Way } from './administrators.ts'
import type { EscalationPrimitive, TargetKind } from './escalation/primitive.ts'
import { escalationPrimitives } from './escalation/primitives.ts'
import { openTargets, type Privileged, type Target, type TargetSearch, type Targets } from './escalation-targets.ts'
import { ALWAYS, allOf, anyOf, type Expression, NEVER } from './expression.ts'
import { atomsOf, solve } from './solve.ts'

/** Primitives by which administrators are told already. */
const toldApart: ReadonlySet<TargetKind> = new Set([
  'own-user',
  'own-role',
  'own-group',
  'own-policy',
  'own-boundary',
  'own-boundary-policy',
  'own-deny',
  'new-user',
  'new-role',
])
const others = escalationPrimitives.filter(({ target, provided }) => !toldApart.has(target) || provided !== undefined)
/** Those that new privileged principals can open. */
const throughOthers = others.filter(
  ({ target, service, onTarget }) =>
    target.startsWith('privileged') || target.startsWith('trusted') || service !== undefined || (target === 'assumable-role' && onTarget.length === 0),
)
const MOST_SHOWN = 3
const MOST_ROUNDS = 12

export interface EscalationSearch extends TargetSearch {
  readonly administration: (principal: AccountPrincipal) => Administration
}

const anyWay = (ways: readonly Way[]): Expression => anyOf(ways.map(({ when }) => when))

/** Answers about one principal, each asked once for all primitives. */
const openQuestions = ({ evaluator }: EscalationSearch, principal: AccountPrincipal) => {
  const touched = new Map<readonly Target[], Map<string, readonly Target[]>>()
  const passing = new Map<string, Expression>()

  /** Of the targets those that an Allow statement names for the first of the actions: the others need not be decided. */
  const touchable = (targets: readonly Target[], actions: readonly string[]): readonly Target[] => {
    const before = touched.get(targets) ?? new Map<string, readonly Target[]>()
    touched.set(targets, before)
    const key = actions.join()
    const known = before.get(key)
    if (known !== undefined) return known
    const names = actions.map(action => evaluator.namesResource(principal, action))
    const fresh = targets.filter(({ arn, of }) => of !== principal && names.some(isNamed => isNamed(arn)))
    before.set(key, fresh)
    return fresh
  }

  const pass = (role: string, service: string): Expression => {
    const known = passing.get(role) ?? evaluator.ask(principal, 'iam:PassRole', role)
    passing.set(role, known)
    const isAboutService = known.kind !== 'always' && known.kind !== 'never' && atomsOf(known).some(({ key }) => key === 'iam:passedtoservice')
    return isAboutService ? evaluator.ask(principal, 'iam:PassRole', role, { 'iam:PassedToService': service }) : known
  }

  const done = (primitive: EscalationPrimitive, { arn, of }: Target): Expression =>
    primitive.target === 'passed-role'
      ? pass(arn, primitive.service ?? '')
      : onTarget(evaluator, principal, primitive, arn, of === undefined ? undefined : { 'iam:PermissionsBoundary': of.policies.boundary?.arn ?? null })

  return { touchable, done }
}

/** The ways of one principal by some primitives, given what they may be done to. */
const waysOf = (search: EscalationSearch, principal: AccountPrincipal, targets: Targets, primitives: readonly EscalationPrimitive[]): readonly Way[] => {
  const { touchable, done } = openQuestions(search, principal)

  const elsewhereOf = ({ elsewhere }: EscalationPrimitive): Expression => {
    const parts: Expression[] = []
    for (const actions of elsewhere) {
      const part = anyOf(actions.map(action => search.evaluator.askSome(principal, action)))
      if (part.kind === 'never') return NEVER
      parts.push(part)
    }
    return allOf(parts)
  }

  const byResource = (primitive: EscalationPrimitive): readonly Way[] => {
    // A resource helps only where a privileged role trusts what runs it.
    const runs = primitive.service === undefined ? ALWAYS : anyOf(targets.trusting(primitive.service).map(({ when }) => when))
    return runs.kind === 'never' ? [] : [{ primitive, when: allOf([runs, elsewhereOf(primitive)]) }]
  }

  const byTargets = (primitive: EscalationPrimitive): readonly Way[] => {
    const all = targets.of(primitive, principal)
    const [first] = primitive.onTarget
    const open = first === undefined ? all : touchable(all, first)
    const elsewhere = open.length === 0 ? NEVER : elsewhereOf(primitive)
    if (elsewhere.kind === 'never') return []
    const ways: Way[] = []
    for (const target of open) {
      const does = first === undefined ? ALWAYS : done(primitive, target)
      if (does.kind === 'never') continue
      const assumed = target.through === undefined ? ALWAYS : search.evaluator.assume(principal, target.through)
      const when = allOf([target.when, elsewhere, does, assumed])
      if (when.kind === 'never') continue
      if (when.kind === 'always') return [{ primitive, target: target.arn, when }]
      ways.push({ primitive, target: target.arn, when })
      if (ways.length >= MOST_SHOWN) break
    }
    return ways
  }

  return primitives
    .flatMap(primitive => (primitive.target === 'none' ? byResource(primitive) : byTargets(primitive)))
    .filter(({ when }) => solve(when).outcome !== 'never')
}

const leadsOn = ({ primitive }: Way): boolean => primitive.provided === undefined && primitive.gives !== 'data'

/** Ways that end at data, and those over an organization from an account that does not manage it: they lead no further. */
const isAside = (primitive: EscalationPrimitive, isManagement: boolean | undefined): boolean =>
  primitive.gives === 'data' || (primitive.gives === 'organization' && isManagement === false)

/** The ways of one principal that lead no further: to data, and, should its account be delegated to, over the organization. */
export const findAside = (search: EscalationSearch, principal: AccountPrincipal): readonly Way[] => {
  const available = search.evaluator.available(principal)
  const privileged = search.principals.filter(one => search.administration(one).everything.kind !== 'never').map(one => ({ principal: one, when: ALWAYS }))
  const primitives = others.filter(primitive => isAside(primitive, search.isManagement) && isCandidate(available, primitive))
  return primitives.length === 0 ? [] : waysOf(search, principal, openTargets(search, privileged), primitives)
}

/**
 * Every way of every principal to more rights in its account, and over an organization that it manages. Whoever has a way to an administrator is privileged too, so that ways through several
 * principals are found: the search is repeated until nobody is added.
 */
export const findEscalations = (search: EscalationSearch): ReadonlyMap<AccountPrincipal, readonly Way[]> => {
  const { principals, administration, evaluator } = search
  const own = new Map(principals.map(principal => [principal, administration(principal)]))
  const privileged = new Map<AccountPrincipal, Expression>()
  for (const [principal, { everything, byItself }] of own) {
    const when = anyOf([everything, anyWay(byItself)])
    if (when.kind !== 'never') privileged.set(principal, when)
  }
  const found = new Map<AccountPrincipal, readonly Way[]>()
  let added: readonly Privileged[] = [...privileged].map(([principal, when]) => ({ principal, when }))
  const leading = (primitives: readonly EscalationPrimitive[]) => openCandidates(primitives.filter(primitive => !isAside(primitive, search.isManagement)))
  let candidates = leading(others)
  const throughTheirs = leading(throughOthers)
  // What needs no permission is open to everybody, also where sets are not made for the principal.
  const free = leading(others.filter(({ onTarget, elsewhere }) => onTarget.length + elsewhere.length === 0))(noActions())
  for (let round = 0; round < MOST_ROUNDS && (round === 0 || added.length > 0); round += 1) {
    const targets = openTargets(search, added)
    const next: Privileged[] = []
    for (const [principal, { everything }] of own) {
      if (everything.kind === 'always') continue
      const before = found.get(principal) ?? []
      const all = evaluator.mayLead(principal) ? candidates(evaluator.available(principal)) : free
      if (all === free && free.every(primitive => targets.of(primitive, principal).length === 0)) continue
      const open = all.filter(primitive => !before.some(way => way.primitive === primitive && way.when.kind === 'always'))
      if (open.length === 0) continue
      const ways = waysOf(search, principal, targets, open)
      if (ways.length === 0) continue
      found.set(principal, [...before, ...ways])
      const when = anyWay(ways.filter(leadsOn))
      const known = privileged.get(principal) ?? NEVER
      // What was open under a condition before is told already; only a sure way makes it more.
      if (when.kind === 'never' || known.kind === 'always' || (known.kind !== 'never' && when.kind !== 'always')) continue
      privileged.set(principal, when)
      next.push({ principal, when })
    }
    added = next
    candidates = throughTheirs
  }
  for (const [principal, { byItself }] of own) if (byItself.length > 0) found.set(principal, [...byItself, ...(found.get(principal) ?? [])])
  return found
}

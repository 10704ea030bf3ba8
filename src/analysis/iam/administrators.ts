import type { AccountEvaluator } from './account-evaluator.ts'
import { type AccountPrincipal, isOfAws, ownPoliciesOf } from './account-principals.ts'
import { type ActionSet, allActions, has, isEmpty, isWithin, keepOnly, meets, setOf } from './action-sets.ts'
import type { GainEvaluator } from './attachable-policies.ts'
import { ownRights } from './escalation/own-rights.ts'
import type { EscalationPrimitive } from './escalation/primitive.ts'
import { sensitiveActions } from './escalation/primitives.ts'
import { ALWAYS, allOf, anyOf, type Expression, NEVER } from './expression.ts'
import { leadingActions } from './leading-actions.ts'
import { partitionIn } from './partitions.ts'
import { representatives } from './representative-resources.ts'
import type { GivenContext } from './request-context.ts'

const FULL = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })

/** A way to administration, and when it is open. */
export interface Way {
  readonly primitive: EscalationPrimitive
  /** The ARN that it is done to; absent: nothing in IAM. */
  readonly target?: string | undefined
  readonly when: Expression
}

/** When a principal is an administrator of its account, and how. */
export interface Administration {
  /** It may do everything that the organization leaves to its account. */
  readonly everything: Expression
  /** It can give itself everything, or to somebody whom it makes. */
  readonly byItself: readonly Way[]
}

/** What is done to one target must all be allowed on it. */
export const onTarget = (
  evaluator: GainEvaluator,
  principal: AccountPrincipal,
  { onTarget }: EscalationPrimitive,
  target: string,
  context?: GivenContext,
): Expression => {
  const steps: Expression[] = []
  for (const actions of onTarget) {
    const step = anyOf(actions.map(action => evaluator.gains(principal, action, target, context)))
    if (step.kind === 'never') return NEVER
    steps.push(step)
  }
  return allOf(steps)
}

const asked = new Map<EscalationPrimitive, readonly ActionSet[]>()
const asksFor = (primitive: EscalationPrimitive): readonly ActionSet[] => {
  const known = asked.get(primitive) ?? [...primitive.onTarget, ...primitive.elsewhere].map(setOf)
  asked.set(primitive, known)
  return known
}

/** Whether the sets leave a primitive open at all. */
export const isCandidate = (available: ActionSet, primitive: EscalationPrimitive): boolean => asksFor(primitive).every(actions => meets(actions, available))

/** Of these primitives those that sets leave open, told once for each set: most principals of an account share a few. */
export const openCandidates = (primitives: readonly EscalationPrimitive[]): ((available: ActionSet) => readonly EscalationPrimitive[]) => {
  const asking = primitives.map(primitive => ({ primitive, asks: asksFor(primitive) }))
  const ofSet = new WeakMap<ActionSet, readonly EscalationPrimitive[]>()
  const ofEqual = new Map<string, readonly EscalationPrimitive[]>()
  return available => {
    const known = ofSet.get(available)
    if (known !== undefined) return known
    const key = available.join()
    const candidates = ofEqual.get(key) ?? asking.flatMap(({ primitive, asks }) => (asks.every(actions => meets(actions, available)) ? [primitive] : []))
    ofEqual.set(key, candidates)
    ofSet.set(available, candidates)
    return candidates
  }
}

const NOTHING: Administration = { everything: NEVER, byItself: [] }

const everything = (evaluator: AccountEvaluator, principal: AccountPrincipal): Expression => {
  const { may, surely } = evaluator.own(principal)
  const left = allActions()
  if (!principal.isServiceLinked && principal.policies.serviceControl !== 'none') keepOnly(left, evaluator.organization.may)
  if (isEmpty(left) || !isWithin(left, may)) return NEVER
  // Whether unread policies of the organization leave anything is not known.
  const organization = evaluator.leavesAnything(principal)
  if (isWithin(left, surely)) return organization
  const own = { ...principal, policies: { ...principal.policies, serviceControl: 'none' as const, resourceControl: 'none' as const } }
  const parts: Expression[] = [organization]
  for (const [place, action] of sensitiveActions.entries()) {
    if (!has(left, place) || has(surely, place)) continue
    const [resource = '*'] = representatives(['*'], action, principal.policies.principal)
    const part = evaluator.ask(own, action, resource)
    if (part.kind === 'never') return NEVER
    parts.push(part)
  }
  return allOf(parts)
}

/** A boundary that holds nothing. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html */
const holdsNothing = (target: string): string => `arn:${partitionIn(target)}:iam::aws:policy/AdministratorAccess`

const targetsOf = (principal: AccountPrincipal, { target }: EscalationPrimitive): readonly string[] => {
  switch (target) {
    case 'own-user':
      return principal.kind === 'user' ? [principal.arn] : []
    case 'own-role':
      // Not even an administrator changes these through IAM.
      return principal.kind === 'role' && !principal.isUnmodifiable ? [principal.arn] : []
    case 'own-group':
      return principal.groups.map(({ arn }) => arn)
    case 'own-policy':
      return ownPoliciesOf(principal)
    default:
      return []
  }
}

/** Tells who administers an account. */
export const openAdministrators = (evaluator: GainEvaluator): ((principal: AccountPrincipal) => Administration) => {
  const known = new Map<AccountPrincipal, Administration>()
  const ceilings = new Map<string, Expression>()
  let asking = false
  const openTo = openCandidates(ownRights)
  // Where the organization takes away all of the leading actions, they tell nothing.
  const isTelling = meets(evaluator.organization.may, leadingActions)
  const rightsOf = (principal: AccountPrincipal): readonly EscalationPrimitive[] => openTo(evaluator.available(principal))

  /**
   * Whoever makes it chooses whether it gets a boundary, as far as conditions leave it that. One that holds nothing is as good as none; another is, if the
   * new user or role gets rid of it, or its maker does.
   */
  const madeWith = (principal: AccountPrincipal, primitive: EscalationPrimitive, target: string): Expression => {
    const made = (boundary: string | null): Expression => onTarget(evaluator, principal, primitive, target, { 'iam:PermissionsBoundary': boundary })
    const without = made(null)
    if (without.kind !== 'never') return without
    const action = primitive.onTarget[0]?.[0] ?? ''
    const kind = primitive.target === 'new-user' ? 'user' : 'role'
    const named = evaluator.boundariesNamed(principal, action, target).flatMap(({ when: there, ...boundary }) => {
      const when = allOf([there, made(boundary.arn)])
      if (when.kind === 'never') return []
      const { boundary: _, ...policies } = principal.policies
      const held = { ...principal, kind, arn: target, groups: [], isServiceLinked: false, isUnmodifiable: false, policies: { ...policies, boundary } } as const
      const taking = kind === 'user' ? 'iam:DeleteUserPermissionsBoundary' : 'iam:DeleteRolePermissionsBoundary'
      const freed = [
        evaluator.ask(principal, taking, target, { 'iam:PermissionsBoundary': boundary.arn }),
        ...(isOfAws(boundary.arn) ? [] : [evaluator.ask(principal, 'iam:CreatePolicyVersion', boundary.arn)]),
      ]
      return [allOf([when, anyOf([underBoundary(held), ...freed])])]
    })
    return anyOf([made(holdsNothing(target)), ...named])
  }

  const makesSomebody = (principal: AccountPrincipal): readonly Way[] =>
    rightsOf(principal)
      .filter(({ target }) => target === 'new-user' || target === 'new-role')
      .flatMap(primitive =>
        evaluator
          .resourcesFor(principal, primitive.onTarget[0]?.[0] ?? '')
          .map(target => ({ primitive, target, when: madeWith(principal, primitive, target) })),
      )
      .filter(({ when }) => when.kind !== 'never')

  /** When a principal that may do everything under its boundary is an administrator. */
  const underBoundary = (principal: AccountPrincipal): Expression => {
    const { boundary } = principal.policies
    if (boundary === undefined) return ALWAYS
    const key = `${principal.kind} ${boundary.arn ?? boundary.name}`
    const before = ceilings.get(key)
    if (before !== undefined) return before
    // What leads back to the boundary that is asked about adds nothing.
    ceilings.set(key, NEVER)
    const isInner = asking
    asking = true
    const wide = { ...principal, policies: { ...principal.policies, identity: [{ name: 'everything', document: FULL }] } }
    const fresh = anyOf([everything(evaluator, wide), ...makesSomebody(wide).map(({ when }) => when), ...unbound(wide).map(({ when }) => when)])
    asking = isInner
    // Found on the way to another, it may have left out what leads back there.
    if (isInner && fresh.kind !== 'always') ceilings.delete(key)
    else ceilings.set(key, fresh)
    return fresh
  }

  /** How what is held by a boundary gets rid of it: it is taken off, or rewritten, which IAM refuses nobody for the role's sake. */
  const unbound = (principal: AccountPrincipal): readonly Way[] => {
    const { boundary } = principal.policies
    if (boundary === undefined) return []
    const rights = rightsOf(principal)
    const off = principal.isUnmodifiable ? [] : rights.filter(({ target, id }) => target === 'own-boundary' && id.endsWith(principal.kind))
    const { arn } = boundary
    const rewritten = arn === undefined || isOfAws(arn) ? [] : rights.filter(({ target }) => target === 'own-boundary-policy')
    return [
      ...off.map(primitive => ({ primitive, target: principal.arn, when: onTarget(evaluator, principal, primitive, principal.arn) })),
      ...rewritten.map(primitive => ({ primitive, target: arn, when: onTarget(evaluator, principal, primitive, arn ?? '') })),
    ].filter(({ when }) => when.kind !== 'never')
  }

  const widensItself = (principal: AccountPrincipal): readonly Way[] => {
    const contextOf = { 'iam:PermissionsBoundary': principal.policies.boundary?.arn ?? null }
    return rightsOf(principal)
      .filter(({ provided }) => provided === undefined)
      .flatMap(primitive =>
        targetsOf(principal, primitive).map(target => {
          const when = onTarget(evaluator, principal, primitive, target, contextOf)
          return { primitive, target, when: when.kind === 'never' ? NEVER : allOf([when, underBoundary(principal)]) }
        }),
      )
      .filter(({ when }) => when.kind !== 'never')
  }

  /** What would be an administrator without its boundary or its own denials, and can get rid of them. */
  const shakesOff = (principal: AccountPrincipal): readonly Way[] => [...withoutBoundary(principal), ...withoutDenials(principal)]

  const withoutBoundary = (principal: AccountPrincipal): readonly Way[] => {
    const ways = unbound(principal)
    if (ways.length === 0) return []
    const { boundary: _, ...policies } = principal.policies
    const unheld = { ...principal, policies }
    const free = anyOf([everything(evaluator, unheld), ...[...widensItself(unheld), ...makesSomebody(unheld)].map(({ when }) => when)])
    return ways.map(way => ({ ...way, when: allOf([way.when, free]) })).filter(({ when }) => when.kind !== 'never')
  }

  const withoutDenials = (principal: AccountPrincipal): readonly Way[] => {
    if (principal.isUnmodifiable) return []
    const primitives = rightsOf(principal).filter(({ target, id }) => target === 'own-deny' && id.endsWith(principal.kind))
    if (primitives.length === 0) return []
    const allowing = principal.policies.identity.filter(policy => !evaluator.denies(policy))
    if (allowing.length === principal.policies.identity.length) return []
    const free = everything(evaluator, { ...principal, policies: { ...principal.policies, identity: allowing } })
    return free.kind === 'never'
      ? []
      : primitives
          .map(primitive => ({ primitive, target: principal.arn, when: allOf([free, onTarget(evaluator, principal, primitive, principal.arn)]) }))
          .filter(({ when }) => when.kind !== 'never')
  }

  return principal => {
    const before = known.get(principal)
    if (before !== undefined) return before
    const isNone = isTelling && !evaluator.mayLead(principal)
    const all = isNone ? NEVER : everything(evaluator, principal)
    const byItself = isNone || all.kind === 'always' ? [] : [...shakesOff(principal), ...widensItself(principal), ...makesSomebody(principal)]
    const fresh = isNone ? NOTHING : { everything: all, byItself }
    known.set(principal, fresh)
    return fresh
  }
}

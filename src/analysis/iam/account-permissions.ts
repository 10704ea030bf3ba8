import { openEvaluator, requestOf } from './account-evaluator.ts'
import { type AccountPolicies, type AccountPrincipal, principalsOf } from './account-principals.ts'
import { openAdministrators, type Way } from './administrators.ts'
import { withGains } from './attachable-policies.ts'
import type { AccessRequest } from './decide.ts'
import type { DecidingStatement, Decision } from './decision.ts'
import type { EscalationPrimitive } from './escalation/primitive.ts'
import { findAside, findEscalations } from './escalations.ts'
import { anyOf, type Expression, NEVER } from './expression.ts'
import type { GivenContext } from './request-context.ts'
import { simplified, solve } from './solve.ts'
import { openTrustIndex } from './trust-index.ts'

/** `conditional`: the request decides; `unknown`: policies that were not read do. */
export type Answer = 'yes' | 'no' | 'conditional' | 'unknown'

export interface AdministratorAnswer {
  readonly answer: Answer
  /** It may do everything that the organization leaves to the account, rather than only give itself the rest. */
  readonly isPlain: boolean
  /** For people, after the principal's name, e.g. `may do everything`; empty where it is none. */
  readonly how: string
  readonly condition: Expression
  /** The condition of all the ways together, not only of the one that is told. */
  readonly inAnyWay: Expression
  /** What was not read and decides. */
  readonly unread: readonly string[]
  because(): readonly DecidingStatement[]
}

export interface Escalation {
  readonly primitive: EscalationPrimitive
  /** `potential`: it needs something besides that is not read, which the primitive names. */
  readonly certainty: 'certain' | 'conditional' | 'potential' | 'unknown'
  /** The ARN that it is done to. */
  readonly target?: string | undefined
  readonly condition: Expression
  readonly unread: readonly string[]
  because(): readonly DecidingStatement[]
}

/** What the users and roles of one account may do. Principals are named by unique id or ARN; one that is not there may do nothing. */
export interface AccountPermissions {
  readonly principals: readonly AccountPrincipal[]
  find(principal: string): AccountPrincipal | undefined
  isAdministrator(principal: string): AdministratorAnswer
  /**
   * Every way to more rights in the account, and over an organization that it manages; none for whoever may do everything. The ways of all principals are
   * found when the first is asked for.
   */
  escalations(principal: string): readonly Escalation[]
  /** Ways that lead no further: to data and credentials, and over an organization should the account be delegated to. */
  asides(principal: string): readonly Escalation[]
  /** Undefined: there is no such principal. */
  allows(principal: string, action: string, resource?: string, context?: GivenContext): Decision | undefined
  decide(principal: string, request: AccessRequest): Decision | undefined
  /** When it may do an action on some resource of its choice, in a Region of its choice. */
  allowsSome(
    principal: string,
    action: string,
    context?: GivenContext,
  ): { readonly answer: Answer; readonly condition: Expression; readonly resource?: string | undefined }
}

const answerOf = (when: Expression): { readonly answer: Answer; readonly condition: Expression; readonly unread: readonly string[] } => {
  const { outcome, unread } = solve(when)
  const answer = outcome === 'always' ? 'yes' : outcome === 'never' ? 'no' : unread.length > 0 ? 'unknown' : 'conditional'
  return { answer, condition: outcome === 'sometimes' ? simplified(when) : { kind: outcome }, unread }
}

/** Actions by which it is told why somebody may do everything. */
const telling = ['iam:AttachRolePolicy', 'iam:CreateUser', 'ec2:RunInstances', 's3:GetObject', 'lambda:InvokeFunction']

/** A way as one may tell it: the surest first. */
const order: readonly Answer[] = ['yes', 'conditional', 'unknown', 'no']

/** The answer about whoever is none. */
export const NO_ADMINISTRATOR: AdministratorAnswer = { answer: 'no', isPlain: false, how: '', condition: NEVER, inAnyWay: NEVER, unread: [], because: () => [] }

/** Opens the policies of an account; each question is answered once it is asked. */
export const openPermissions = (given: AccountPolicies): AccountPermissions => {
  const principals = principalsOf(given)
  const evaluator = withGains(openEvaluator(given.serviceControl, given.resourceControl), given, principals)
  const byName = new Map(principals.flatMap(principal => [[principal.id, principal] as const, [principal.arn, principal] as const]))
  const administration = openAdministrators(evaluator)
  const trusts = openTrustIndex(given.account)
  const search = { evaluator, trusts, principals, administration, isManagement: given.isManagement }
  let found: ReadonlyMap<AccountPrincipal, readonly Way[]> | undefined
  const ways = (principal: AccountPrincipal): readonly Way[] => {
    found ??= findEscalations(search)
    return found.get(principal) ?? []
  }

  const becauseOf = (principal: AccountPrincipal, { primitive, target }: Way): readonly DecidingStatement[] => {
    const on = (actions: readonly string[], resource: string): readonly DecidingStatement[] => {
      const decisions = actions.map(action => evaluator.decide(principal, requestOf(principal, action, resource)))
      return (decisions.find(({ outcome }) => outcome === 'allowed') ?? decisions.find(({ outcome }) => outcome === 'conditional'))?.because ?? []
    }
    const role = target === undefined ? undefined : byName.get(target)
    const trusted =
      primitive.target === 'assumable-role' && role?.trust !== undefined
        ? evaluator.decide(principal, { action: 'sts:AssumeRole', resource: role.arn, resourcePolicy: role.trust }).because
        : []
    const statements = [
      ...primitive.onTarget.flatMap(actions => on(actions, target ?? '*')),
      ...primitive.elsewhere.flatMap(actions => on(actions, actions.flatMap(action => evaluator.resourcesFor(principal, action))[0] ?? '*')),
      ...trusted,
    ]
    return [...new Map(statements.map(one => [[one.as, one.policy, one.statement, one.effect].join('\n'), one])).values()]
  }

  /** The statements that give everything, told by an action that the organization leaves; what it allows everybody tells nothing. */
  const becausePlain = (principal: AccountPrincipal): readonly DecidingStatement[] => {
    const decisions = telling.map(action => evaluator.decide(principal, { action }))
    const told = decisions.find(({ outcome }) => outcome === 'allowed') ?? decisions.find(({ outcome }) => outcome === 'conditional')
    return (told?.because ?? []).filter(({ as, effect }) => effect === 'Deny' || !as.endsWith('control'))
  }

  const isAdministrator: AccountPermissions['isAdministrator'] = name => {
    const principal = byName.get(name)
    if (principal === undefined) return NO_ADMINISTRATOR
    const { everything, byItself } = administration(principal)
    if (everything.kind === 'never' && byItself.length === 0) return NO_ADMINISTRATOR
    const plain = answerOf(everything)
    const inAnyWay = anyOf([everything, ...byItself.map(way => way.when)])
    if (plain.answer === 'yes')
      return {
        ...plain,
        inAnyWay,
        isPlain: true,
        how: 'may do everything',
        because: () => becausePlain(principal),
      }
    const surest = byItself.map(way => ({ way, ...answerOf(way.when) })).sort((a, b) => order.indexOf(a.answer) - order.indexOf(b.answer))[0]
    if (surest !== undefined && (surest.answer === 'yes' || plain.answer === 'no')) {
      const { way, answer, condition, unread } = surest
      return { answer, isPlain: false, how: `can ${way.primitive.does}`, condition, inAnyWay, unread, because: () => becauseOf(principal, way) }
    }
    if (plain.answer === 'no') return NO_ADMINISTRATOR
    return { ...answerOf(inAnyWay), inAnyWay, isPlain: true, how: 'may do everything', because: () => becausePlain(principal) }
  }

  const escalation = (principal: AccountPrincipal, way: Way): Escalation => {
    const { answer, condition, unread } = answerOf(way.when)
    const isHere =
      way.primitive.gives === 'organization' && way.primitive.provided?.startsWith('the account manages the organization, or') && given.isManagement === true
    const potential = way.primitive.provided !== undefined && !isHere
    // What is made for the purpose has no name yet.
    const isMade = way.primitive.provided === undefined && way.primitive.target.startsWith('new-')
    return {
      primitive: way.primitive,
      certainty: answer === 'unknown' ? 'unknown' : potential ? 'potential' : answer === 'yes' ? 'certain' : 'conditional',
      ...(way.target === undefined || isMade ? {} : { target: way.target }),
      condition,
      unread,
      because: () => becauseOf(principal, way),
    }
  }

  return {
    principals,
    find: name => byName.get(name),
    isAdministrator,
    escalations(name) {
      const principal = byName.get(name)
      return principal === undefined ? [] : ways(principal).map(way => escalation(principal, way))
    },
    asides(name) {
      const principal = byName.get(name)
      return principal === undefined ? [] : findAside(search, principal).map(way => escalation(principal, way))
    },
    allows(name, action, resource, context) {
      const principal = byName.get(name)
      return (
        principal && evaluator.decide(principal, { action, ...(resource === undefined ? {} : { resource }), ...(context === undefined ? {} : { context }) })
      )
    },
    decide(name, request) {
      const principal = byName.get(name)
      return principal && evaluator.decide(principal, request)
    },
    allowsSome(name, action, context) {
      const principal = byName.get(name)
      if (principal === undefined) return answerOf(NEVER)
      if (context === undefined) return answerOf(evaluator.askSome(principal, action))
      const asked = evaluator.resourcesFor(principal, action).map(resource => ({ resource, ...answerOf(evaluator.ask(principal, action, resource, context)) }))
      return asked.sort((a, b) => order.indexOf(a.answer) - order.indexOf(b.answer))[0] ?? answerOf(NEVER)
    },
  }
}

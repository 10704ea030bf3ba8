import type { DecidingStatement, Decision, PolicyRole } from './decision.ts'
import { ALWAYS, type Atom, allOf, anyOf, type Expression, NEVER, not } from './expression.ts'
import { allowNames, denyHits, type Naming } from './named-principals.ts'
import { decidingOf, type ReadPolicy, type Votes, votesOf, votesOfLevels } from './policy-votes.ts'
import { type ControlPolicies, isServiceLinked, type NamedPolicy, type PrincipalPolicies } from './principal-policies.ts'
import { rcpServices } from './rcp-services.ts'
import { contextFor, type GivenContext } from './request-context.ts'
import { simplified, solve } from './solve.ts'
import type { Question } from './statement-application.ts'

/** A request, as far as it is known. */
export interface AccessRequest {
  readonly action: string
  /** An ARN. Absent, or `*`: the action has no resource. */
  readonly resource?: string | undefined
  /** Condition keys that are known; what is not given is open. */
  readonly context?: GivenContext | undefined
  /** The policy on the resource, for a role its trust policy. */
  readonly resourcePolicy?: NamedPolicy | undefined
  /** The account that owns the resource, where its ARN does not say. Absent there too: the principal's own. */
  readonly resourceAccount?: string | undefined
  /** Resource control policies over that account, where it is not the principal's own. Absent: `none`. */
  readonly resourceControl?: ControlPolicies | undefined
}

const NOTHING: Votes = { allow: ALWAYS, deny: NEVER, statements: [] }

const unreadAtom = (words: string, does: string): Atom => ({ kind: 'atom', id: `unread ${does} ${words}`, words, about: 'unread' })

const controls = (as: PolicyRole, policies: ControlPolicies, question: Question, read?: ReadPolicy): Votes => {
  if (policies === 'none') return NOTHING
  const words = `the organization’s ${as} policies`
  if (policies === 'unread') return { allow: unreadAtom(words, 'allows'), deny: unreadAtom(words, 'denies'), statements: [] }
  return votesOfLevels(as, policies, question, read)
}

const accountIn = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1]

/** Resources that let in nobody whom their own policy does not name, or whose account it does not. */
const needsResourcePolicy = (action: string): boolean => /^(?:sts:assumerole|kms:)/i.test(action) && !/^kms:(?:createkey|list(?:keys|aliases))/i.test(action)

interface Ballots {
  readonly identity: Votes
  readonly boundary: Votes
  readonly session: Votes
  readonly serviceControl: Votes
  readonly resourceControl: Votes
  readonly resource: Readonly<Record<Naming, Votes>> | undefined
  readonly resourceDeny: Votes
}

const resourceVotes = (
  { principal }: PrincipalPolicies,
  policy: NamedPolicy,
  question: Question,
  read?: ReadPolicy,
): Pick<Ballots, 'resource' | 'resourceDeny'> => {
  const naming = (way: Naming): Votes =>
    votesOf('resource', [policy], question, read, statement => (statement.effect === 'Allow' ? allowNames(statement, principal, way) : NEVER))
  return {
    resource: { itself: naming('itself'), role: naming('role'), account: naming('account') },
    resourceDeny: votesOf('resource', [policy], question, read, statement => (statement.effect === 'Deny' ? denyHits(statement, principal) : NEVER)),
  }
}

const ballotsOf = (policies: PrincipalPolicies, request: AccessRequest, question: Question, owner: string, read?: ReadPolicy): Ballots => {
  const { principal, identity, boundary, session, serviceControl, resourceControl } = policies
  const isExempt = isServiceLinked(principal.arn)
  const isOwn = owner === principal.account
  const isBoundByRcp = !isExempt && rcpServices.has(request.action.split(':', 1)[0]?.toLowerCase() ?? '')
  return {
    identity: principal.kind === 'root' ? NOTHING : votesOf('identity', identity, question, read),
    boundary: boundary === undefined ? NOTHING : votesOf('boundary', [boundary], question, read),
    session: session === undefined ? NOTHING : votesOf('session', session, question, read),
    serviceControl: isExempt ? NOTHING : controls('service control', serviceControl, question, read),
    resourceControl: isBoundByRcp ? controls('resource control', isOwn ? resourceControl : (request.resourceControl ?? 'none'), question, read) : NOTHING,
    ...(request.resourcePolicy === undefined
      ? { resource: undefined, resourceDeny: NOTHING }
      : resourceVotes(policies, request.resourcePolicy, question, read)),
  }
}

/** Who lets it in, Deny statements aside. */
const grants = ({ identity, boundary, session, resource }: Ballots, isOwn: boolean, action: string): Expression => {
  const own = identity.allow
  const ceiling = allOf([boundary.allow, session.allow])
  if (resource === undefined) return isOwn ? allOf([own, ceiling]) : NEVER
  const { itself, role, account } = resource
  if (!isOwn) return allOf([anyOf([itself.allow, role.allow, account.allow]), own, ceiling])
  const byPolicies = needsResourcePolicy(action) ? allOf([account.allow, own]) : own
  return anyOf([itself.allow, allOf([anyOf([role.allow, byPolicies]), ceiling])])
}

const silences = (ballots: Ballots, isOwn: boolean): readonly string[] => {
  const { identity, boundary, session, serviceControl, resourceControl, resource } = ballots
  const named = resource === undefined ? undefined : anyOf(Object.values(resource).map(({ allow }) => allow))
  const said: readonly (readonly [Expression, string])[] = [
    [identity.allow, 'no policy of the principal allows it'],
    [boundary.allow, 'the permissions boundary does not allow it'],
    [session.allow, 'the session policy does not allow it'],
    [serviceControl.allow, 'at a level of the organization no service control policy allows it'],
    [resourceControl.allow, 'at a level of the organization no resource control policy allows it'],
    ...(named === undefined
      ? isOwn
        ? []
        : [[NEVER, 'the policy of a resource of another account must allow it, and is not known'] as const]
      : [[named, 'the policy of the resource does not allow it'] as const]),
  ]
  return said.filter(([{ kind }]) => kind === 'never').map(([, words]) => words)
}

const all = (ballots: Ballots): readonly Votes[] => [
  ballots.identity,
  ballots.boundary,
  ballots.session,
  ballots.serviceControl,
  ballots.resourceControl,
  ...(ballots.resource === undefined ? [] : Object.values(ballots.resource)),
  ballots.resourceDeny,
]

const key = ({ as, policy, group, statement, effect }: DecidingStatement): string => [as, policy, group ?? '', statement, effect].join('\n')

const deciding = (ballots: Ballots, outcome: Decision['outcome'], isOwn: boolean, action: string): readonly DecidingStatement[] => {
  const statements = [
    ...new Map(
      all(ballots)
        .flatMap(votes => votes.statements.map(decidingOf))
        .map(one => [key(one), one]),
    ).values(),
  ]
  const denies = statements.filter(({ effect }) => effect === 'Deny')
  if (outcome === 'conditional') return statements
  if (outcome === 'allowed') return statements.filter(({ effect }) => effect === 'Allow')
  const certain = denies.filter(({ when }) => when.kind === 'always')
  if (certain.length > 0) return certain
  const isForbidden = solve(anyOf(denies.map(({ when }) => when))).outcome === 'always'
  const isGranted = solve(allOf([grants(ballots, isOwn, action), ballots.serviceControl.allow, ballots.resourceControl.allow])).outcome !== 'never'
  // What is granted only where it is denied takes both to tell.
  return isForbidden ? denies : isGranted ? statements : []
}

interface Counted {
  readonly ballots: Ballots
  readonly isOwn: boolean
  readonly condition: Expression
}

const count = (policies: PrincipalPolicies, request: AccessRequest, read?: ReadPolicy): Counted => {
  const resource = request.resource ?? '*'
  const owner = request.resourceAccount ?? accountIn(resource) ?? policies.principal.account
  const question: Question = { action: request.action, resource, keys: contextFor(policies.principal, owner, request.context) }
  const ballots = ballotsOf(policies, request, question, owner, read)
  const isOwn = owner === policies.principal.account
  const granted = allOf([grants(ballots, isOwn, request.action), ballots.serviceControl.allow, ballots.resourceControl.allow])
  return { ballots, isOwn, condition: granted.kind === 'never' ? NEVER : allOf([granted, not(anyOf(all(ballots).map(({ deny }) => deny)))]) }
}

/** Only when a request is allowed, unsimplified: for whoever asks very many. */
export const accessCondition = (policies: PrincipalPolicies, request: AccessRequest, read?: ReadPolicy): Expression => count(policies, request, read).condition

/**
 * What policies say of a request: exact as far as the request is known, conditional where the rest of it decides. A request for another account's resource
 * needs that resource's policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export const decide = (policies: PrincipalPolicies, request: AccessRequest, read?: ReadPolicy): Decision => {
  const { ballots, isOwn, condition } = count(policies, request, read)
  const { outcome, unread } = solve(condition)
  const answer = outcome === 'always' ? 'allowed' : outcome === 'never' ? 'denied' : 'conditional'
  const because = deciding(ballots, answer, isOwn, request.action)
  return {
    outcome: answer,
    condition: outcome === 'sometimes' ? simplified(condition) : { kind: outcome },
    because,
    missing: answer === 'denied' && !because.some(({ effect }) => effect === 'Deny') ? silences(ballots, isOwn) : [],
    unread,
  }
}

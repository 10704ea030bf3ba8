import type { AccountPrincipal } from './account-principals.ts'
import { type ActionSet, addAll, allActions, has, isEmpty, keepOnly, noActions, openDocumentSets, placeOf, removeAll } from './action-sets.ts'
import { type AccessRequest, accessCondition, decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { ALWAYS, anyOf, type Expression, NEVER } from './expression.ts'
import { leadingActions, mayLead } from './leading-actions.ts'
import { coversAction, type ParsedPolicy, parsePolicy } from './policy-document.ts'
import { matchesArn } from './policy-values.ts'
import type { ControlPolicies, NamedPolicy, PrincipalPolicies } from './principal-policies.ts'
import { rcpServices } from './rcp-services.ts'
import { representatives } from './representative-resources.ts'
import type { GivenContext } from './request-context.ts'
import { atBest } from './solve.ts'
import { coversAll } from './wildcards.ts'

/** Of the sensitive actions, those that may be allowed on something, and those that are on everything without a condition. */
export interface Reach {
  readonly may: ActionSet
  readonly surely: ActionSet
}

/** Answers about the principals of one account, quickly: sets first, the exact decision where they leave it open. */
export interface AccountEvaluator {
  /** What a principal's own policies and boundary leave it, the organization aside. */
  own(principal: AccountPrincipal): Reach
  /** What the organization leaves to the account. */
  readonly organization: Reach
  /** When an action on a resource (`*`: without one) is allowed to a caller who chooses its Region and the like. */
  ask(principal: AccountPrincipal, action: string, resource: string, context?: GivenContext): Expression
  /** When an action is allowed on some resource that the principal may choose. */
  askSome(principal: AccountPrincipal, action: string): Expression
  /** False: it is surely denied, whatever the resource. */
  mayDo(principal: AccountPrincipal, action: string): boolean
  /** When a principal may assume a role of the account by sts:AssumeRole. */
  assume(principal: AccountPrincipal, role: AccountPrincipal): Expression
  /** The sensitive actions that are not surely denied, whatever the resource. */
  available(principal: AccountPrincipal): ActionSet
  /** Resources that stand for all on which Allow statements speak of an action. */
  resourcesFor(principal: AccountPrincipal, action: string): readonly string[]
  /** Tells whether any Allow statement that speaks of an action names a resource, whatever else it says. */
  namesResource(principal: AccountPrincipal, action: string): (arn: string) => boolean
  /** False: its own policies, its boundary aside, allow none of the actions of which each way to more rights needs one. */
  mayLead(principal: AccountPrincipal): boolean
  /** The sensitive actions that a document may allow on something. */
  allowedIn(document: string): ActionSet
  /** Whether a policy denies any sensitive action. */
  denies(policy: NamedPolicy): boolean
  /** When the organization leaves a principal anything of what its account is for. */
  leavesAnything(principal: AccountPrincipal): Expression
  /** The decision with its reasons. */
  decide(principal: AccountPrincipal, request: AccessRequest): Decision
  read(document: string): ParsedPolicy
}

const MOST_KEPT = 2000
const everythingPolicy: NamedPolicy = {
  name: 'everything',
  document: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
}
/** What accounts are used for: an organization that leaves none of it leaves nothing that matters. */
const ordinary = ['iam:AttachRolePolicy', 'ec2:RunInstances', 's3:GetObject', 'lambda:InvokeFunction', 'kms:Decrypt', 'rds:DeleteDBInstance']

/** A role of another account is asked for as if it trusted this one: whether it does is not in this account. */
export const requestOf = ({ policies }: AccountPrincipal, action: string, resource: string, context?: GivenContext): AccessRequest => {
  const { account } = policies.principal
  const isElsewhere = /^sts:/i.test(action) && /^arn:[^:]*:iam::\d{12}:role\//.test(resource) && resource.split(':')[4] !== account
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }] }
  return {
    action,
    resource,
    ...(context === undefined ? {} : { context }),
    ...(isElsewhere ? { resourcePolicy: { name: 'trust in this account', document: JSON.stringify(trust) } } : {}),
  }
}

/** Keeps the documents read last, so that many questions about one principal read its policies once. */
const keepRead = (): ((document: string) => ParsedPolicy) => {
  const kept = new Map<string, ParsedPolicy>()
  return document => {
    const known = kept.get(document)
    if (known !== undefined) return known
    if (kept.size >= MOST_KEPT) kept.clear()
    const fresh = parsePolicy(document)
    kept.set(document, fresh)
    return fresh
  }
}

export const openEvaluator = (serviceControl: ControlPolicies, resourceControl: ControlPolicies): AccountEvaluator => {
  const setsOf = openDocumentSets()
  const read = keepRead()
  const reaches = new WeakMap<AccountPrincipal, Reach>()

  const together = (policies: readonly NamedPolicy[]): Reach => {
    const [may, surely, denied, never] = [noActions(), noActions(), noActions(), noActions()]
    for (const { document } of policies) {
      const sets = setsOf(document)
      addAll(may, sets.allows)
      addAll(surely, sets.allowsFully)
      addAll(denied, sets.denies)
      addAll(never, sets.deniesFully)
    }
    removeAll(may, never)
    removeAll(surely, denied)
    return { may, surely }
  }
  const within = (reach: Reach, ceiling: Reach): Reach => {
    keepOnly(reach.may, ceiling.may)
    keepOnly(reach.surely, ceiling.surely)
    return reach
  }
  const own = (principal: AccountPrincipal): Reach => {
    const known = reaches.get(principal)
    if (known !== undefined) return known
    const { identity, boundary } = principal.policies
    const reach = boundary === undefined ? together(identity) : within(together(identity), together([boundary]))
    reaches.set(principal, reach)
    return reach
  }
  const levels = typeof serviceControl === 'string' ? [] : serviceControl.map(together)
  const everything: Reach = { may: allActions(), surely: serviceControl === 'unread' ? noActions() : allActions() }
  const organization = levels.reduce(within, everything)
  const isBoundByRcp = (action: string): boolean => resourceControl !== 'none' && rcpServices.has(action.split(':', 1)[0] ?? '')

  // A policy that says nothing of an action has no say in it.
  const speaking = (policies: readonly NamedPolicy[], place: number): readonly NamedPolicy[] =>
    policies.filter(({ document }) => {
      const sets = setsOf(document)
      return has(sets.allows, place) || has(sets.denies, place)
    })
  const narrowedLevels = new Map<number, ControlPolicies>()
  const levelsFor = (place: number): ControlPolicies => {
    if (typeof serviceControl === 'string') return serviceControl
    const known = narrowedLevels.get(place) ?? serviceControl.map(level => speaking(level, place))
    narrowedLevels.set(place, known)
    return known
  }
  const narrowed = (policies: PrincipalPolicies, action: string): PrincipalPolicies => {
    const place = placeOf(action)
    if (place === undefined) return policies
    const control = policies.serviceControl === serviceControl ? levelsFor(place) : policies.serviceControl
    return { ...policies, identity: speaking(policies.identity, place), serviceControl: control }
  }

  const leading = new Map<string, boolean>()
  const isLeading = ({ document }: NamedPolicy): boolean => {
    if (document === undefined) return true
    const known = leading.get(document)
    if (known !== undefined) return known
    const fresh = mayLead(parsePolicy(document))
    leading.set(document, fresh)
    return fresh
  }
  const leaders = new WeakMap<AccountPrincipal, boolean>()
  const isLeader = (principal: AccountPrincipal): boolean => {
    const known = leaders.get(principal)
    if (known !== undefined) return known
    const fresh = principal.policies.identity.some(isLeading)
    leaders.set(principal, fresh)
    return fresh
  }
  const allowing = new Map<string, Map<string, boolean>>()
  /** Whether a statement speaks for an action, told without making sets of all that the documents say. */
  const mayAllow = ({ policies }: AccountPrincipal, action: string): boolean => {
    const known = allowing.get(action) ?? new Map<string, boolean>()
    allowing.set(action, known)
    return policies.identity.some(({ document }) => {
      if (document === undefined) return true
      const before = known.get(document)
      if (before !== undefined) return before
      const policy = read(document)
      const fresh = policy.kind === 'unreadable' || policy.statements.some(statement => statement.effect === 'Allow' && coversAction(statement, action))
      known.set(document, fresh)
      return fresh
    })
  }

  /** Where the sets alone tell it, for whatever resource. */
  const bySets = (principal: AccountPrincipal, action: string): Expression | undefined => {
    const place = placeOf(action)
    if (place === undefined) return undefined
    if (!isLeader(principal) && (has(leadingActions, place) || !mayAllow(principal, action))) return NEVER
    const { may, surely } = own(principal)
    const isFree = principal.isServiceLinked || principal.policies.serviceControl === 'none'
    if (!has(may, place) || !(isFree || has(organization.may, place))) return NEVER
    return has(surely, place) && (isFree || has(organization.surely, place)) && !isBoundByRcp(action) ? ALWAYS : undefined
  }

  const ask: AccountEvaluator['ask'] = (principal, action, resource, context) => {
    const quick = bySets(principal, action)
    if (quick !== undefined) return quick
    return atBest(accessCondition(narrowed(principal.policies, action), requestOf(principal, action, resource, context), read))
  }

  /** Resources of the Allow statements that speak of an action; `*` for what cannot be told. */
  const patternsFor = ({ policies }: AccountPrincipal, action: string): readonly string[] => {
    const place = placeOf(action)
    const patterns = new Set<string>()
    for (const { document } of place === undefined ? policies.identity : speaking(policies.identity, place)) {
      const policy = document === undefined ? undefined : read(document)
      // One that cannot be read may allow it on anything.
      if (policy?.kind !== 'policy') patterns.add('*')
      else
        for (const statement of policy.statements)
          if (statement.effect === 'Allow' && coversAction(statement, action))
            for (const pattern of statement.resources?.not === false ? statement.resources.values : ['*']) patterns.add(pattern)
    }
    return [...patterns]
  }
  const resourcesFor: AccountEvaluator['resourcesFor'] = (principal, action) =>
    representatives(patternsFor(principal, action), action, principal.policies.principal)
  const namesResource: AccountEvaluator['namesResource'] = (principal, action) => {
    const patterns = patternsFor(principal, action).map(pattern => pattern.replaceAll(/\$\{[^}]*\}/g, '*'))
    return patterns.some(coversAll) ? () => true : arn => patterns.some(pattern => matchesArn(pattern, arn))
  }

  const leavesAnything: AccountEvaluator['leavesAnything'] = principal => {
    if (principal.policies.serviceControl === 'none' || principal.isServiceLinked) return ALWAYS
    const { boundary: _, ...policies } = principal.policies
    const left = ordinary.map(action => {
      const [resource = '*'] = representatives(['*'], action, policies.principal)
      return decide({ ...policies, identity: [everythingPolicy], resourceControl: 'none' }, { action, resource }, read)
    })
    const settled = left.find(({ outcome, unread }) => outcome !== 'denied' && unread.length === 0)
    return settled === undefined ? anyOf(left.map(({ condition }) => condition)) : ALWAYS
  }

  const assume: AccountEvaluator['assume'] = (principal, role) => {
    const request = { action: 'sts:AssumeRole', resource: role.arn, ...(role.trust === undefined ? {} : { resourcePolicy: role.trust }) }
    return atBest(accessCondition(narrowed(principal.policies, 'sts:AssumeRole'), request, read))
  }

  const somes = new WeakMap<AccountPrincipal, Map<string, Expression>>()
  const askSome: AccountEvaluator['askSome'] = (principal, action) => {
    const quick = bySets(principal, action)
    if (quick !== undefined) return quick
    const before = somes.get(principal) ?? new Map<string, Expression>()
    somes.set(principal, before)
    const known = before.get(action)
    if (known !== undefined) return known
    const answers: Expression[] = []
    for (const resource of resourcesFor(principal, action)) {
      const answer = ask(principal, action, resource)
      answers.push(answer)
      if (answer.kind === 'always') break
    }
    const fresh = anyOf(answers)
    before.set(action, fresh)
    return fresh
  }

  const availables = new WeakMap<AccountPrincipal, ActionSet>()
  const available: AccountEvaluator['available'] = principal => {
    const known = availables.get(principal)
    if (known !== undefined) return known
    const fresh = own(principal).may.slice()
    if (principal.policies.serviceControl !== 'none' && !principal.isServiceLinked) keepOnly(fresh, organization.may)
    availables.set(principal, fresh)
    return fresh
  }
  const denies: AccountEvaluator['denies'] = ({ document }) => !isEmpty(setsOf(document).denies)
  return {
    own,
    organization,
    ask,
    assume,
    askSome,
    available,
    mayDo: (principal, action) => bySets(principal, action)?.kind !== 'never',
    mayLead: isLeader,
    allowedIn: document => setsOf(document).allows,
    denies,
    resourcesFor,
    namesResource,
    leavesAnything,
    decide: (principal, request) => decide(principal.policies, request, read),
    read,
  }
}
